"""What a class sees now, in one reader's language: the step, the question, the clock.

The same for wall, phones and driver; each shows its own part of it.
"""

from dataclasses import dataclass

from django.utils.translation import pgettext

from learning.activities.errors import AnswerError
from learning.activities.kinds import Multiple, Numeric
from learning.activities.numerals import canonical_number, readings
from learning.catalogue.shelf import shelf
from learning.classroom.models import ClassQuestion, ClassShow, RolePlayOffer
from learning.classroom.queries.class_mode import (
    ABOVE,
    BELOW,
    RIGHT,
    Clock,
    Tally,
    activity_of,
    clock_of,
    latest_question,
    offers_of,
    outcomes_of,
    tally,
)
from learning.classroom.queries.trainings import lesson_in
from learning.cldr import number
from learning.reading.class_lesson import (
    QUESTION,
    ROLE_PLAY,
    ClassLesson,
    Step,
    class_lesson,
)

# The drawing of offers, in its own units.
WIDE, HIGH, MARGIN = 600, 240, 20


@dataclass(frozen=True)
class Row:
    """One choice, or of a number one outcome: how many, of all who answered in whole per
    cent."""

    value: str
    text: str
    feedback: str
    is_right: bool
    count: int
    share: int
    hands: int


@dataclass(frozen=True)
class Asked:
    """The question as it stands. `is_shown`: its results are for all to see."""

    question: ClassQuestion
    rows: tuple[Row, ...]
    tally: Tally
    is_multiple: bool
    feedback: str
    # Of a number: what is right, with its unit ("6,5 %"); None for choices.
    solution: str | None = None
    unit: str = ""

    @property
    def is_number(self) -> bool:
        return self.solution is not None

    @property
    def spread(self) -> list[str]:
        """Low, middle, high of the numbers typed on phones, as they are written."""
        return [number(each) for each in self.tally.spread]

    @property
    def is_open(self) -> bool:
        return self.question.closed_at is None

    @property
    def is_shown(self) -> bool:
        return self.question.is_shown and self.tally.may_be_seen

    @property
    def is_told(self) -> bool:
        """Whether what is right is said: after everybody has answered."""
        return self.is_shown and not self.is_open


@dataclass(frozen=True)
class Screen:
    """`lesson` and `step` are None where the lesson has been taken off the shelf."""

    show: ClassShow
    lesson: ClassLesson | None
    step: Step | None
    asked: Asked | None
    clock: Clock | None
    offers: tuple[RolePlayOffer, ...] = ()

    @property
    def needs_care(self) -> bool:
        """Whether one leaves this page at once."""
        return bool(self.lesson) and (
            self.lesson.module.is_discreet or self.lesson.lesson.needs_care
        )

    @property
    def choices(self) -> list[str]:
        """What there will be to choose from, before the question is put."""
        if self.step is None or self.step.kind != QUESTION:
            return []
        if isinstance(self.step.activity, Numeric):
            return []
        choices = self.step.words["choices"]
        return [choices[each]["text"] for each in self.step.activity.choice_ids]


def screen_of(show: ClassShow, language: str) -> Screen:
    """What the class sees, in a language; a step that its translation has not yet comes
    in the language of the training. Two queries at most beside those of a cold shelf, and
    one more for a role play."""
    lesson = _lesson(show, language)
    step = lesson.step(show.step) if lesson else None
    if lesson and step is None:
        lesson = _lesson(show, show.session.training.language)
        step = lesson.step(show.step) or lesson.steps[0]
    asked, offers = None, ()
    if step and step.kind == QUESTION:
        asked = _asked(latest_question(show), step)
    if step and step.kind == ROLE_PLAY:
        offers = tuple(offers_of(show.session, step.id))
    return Screen(show, lesson, step, asked, clock_of(show), offers)


def _lesson(show, language) -> ClassLesson | None:
    module = shelf.index().by_key.get(show.module_id)
    lesson = lesson_in(module, show.lesson_id) if module else None
    return class_lesson(module, lesson, language) if lesson else None


def _asked(question, step) -> Asked | None:
    if question is None or question.activity != step.id:
        return None
    activity = activity_of(question)
    if activity is None:
        return None
    standing = tally(question)
    is_number = isinstance(activity, Numeric)
    choices = _outcome_words() if is_number else step.words["choices"]
    right = {RIGHT} if is_number else activity.right_ids
    rows = [
        Row(
            each,
            choices.get(each, {}).get("text", "…"),
            choices.get(each, {}).get("feedback", ""),
            each in right,
            standing.counts.get(each, 0),
            standing.share(each),
            question.hands.get(each, 0),
        )
        for each in outcomes_of(activity)
    ]
    unit = step.words.get("unit", "") if is_number else ""
    return Asked(
        question,
        tuple(rows),
        standing,
        isinstance(activity, Multiple),
        step.words.get("feedback", ""),
        f"{number(activity.answer)} {unit}".strip() if is_number else None,
        unit,
    )


def _outcome_words() -> dict:
    """What becomes of a number, in the reader's own language."""
    return {
        RIGHT: {"text": pgettext("a number, in class", "Right")},
        BELOW: {"text": pgettext("a number, in class", "Too low")},
        ABOVE: {"text": pgettext("a number, in class", "Too high")},
    }


@dataclass(frozen=True)
class Line:
    """One side's offers at one table as a line: "x,y x,y"; `number` tells lines apart."""

    name: str
    number: int
    points: str
    dots: tuple[tuple[float, float], ...]


def sides_of(step: Step) -> dict[str, str]:
    """The sides of a role play: id of the role → its name."""
    return {each["id"]: each["name"] for each in step.words["roles"]}


def lines_of(offers, step: Step) -> list[Line]:
    """Offers that are numbers, as lines over the minutes; [] where there are too few.

    Several things are often on the table: what is no number stands in the list alone.
    """
    sides = list(sides_of(step).items())
    found: dict[tuple, list[tuple[int, float]]] = {}
    for each in offers:
        value = _value(each.offer)
        if value is not None:
            found.setdefault((each.table, each.side), []).append((each.minute, value))
    every = [point for points in found.values() for point in points]
    minutes, values = {x for x, _ in every}, {y for _, y in every}
    if len(every) < 2 or len(minutes) < 2 or len(values) < 2:
        return []

    def place(point):
        across = (point[0] - min(minutes)) / (max(minutes) - min(minutes))
        up = (point[1] - min(values)) / (max(values) - min(values))
        return (
            round(MARGIN + across * (WIDE - 2 * MARGIN), 1),
            round(HIGH - MARGIN - up * (HIGH - 2 * MARGIN), 1),
        )

    lines = []
    for (table, side), points in sorted(found.items()):
        dots = tuple(place(each) for each in points)
        number = next((n for n, (key, _) in enumerate(sides) if key == side), 0)
        name = f"{table} · {dict(sides).get(side, '')}"
        lines.append(
            Line(name, number % 4, " ".join(f"{x},{y}" for x, y in dots), dots)
        )
    return lines


def _value(offer: str) -> float | None:
    """The number of an offer that is one ("6 %"); None for words."""
    try:
        return float(max(readings(canonical_number(offer))))
    except AnswerError:
        return None
