"""What reaches over all that is kept about people: erasing a person, destroying names."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from learning import keys
from learning.classroom.models import Destruction, Registration, RosterImport
from learning.deliveries.actions import throw_away_kits
from learning.enrolments.actions import forget_pins
from learning.members.actions.audit import note
from learning.members.actions.terms import TERM_THING
from learning.members.models import (
    AuditEntry,
    Identity,
    NamesTerm,
    Participant,
    PossibleDouble,
    User,
)
from learning.progress.actions.events import forget_answers
from learning.progress.models import KeptPlan
from learning.safekeeping import erasure_list, rules
from learning.safekeeping.errors import (
    AlreadyAskedError,
    IsOverError,
    IsStaffError,
    NeedsAnotherError,
    NotHersError,
)
from learning.safekeeping.term import going
from learning.safekeeping.traces import wipe_traces

# How many ids a statement takes at once.
MANY = 500


@transaction.atomic
def erase_person(*, participant, by, reason: str = "") -> None:
    """Erase account, cards, name, answers, sheets, and every trace of who it was.

    The count stays, and so do her certificates: what remains is a random id that leads
    to nobody (docs/privacy.md). By herself or by a coordinator of her tenant; raises
    NotHersError, and IsStaffError for somebody whose account others depend on.
    """
    if not rules.can_erase(by, participant):
        raise NotHersError("Neither she herself nor her coordinator")
    if rules.works_here(participant):
        raise IsStaffError("Her roles end first")
    # First on the list, then here: if the list can't be written, nothing is half done.
    erasure_list.remember(
        what=erasure_list.PERSON, tenant=participant.tenant_id, pks=[participant.pk]
    )
    if participant.user_id != by.pk:
        note(
            tenant=participant.tenant_id,
            act=AuditEntry.Act.ERASED,
            by=by,
            participant=participant,
            people=1,
            reason=reason,
        )
    forget_person(participant=participant, by=by)
    transaction.on_commit(wipe_traces.enqueue)


@transaction.atomic
def forget_person(*, participant, by) -> None:
    """The erasing itself, without asking who may: also when it is applied again."""
    tenant = participant.tenant_id
    Identity.objects.for_participant(participant).delete()
    throw_away_kits(participant=participant, by=by)
    forget_answers(participant=participant, by=by)
    forget_pins(participant=participant, by=by)
    # Nobody asks a person who is gone what came of a training.
    Registration.objects.for_participant(participant).filter(
        follow_up_refused_at=None
    ).update(follow_up_refused_at=timezone.now())
    PossibleDouble.objects.for_tenant(tenant).filter(
        Q(first=participant) | Q(second=participant)
    ).delete()
    accounts = set(participant.cards.values_list("user_id", flat=True))
    if participant.user_id:
        accounts.add(participant.user_id)
    Participant.objects.for_tenant(tenant).filter(pk=participant.pk).update(
        user=None, known_by=Participant.KnownBy.UNLINKED
    )
    # Takes along cards, memberships, reset codes and whatever allauth kept.
    for account in User.objects.filter(pk__in=accounts):
        account.delete()
    participant.user = None


@transaction.atomic
def ask_to_destroy(*, tenant, by, training=None) -> Destruction:
    """Destroy the names of a training, or of the whole tenant; for good.

    Where the tenant has a second coordinator the request waits for her, seven days at
    most; else it is carried out at once. Raises NotHersError, AlreadyAskedError.
    """
    if not rules.coordinates(by, tenant) or (
        training is not None and training.tenant_id != tenant.pk
    ):
        raise NotHersError("Only a coordinator of that tenant")
    earlier = Destruction.objects.for_tenant(tenant).filter(
        training=training, confirmed_at=None, withdrawn_at=None
    )
    for row in earlier.select_for_update():
        if row.is_waiting:
            raise AlreadyAskedError("It waits for the second coordinator")
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at", "changed_at"])
    asked = Destruction(tenant=tenant, training=training, asked_by=by)
    asked.save(force_insert=True)
    if not rules.needs_second(tenant):
        _carry_out(asked, by=by, confirmed_by=None)
    return asked


@transaction.atomic
def confirm_destruction(*, asked, by) -> Destruction:
    """A second coordinator says yes, and the names are gone.

    Raises NotHersError, NeedsAnotherError where it is the one who asked, IsOverError.
    """
    asked = _waiting(asked)
    if not rules.coordinates(by, asked.tenant_id):
        raise NotHersError("Only a coordinator of that tenant")
    if asked.asked_by_id == by.pk:
        raise NeedsAnotherError("A second coordinator confirms it")
    _carry_out(asked, by=by, confirmed_by=by)
    return asked


@transaction.atomic
def withdraw_destruction(*, asked, by) -> None:
    """Any coordinator takes the request back, while it waits."""
    asked = _waiting(asked)
    if not rules.coordinates(by, asked.tenant_id):
        raise NotHersError("Only a coordinator of that tenant")
    asked.withdrawn_at = timezone.now()
    asked.save(update_fields=["withdrawn_at", "changed_at"])


def _waiting(asked) -> Destruction:
    asked = (
        Destruction.objects.for_tenant(asked.tenant_id)
        .select_for_update()
        .get(pk=asked.pk)
    )
    if not asked.is_waiting:
        raise IsOverError("It is over")
    return asked


def _carry_out(asked, *, by, confirmed_by) -> None:
    if asked.training_id:
        asked.people = _destroy_of_training(asked.training, by)
    else:
        asked.people = _destroy_of_tenant(asked.tenant)
    asked.confirmed_at, asked.confirmed_by = timezone.now(), confirmed_by
    asked.save(update_fields=["people", "confirmed_at", "confirmed_by", "changed_at"])
    _tell_destroyed(
        tenant=asked.tenant_id,
        by=by,
        thing="training" if asked.training_id else "union",
        thing_id=asked.training_id or asked.tenant_id,
        people=asked.people,
    )


def _tell_destroyed(**told) -> None:
    note(act=AuditEntry.Act.DESTROYED, **told)
    transaction.on_commit(wipe_traces.enqueue)


@transaction.atomic
def destroy_at_term(*, tenant, today, by=None) -> int:
    """Destroy the names whose term is over, as the union has chosen; returns how many.

    Also while names are locked: the lock keeps them from being read, and a name that is
    gone is safest. Twice is once.
    """
    terms = NamesTerm.objects.for_tenant(tenant)
    # A coordinator who lengthens it at this moment waits, or is waited for.
    term = terms.select_for_update().first()
    named = sorted(going(tenant, term, by=today))
    if named:
        _remember_and_forget(tenant.pk, named, rosters=[])
        _tell_destroyed(
            tenant=tenant,
            by=by,
            thing=TERM_THING,
            people=len(named),
            reason=str(term.months),
        )
    return len(named)


def _destroy_of_training(training, by) -> int:
    """The names of all its people, also of those who were in other trainings too."""
    people = Registration.objects.for_tenant(training.tenant_id).filter(
        training=training
    )
    named = list(
        Identity.objects.for_tenant(training.tenant_id)
        .filter(participant__in=people.values("participant"))
        .values_list("participant_id", flat=True)
    )
    rosters = list(training.rosters.exclude(sealed=b"").values_list("pk", flat=True))
    _remember_and_forget(training.tenant_id, named, rosters)
    training.names_destroyed_at, training.names_destroyed_by = timezone.now(), by
    training.save(
        update_fields=["names_destroyed_at", "names_destroyed_by", "changed_at"]
    )
    return len(named)


def _destroy_of_tenant(tenant) -> int:
    """The key goes, and with it every name in every back-up; the rows go too."""
    named = Identity.objects.for_tenant(tenant).values_list("participant_id", flat=True)
    rosters = RosterImport.objects.for_tenant(tenant).exclude(sealed=b"")
    named, rosters = list(named), list(rosters.values_list("pk", flat=True))
    _remember_and_forget(tenant.pk, named, rosters)
    KeptPlan.objects.for_tenant(tenant).delete()
    # Last, and after the commit: a key can't be rolled back.
    transaction.on_commit(lambda: keys.destroy_key(tenant))
    return len(named)


def _remember_and_forget(tenant, named, rosters) -> None:
    erasure_list.remember(what=erasure_list.NAME, tenant=tenant, pks=named)
    erasure_list.remember(what=erasure_list.ROSTER, tenant=tenant, pks=rosters)
    forget_names(tenant=tenant, named=named, rosters=rosters)


def forget_names(*, tenant, named, rosters) -> int:
    """Delete the sealed names of these participants and empty these lists; returns how
    many rows were still there."""
    gone = 0
    for start in range(0, len(named), MANY):
        part = named[start : start + MANY]
        gone += (
            Identity.objects.for_tenant(tenant).filter(participant__in=part).delete()[0]
        )
    for start in range(0, len(rosters), MANY):
        part = rosters[start : start + MANY]
        gone += (
            RosterImport.objects.for_tenant(tenant)
            .filter(pk__in=part)
            .exclude(sealed=b"")
            .update(sealed=b"")
        )
    return gone


def reapply_erasures(*, by=None) -> int:
    """Carry out again what the erasure list says: after a back-up was restored.

    Returns how many names, lists and accounts had come back. Twice is once.
    """
    gone = 0
    by_tenant: dict = {}
    for erased in erasure_list.read():
        of_tenant = by_tenant.setdefault(erased.tenant, {})
        of_tenant.setdefault(erased.what, set()).add(erased.pk)
    for tenant, lists in by_tenant.items():
        with transaction.atomic():
            gone += forget_names(
                tenant=tenant,
                named=sorted(lists.get(erasure_list.NAME, ())),
                rosters=sorted(lists.get(erasure_list.ROSTER, ())),
            )
            gone += _forget_again(tenant, sorted(lists.get(erasure_list.PERSON, ())))
    if gone:
        wipe_traces.enqueue()
    return gone


def _forget_again(tenant, people) -> int:
    """Those of whom a name, an account or a card is there again."""
    gone = 0
    for start in range(0, len(people), MANY):
        back = (
            Participant.objects.for_tenant(tenant)
            .filter(pk__in=people[start : start + MANY])
            .filter(
                Q(user__isnull=False)
                | Q(identity__isnull=False)
                | Q(cards__isnull=False)
            )
            .distinct()
        )
        for participant in back:
            forget_person(participant=participant, by=None)
            gone += 1
    return gone
