"""Joining a class with the code on its wall, or a union with the one it gives out."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.actions.registering import register
from learning.classroom.errors import IsClosedError, NotHersError
from learning.classroom.models import Registration, Training
from learning.classroom.queries.joining import training_of
from learning.members.actions.joining import (
    come_with_code,
    end_join_code,
    make_join_code,
    way_of,
)
from learning.members.actions.places import Place, keep_place
from learning.members.errors import CodeIsOverError


@transaction.atomic
def put_up_code(*, training, by, days=0):
    """A code for the wall of a class, in the place of an earlier one.

    It expires at the end of the training's last day (of today, where that is past), in
    the union's own time, `days` later if she likes. Raises NotHersError, IsClosedError.
    """
    training = _held(training, by)
    if training.is_closed:
        raise IsClosedError("Nobody joins a closed training")
    if training.join_code:
        end_join_code(join_code=training.join_code, by=by)
    training.join_code = make_join_code(
        union=training.union,
        expires_at=expiry_of(training, days),
        by=by,
        for_class=True,
    )
    training.save(update_fields=["join_code", "changed_at"])
    return training.join_code


@transaction.atomic
def take_down_code(*, training, by) -> None:
    """Nobody joins any more; who has, stays. Raises NotHersError."""
    training = _held(training, by)
    if training.join_code:
        end_join_code(join_code=training.join_code, by=by)


def expiry_of(training, days: int) -> datetime:
    zone = ZoneInfo(training.union.time_zone)
    last = max(training.ends_on, timezone.now().astimezone(zone).date())
    return datetime.combine(last + timedelta(days=days), time(23, 59, 59), zone)


def join_newly(*, join_code, secret, language="", before="") -> Place:
    """Somebody without an account: her place in that union, and in the class.

    What she is to know of her registration is on the code's own page. Raises
    CodeIsOverError, and IsClosedError where the class is over.
    """
    # Slow on purpose, so not while the class waits for the database.
    hashed = make_password(secret)
    with transaction.atomic():
        training = _open_class(join_code)
        place = keep_place(
            secret=secret,
            hashed=hashed,
            language=language,
            union=join_code.union,
            came_by=way_of(join_code),
        )
        if training:
            _register(training, place.participant, before, place.user)
    return place


@transaction.atomic
def join(
    *, join_code, participant, by, before="", without_name=False
) -> Registration | None:
    """Somebody with a place joins; again is once. None for a union's code.

    `without_name`: she knows that her name is forgotten if it can't go along. Raises
    CodeIsOverError, IsClosedError, CannotChangeUnionError where her place is with
    another tenant than the code and than "Open", and NamesAreLockedError.
    """
    training = _open_class(join_code)
    if training and participant.tenant_id != training.tenant_id:
        # Before the names of both unions are held still, as when somebody is written in
        # with a name: in one order, nobody waits for one who waits for her.
        rows = Training.objects.for_tenant(training.tenant_id)
        rows.select_for_update().get(pk=training.pk)
    person = come_with_code(
        participant=participant, join_code=join_code, by=by, without_name=without_name
    )
    return _register(training, person, before, by) if training else None


def _open_class(join_code) -> Training | None:
    if join_code.is_over:
        raise CodeIsOverError("Expired or ended")
    training = training_of(join_code)
    if join_code.for_class and training is None:
        raise CodeIsOverError("Its class is gone")
    if training and training.is_closed:
        raise IsClosedError("Nobody joins a closed training")
    return training


def _register(training, person, before, by) -> Registration:
    return register(
        training=training,
        participant=person,
        way=Registration.Way.CODE,
        before=before,
        needs_vouching=True,
        by=by,
    )


def _held(training, by) -> Training:
    found = (
        Training.objects.for_tenant(training.tenant_id)
        .select_for_update(of=("self",))
        .select_related("union", "join_code")
        .get(pk=training.pk)
    )
    if not rules.can_change(by, found):
        raise NotHersError("Not her training")
    return found
