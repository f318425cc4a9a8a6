"""Join codes, of a class or of a union, and what they do to somebody's place."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.members import codes, rules
from learning.members.actions.people import change_union
from learning.members.errors import CodeIsOverError, NoNameLeftError, NotAllowedError
from learning.members.models import JoinCode, Participant

MOST_TRIES = 8


@transaction.atomic
def make_join_code(*, union, expires_at, by, for_class=False) -> JoinCode:
    """A code of six signs for the wall. A union has one at a time for people at home;
    a new one ends the old. Raises NotAllowedError, and ValueError for a moment past."""
    if not rules.is_near(by, union.tenant_id):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    if expires_at <= timezone.now():
        raise ValueError("A code expires later than now")
    if not for_class:
        JoinCode.objects.for_tenant(union.tenant_id).filter(
            union=union, for_class=False, ended_at__isnull=True
        ).update(ended_at=timezone.now(), changed_at=timezone.now())
    for _try in range(MOST_TRIES):
        join_code = JoinCode(
            tenant_id=union.tenant_id,
            union=union,
            for_class=for_class,
            code=codes.make_join_code(),
            expires_at=expires_at,
            made_by=by,
        )
        try:
            with transaction.atomic():
                join_code.save(force_insert=True)
        except IntegrityError:
            continue  # the same six signs live already, somewhere
        return join_code
    raise NoNameLeftError("No free join code found")


@transaction.atomic
def end_join_code(*, join_code, by) -> None:
    """Nobody joins with it any more; who has, stays. Twice is once."""
    if not rules.is_near(by, join_code.tenant_id):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    JoinCode.objects.for_tenant(join_code.tenant_id).filter(
        pk=join_code.pk, ended_at__isnull=True
    ).update(ended_at=timezone.now(), changed_at=timezone.now())


def way_of(join_code) -> str:
    """How somebody came who came with this code: a `Participant.Way`."""
    if join_code.for_class:
        return Participant.Way.JOIN_CODE
    return Participant.Way.UNION_CODE


@transaction.atomic
def come_with_code(*, participant, join_code, by, without_name=False) -> Participant:
    """Somebody with a place has the code: from "Open" she goes over to that union, with
    all her data, and waits to be vouched for; in her own union she stays what she is.

    `without_name` as `change_union` takes it. Raises CodeIsOverError,
    CannotChangeUnionError where she is of another tenant, NamesAreLockedError, and
    NotAllowedError.
    """
    if join_code.is_over:
        raise CodeIsOverError("Expired or ended")
    way = way_of(join_code)
    if participant.tenant_id != join_code.tenant_id:
        return change_union(
            participant=participant,
            union=join_code.union,
            by=by,
            came_by=way,
            without_name=without_name,
        )
    if participant.user_id != by.pk:
        raise NotAllowedError("Only she herself")
    waits = participant.vouching == Participant.Vouching.WAITING
    if waits and way == Participant.Way.JOIN_CODE and participant.came_by != way:
        # Whoever sits in the class need not wait for its lessons.
        participant.came_by = way
        participant.save(update_fields=["came_by", "changed_at"])
    return participant
