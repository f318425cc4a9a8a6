"""Which questions people find hardest, over a whole training and never over a few.

Taken is the first answer of each person to each question, in the version she answered;
what she answered after she had read why is no sign of where people get stuck.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from learning.activities.errors import AnswerError
from learning.activities.quiz import grade, parse_answer
from learning.activities.sensitivity import NONE, SENSITIVE
from learning.catalogue.shelf import shelf
from learning.classroom.queries.following import FEWEST
from learning.classroom.queries.how_it_goes import (
    FEWEST_DISCREET,
    Taught,
    lessons_taught,
)
from learning.classroom.queries.trainings import modules_of
from learning.progress.models import LearningEvent

SHOWN = 5
# Per cent: what four of five have right at once is not hard.
HARD_BELOW = 80


@dataclass(frozen=True)
class Hard:
    """One question: of how many first answers what share is right, in per cent."""

    taught: Taught
    words: str
    right: int
    answers: int

    @property
    def share(self) -> int:
        return round(100 * self.right / self.answers)


def hardest_questions(training, contents, people, language: str) -> list[Hard]:
    """The five with the smallest share of right answers, of those below four in five.

    Told of five answers and more; of ten in a module or lesson that needs care; what is
    sensitive itself never. `people` as `how_it_goes` gives them. One query.
    """
    places = {each.lesson.key: each for each in _asked_in(contents)}
    person_of = {
        entry: each.registration.pk for each in people for entry in each.entries
    }
    counts: dict[tuple[UUID, str], list[bool]] = defaultdict(list)
    known = set()
    rows = (
        LearningEvent.objects.for_tenant(training.tenant_id)
        .filter(
            verb=LearningEvent.Verb.ANSWERED,
            participant__in=person_of,
            lesson__in=places,
        )
        .order_by("occurred_at", "pk")
        .values_list("participant", "lesson", "activity", "version", "answer")
    )
    for entry, lesson, activity, version, answer in rows.iterator():
        key = (person_of[entry], lesson, activity)
        if key in known:
            continue
        known.add(key)
        is_right = _judged(lesson, str(activity), version, answer)
        if is_right is not None:
            counts[lesson, str(activity)].append(is_right)
    found = [
        Hard(
            places[lesson],
            _words(places[lesson], question, language),
            sum(all_),
            len(all_),
        )
        for (lesson, question), all_ in counts.items()
        if len(all_) >= _fewest(places[lesson], question)
    ]
    found.sort(key=lambda hard: (hard.share, -hard.answers))
    return [each for each in found if each.words and each.share < HARD_BELOW][:SHOWN]


def _asked_in(contents) -> list[Taught]:
    tests = [
        Taught(module, module.final_test)
        for module in modules_of(contents)
        if module.final_test
    ]
    return [
        each
        for each in [*lessons_taught(contents), *tests]
        if each.lesson.sensitivity != SENSITIVE
    ]


def _question(lesson: UUID, question: str, version: int):
    spec = shelf.lesson_spec(lesson, version)
    found = spec and next((a for a in spec.activities if a.id == question), None)
    if not found or found.sensitivity == SENSITIVE:
        return None
    return found


def _judged(lesson: UUID, question: str, version: int, answer) -> bool | None:
    """Whether an answer is right; None for what nobody judges, was erased or voided."""
    asked = _question(lesson, question, version)
    if asked is None or not asked.judged:
        return None
    if question in shelf.voided(lesson, frozenset()):
        return None
    try:
        return grade(asked, parse_answer(asked, answer)).right
    except AnswerError:
        return None


def _fewest(taught: Taught, question: str) -> int:
    asked = _question(taught.lesson.key, question, taught.lesson.latest_version)
    is_plain = (
        not taught.module.is_discreet
        and taught.lesson.sensitivity == NONE
        and (asked is None or asked.sensitivity == NONE)
    )
    return FEWEST if is_plain else FEWEST_DISCREET


def _words(taught: Taught, question: str, language: str) -> str:
    """The prompt in her language; "" for what the lesson has not any more."""
    shown = taught.lesson.shown_in(language)
    text = shelf.text(taught.lesson.key, shown.version, shown.language) or {}
    return text.get("blocks", {}).get(question, {}).get("prompt", "")
