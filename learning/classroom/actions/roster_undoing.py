"""Taking a list back: whom it brought goes, unless something came of her since."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from learning.classroom.actions.rosters import locked
from learning.classroom.errors import IsClosedError
from learning.classroom.models import (
    Attendance,
    AttendanceMark,
    Registration,
    RosterEntry,
    RosterImport,
    Training,
)
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
from learning.members.models import (
    AuditEntry,
    Consent,
    Identity,
    Participant,
    PossibleDouble,
)
from learning.tenancy import TenantScoped

State = RosterImport.State
# What hangs on a line or a person by the list itself, and goes with it.
OF_THE_LINE = (Attendance, AttendanceMark, RosterEntry)
OF_THE_PERSON = (Identity, Consent, PossibleDouble, AuditEntry)


@dataclass(frozen=True)
class TakenBack:
    """How many lines went, and how many stay because of what was written since."""

    gone: int
    stay: int


@transaction.atomic
def take_back(*, roster, by) -> TakenBack:
    """Undo a list that was brought in.

    A line stays where a tick, a card, a score or anything else was added since; a person
    stays where anything else knows her. Raises NotHersError, NotNowError, IsClosedError.
    """
    roster = locked(roster, by, State.DONE)
    training = (
        Training.objects.for_tenant(roster.tenant_id)
        .select_for_update()
        .get(pk=roster.training_id)
    )
    if not training.takes_lists:
        raise IsClosedError("Closed trainings are corrected, not changed")
    entries = list(roster.entries.select_related("registration"))
    lines = {each.registration_id for each in entries}
    busy = _added_since(Registration, lines, roster, OF_THE_LINE)
    marks = AttendanceMark.objects.for_tenant(roster.tenant_id)
    added = marks.filter(registration__in=lines).exclude(how=AttendanceMark.How.ROSTER)
    busy |= set(added.values_list("registration", flat=True))
    gone = [each for each in entries if each.registration_id not in busy]
    people = {each.registration.participant_id for each in gone if each.is_new_person}
    Registration.objects.for_tenant(roster.tenant_id).filter(
        pk__in=[each.registration_id for each in gone]
    ).delete()
    to_recount([each.registration.participant_id for each in gone])
    alone = people - _added_since(Participant, people, roster, OF_THE_PERSON)
    Participant.objects.for_tenant(roster.tenant_id).filter(
        pk__in=alone, user=None
    ).delete()
    _open_if_empty(training)
    roster.state, roster.undone_at = State.UNDONE, timezone.now()
    roster.save(update_fields=["state", "undone_at", "changed_at"])
    note(
        tenant=roster.tenant_id,
        act=AuditEntry.Act.UNDID_IMPORT,
        by=by,
        thing="roster",
        thing_id=roster.pk,
        people=len(gone),
    )
    return TakenBack(gone=len(gone), stay=len(entries) - len(gone))


def _open_if_empty(training) -> None:
    """A declared training without anybody waits for its list as in the beginning."""
    if training.is_closed and not training.registrations.exists():
        training.state, training.closed_at = Training.State.PLANNED, None
        training.closed_by = None
        training.save(update_fields=["state", "closed_at", "closed_by", "changed_at"])


def _added_since(model, pks: set, roster, by_itself: tuple) -> set:
    """Which of these rows something else of the tenant points at; one query a relation."""
    found = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        pointing = relation.related_model
        if pointing in by_itself or not issubclass(pointing, TenantScoped):
            continue
        name = relation.field.name
        rows = pointing.objects.for_tenant(roster.tenant_id).filter(
            **{f"{name}__in": pks}
        )
        found |= set(rows.values_list(name, flat=True))
    return found
