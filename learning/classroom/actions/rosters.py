"""Reading a list, correcting how it is understood, and forgetting it.

Bringing its people in, and taking them back, is in roster_people.py.
"""

import hmac
import logging
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django_tasks import task

from learning import keys
from learning.classroom import rules
from learning.classroom.errors import IsClosedError, NotHersError, NotNowError
from learning.classroom.models import RosterImport, Training
from learning.classroom.queries.doubles import entries_of
from learning.classroom.rosters.apart import read_apart
from learning.classroom.rosters.draft import Draft, Match, packed, unpacked
from learning.classroom.rosters.grid import MOST_BYTES, UnreadableError
from learning.classroom.rosters.understanding import understand_as
from learning.classroom.rosters.words import plain
from learning.members.doubles import Blocks, Entry
from learning.members.errors import NamesAreLockedError
from learning.members.names import read_name

logger = logging.getLogger(__name__)
State = RosterImport.State
KEPT_FOR = timedelta(days=7)


@sensitive_variables()
@transaction.atomic
def begin_roster(*, training, content: bytes, by) -> RosterImport:
    """Take a file for a training; the worker reads it.

    Its bytes are sealed under the tenant's key until then. Raises NotHersError,
    IsClosedError, NamesAreLockedError, and UnreadableError("too_big") above 5 MB.
    """
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if not training.takes_lists or training.names_destroyed_at:
        raise IsClosedError("Closed trainings are corrected, not changed")
    if len(content) > MOST_BYTES:
        raise UnreadableError("too_big")
    roster = RosterImport(
        tenant_id=training.tenant_id,
        training=training,
        started_by=by,
        # Keyed: a list could otherwise be guessed and tried.
        file_hash=hmac.new(
            keys.programme_secret("roster"), content, sha256
        ).hexdigest(),
    )
    roster.seal(packed(content))
    roster.save(force_insert=True)
    read_roster.enqueue(str(roster.tenant_id), str(roster.pk))
    roster.refresh_from_db()
    return roster


@task()
@sensitive_variables()
def read_roster(tenant_pk: str, roster_pk: str) -> None:
    """In the worker: read the file, or look again for people whom the union knows."""
    roster = in_state(tenant_pk, roster_pk, State.READING)
    if roster is None:
        return
    try:
        text = roster.open()
        content = unpacked(text)
        if content is None:
            draft = Draft.from_text(text)
        else:
            draft = Draft.of(read_apart(content), roster.training.starts_on)
        _find_known(draft, roster)
        _store(roster, draft, State.UNDERSTOOD)
    except UnreadableError as refused:
        fail(roster, refused.why)
    except NamesAreLockedError:
        fail(roster, "names_locked")
    except Exception:
        logger.exception("list %s could not be read", roster.pk)
        fail(roster, "our_fault")


@sensitive_variables()
@transaction.atomic
def correct_roster(*, roster, by, header, columns, words) -> RosterImport:
    """Say where the headings are, what is in the columns, and what words mean.

    As `understand_as` takes them; None for `columns` guesses them anew. Decisions about
    rows that were made before stay where they still make sense. Raises NotHersError,
    NotNowError, NamesAreLockedError, ValueError.
    """
    roster = locked(roster, by)
    draft = Draft.from_text(roster.open())
    draft.correct(
        understand_as(draft.grid, header=header, columns=columns, words=words)
    )
    _store(roster, draft, State.READING)
    read_roster.enqueue(str(roster.tenant_id), str(roster.pk))
    roster.refresh_from_db()
    return roster


@sensitive_variables()
@transaction.atomic
def decide_rows(*, roster, by, decisions: dict[int, str]) -> None:
    """Say what becomes of rows, by their number: see `Draft.choices`. What can't be
    chosen for a row is passed over. Raises NotHersError, NotNowError,
    NamesAreLockedError."""
    roster = locked(roster, by)
    draft = Draft.from_text(roster.open())
    people = {person.row: person for person in draft.people()}
    for row, what in decisions.items():
        if row in people and what in draft.choices(people[row]):
            draft.decisions[row] = what
    _store(roster, draft, State.UNDERSTOOD)


@transaction.atomic
def discard_roster(*, roster, by) -> None:
    """Put a list away that nobody was taken from. Raises NotHersError, NotNowError."""
    locked(roster, by, State.UNDERSTOOD, State.FAILED, State.READING).delete()


def forget_leftovers(*, tenant, now=None) -> int:
    """Empty the lists of a tenant that nobody has brought in for seven days.

    Returns how many; the row stays and says that it ran out.
    """
    old = RosterImport.objects.for_tenant(tenant).filter(
        started_at__lt=(now or timezone.now()) - KEPT_FOR
    )
    forgotten = old.exclude(sealed=b"").exclude(state=State.IMPORTING)
    return forgotten.update(sealed=b"", state=State.FAILED, failure="ran_out")


# --- shared with roster_people.py ---------------------------------------------------


def in_state(tenant_pk, roster_pk, state) -> RosterImport | None:
    return (
        RosterImport.objects.for_tenant(tenant_pk)
        .select_related("training")
        .filter(pk=roster_pk, state=state)
        .first()
    )


def locked(roster, by, *states) -> RosterImport:
    """The row as it stands now, for one of her trainings, in one of the states."""
    found = (
        RosterImport.objects.for_tenant(roster.tenant_id)
        .select_for_update()
        .filter(pk=roster.pk)
        .first()
    )
    if found is None or found.state not in (states or (State.UNDERSTOOD,)):
        raise NotNowError("It has moved on meanwhile")
    training = Training.objects.for_tenant(found.tenant_id).get(pk=found.training_id)
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    return found


@transaction.atomic
def _store(roster, draft, state) -> None:
    roster.state = state
    roster.rows = len(draft.people())
    roster.seal(draft.to_text())
    roster.save(update_fields=["state", "rows", "sealed", "changed_at"])


def fail(roster, why: str) -> None:
    """Nothing of the file stays."""
    roster.state, roster.failure, roster.sealed = State.FAILED, why, b""
    roster.save(update_fields=["state", "failure", "sealed", "changed_at"])


def _find_known(draft: Draft, roster) -> None:
    """Whom of its rows the union may know already, from other trainings."""
    training = roster.training
    known = Blocks(entries_of(roster.tenant_id))
    place = frozenset([plain(training.place)]) if training.place else frozenset()
    draft.matches = {}
    words: dict = {}
    for person in draft.people():
        if not person.name:
            continue
        name = read_name(person.name, words)
        entry = Entry(uuid4(), name, person.sex, person.age_band, place)
        for pair in known.candidates(entry)[:1]:
            other = pair.second if pair.first == entry.id else pair.first
            draft.matches[person.row] = Match(str(other), pair.reasons, pair.likeness)
