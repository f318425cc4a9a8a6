"""What the pages about a list show: examples, counts, rows; masked until names are open."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from learning.classroom.rosters import words
from learning.classroom.rosters.draft import KNOWN, Draft, taken
from learning.classroom.rosters.people import LEAVE, Person
from learning.classroom.rules import can_open_names
from learning.members import opened_names
from learning.members.answers import AgeBand, RoleAtWork, Sex
from learning.members.queries import is_frozen
from learning.trainer_desk.roster_words import (
    FAILURES,
    KEY_GONE,
    PROBLEMS,
    REASONS,
    WAITS,
    choice_label,
    masked,
    problem_text,
)

EXAMPLES = 3
LONGEST_EXAMPLE = 40
# Say nothing about who somebody is.
SHOWN_KINDS = {words.SEX, words.WOMAN, words.MAN, words.AGE, words.ROLE, words.NUMBER}


@dataclass
class Column:
    title: str
    field: object
    examples: list[str]
    letter: str


@dataclass
class Row:
    """A row as it was understood, and what can be done with it."""

    number: int
    name: str
    sex: str
    age: str
    role: str
    problems: list
    choices: list[tuple] = field(default_factory=list)
    becomes: str = ""
    is_left: bool = False


def failure_text(roster) -> str:
    if roster.state == roster.State.UNDERSTOOD:
        # Else it would not be told as it stands, but looked at.
        return WAITS if is_frozen(roster.tenant_id) else KEY_GONE
    return FAILURES.get(roster.failure, FAILURES["our_fault"])


def understood(request, roster, draft: Draft, correct) -> dict:
    """For the page where a list is looked at before anybody comes in."""
    is_open = _names_are_open(request, roster, draft)
    people = draft.people()
    comes_in = taken(draft)
    sexes = [person.sex for person, *_rest in comes_in]
    tally: dict[str, int] = {}
    for person in people:
        for problem in person.problems:
            tally[problem.what] = tally.get(problem.what, 0) + 1
    return {
        "names_open": is_open,
        "may_open": can_open_names(request.user, roster.training),
        "columns": _columns(draft, correct, is_open),
        "people": len(comes_in),
        "women": sexes.count(Sex.WOMAN),
        "men": sexes.count(Sex.MAN),
        "others": len(sexes) - sexes.count(Sex.WOMAN) - sexes.count(Sex.MAN),
        "known": sum(1 for *_rest, known in comes_in if known),
        "left_out": sum(1 for person in people if draft.becomes(person) == LEAVE),
        "to_look_at": sum(1 for person in people if _needs_a_look(draft, person)),
        "tally": [
            (PROBLEMS[what] % {"other": "…"}, count) for what, count in tally.items()
        ],
    }


def rows(request, roster, draft: Draft, per_page: int, *, everything: bool) -> dict:
    """One page of rows: those that need a look, or all."""
    is_open = _names_are_open(request, roster, draft)
    people = draft.people()
    chosen = [p for p in people if everything or _needs_a_look(draft, p)]
    page = Paginator(chosen, per_page).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [_row(draft, person, is_open) for person in page],
        "everything": everything,
        "names_open": is_open,
        "may_open": can_open_names(request.user, roster.training),
    }


def _needs_a_look(draft: Draft, person: Person) -> bool:
    return bool(person.problems) or person.row in draft.matches


def _names_are_open(request, roster, draft: Draft) -> bool:
    """Whether whole names may be shown; that they are is noted."""
    training = roster.training
    if not (can_open_names(request.user, training) and opened_names.are_open(request)):
        return False
    opened_names.note_look(
        request,
        tenant=training.tenant_id,
        thing="roster",
        thing_id=roster.pk,
        people=roster.rows,
    )
    return True


def _columns(draft: Draft, correct, is_open: bool) -> list[Column]:
    """Only columns with something in them."""
    below = draft.grid.rows[draft.how.header.data :]
    fields = correct.columns_fields()
    found = []
    for at, kind in enumerate(draft.how.columns):
        cells = [row[at].replace("\n", " ") for row in below if row[at]]
        title = draft.how.header.titles[at] if at < len(draft.how.header.titles) else ""
        if not cells and not title:
            continue
        shown = cells[:EXAMPLES]
        if not (is_open or kind in SHOWN_KINDS):
            shown = [masked(cell) for cell in shown]
        shown = [cell[:LONGEST_EXAMPLE] for cell in shown]
        found.append(Column(title.replace("\n", " "), fields[at], shown, _letter(at)))
    return found


def _letter(at: int) -> str:
    """What a spreadsheet calls the column."""
    first, last = divmod(at, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _row(draft: Draft, person: Person, is_open: bool) -> Row:
    becomes = draft.becomes(person)
    return Row(
        number=person.row,
        name=person.name if is_open else masked(person.name),
        sex=Sex(person.sex).label,
        age=AgeBand(person.age_band).label,
        role=RoleAtWork(person.role).label,
        problems=[problem_text(problem) for problem in person.problems]
        + _why_known(draft, person),
        choices=[(what, choice_label(what)) for what in draft.choices(person)],
        becomes=becomes,
        is_left=becomes == LEAVE,
    )


def _why_known(draft: Draft, person: Person) -> list:
    match = draft.matches.get(person.row)
    if match is None or not any(
        each.startswith(KNOWN) for each in draft.choices(person)
    ):
        return []
    reasons = ", ".join(str(REASONS[reason]) for reason in match.reasons)
    return [
        _("Your union may know this person already: %(reasons)s.")
        % {"reasons": reasons}
    ]
