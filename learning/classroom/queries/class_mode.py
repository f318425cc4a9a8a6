"""Reading a class as it runs: by the code on the wall, and how its question stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q
from django.utils import timezone

from learning.activities.kinds import Activity, Multiple, Numeric, Single, TrueFalse
from learning.activities.numerals import readings
from learning.activities.sensitivity import NONE
from learning.catalogue.shelf import shelf
from learning.classroom.models import ClassQuestion, ClassShow, RolePlayOffer

# Fewer answers to something sensitive could be told apart by who sits in the room.
FEWEST_IF_SENSITIVE = 8
# What is counted of a number.
RIGHT, BELOW, ABOVE = "right", "below", "above"
FEWEST_FOR_SPREAD = 5
# On which clocks are put forward: whatever moved later than that was no two days ago.
SHORTEST_DAY = timedelta(hours=23)


def living_class(code: str) -> ClassShow | None:
    """The class that runs under a code; None once it is over, or there never was one.

    One query (three for a class that nobody has moved for a day). `answer_count` and
    `answered_at` are about the answers from phones to a question that is open: together
    with `moves` they change with all there is to be seen. `shows_while_open`: its results
    are on the phones while they come in.
    """
    return _living(ClassShow.unscoped.filter(code=code, ended_at=None))


def class_of(session) -> ClassShow | None:
    """The class of a session that runs now, as `living_class` gives it."""
    rows = ClassShow.objects.for_tenant(session.tenant_id)
    return _living(rows.filter(session=session, ended_at=None))


def is_over(show: ClassShow, now: datetime | None = None) -> bool:
    """Whether it was ended, or left alone: nobody has moved it until the end of the next
    day, where the union is. So a class may go on after midnight."""
    now = now or timezone.now()
    if show.ended_at or now - show.changed_at < SHORTEST_DAY:
        return show.ended_at is not None
    zone = ZoneInfo(show.session.training.union.time_zone)
    moved_on = show.changed_at.astimezone(zone).date()
    return now.astimezone(zone).date() > moved_on + timedelta(days=1)


def _living(rows) -> ClassShow | None:
    show = _with_answers(rows).first()
    return None if show is None or is_over(show) else show


def _with_answers(rows):
    return rows.annotate(
        answer_count=Count("questions__answers"),
        answered_at=Max("questions__answers__changed_at"),
        shows_while_open=Count(
            "questions",
            filter=Q(questions__closed_at=None, questions__is_shown=True),
        ),
    )


def seen(show: ClassShow) -> str:
    """Changes whenever something that can be seen in class does; for an ETag."""
    moment = show.answered_at.timestamp() if show.answered_at else 0
    return f"{seen_on_phones(show)}.{show.answer_count}.{moment}"


def seen_on_phones(show: ClassShow) -> str:
    """The same for a phone: that others answer changes nothing on it, unless results
    are shown meanwhile. Else forty answers would be forty new pages for forty phones."""
    if show.shows_while_open and show.answered_at:
        return f"{show.pk.hex}.{show.moves}.{show.answered_at.timestamp()}"
    return f"{show.pk.hex}.{show.moves}"


def latest_question(show: ClassShow) -> ClassQuestion | None:
    """The question put last in this class, open or not."""
    return show.questions.order_by("-put_at", "-pk").first()


def can_be_put(activity: Activity) -> bool:
    """Whether a whole class can answer it: by choosing, or by a number, so that hands can
    be counted."""
    return isinstance(activity, Single | Multiple | TrueFalse | Numeric)


def outcomes_of(activity: Activity) -> tuple[str, ...]:
    """What is counted of a question: its choices; of a number, whether it was right, or
    below or above, for any number may be typed."""
    if isinstance(activity, Numeric):
        return RIGHT, BELOW, ABOVE
    return activity.choice_ids


def counted_as(activity: Activity | None, choices: list[str]) -> list[str]:
    """The outcomes that an answer counts for; of a number exactly one."""
    if not isinstance(activity, Numeric):
        return choices
    nearest, wanted = _nearest(activity, choices[0]), Fraction(activity.answer)
    if abs(nearest - wanted) <= Fraction(activity.tolerance):
        return [RIGHT]
    return [BELOW if nearest < wanted else ABOVE]


def spread_of(activity: Activity | None, answers: list[list[str]]) -> list[str]:
    """Of numbers: between which two half of them lie, and the middle one, as decimal
    strings (low, middle, high); [] for fewer than five answers and for choices.

    Quartiles, so that no odd single answer is on the wall.
    """
    if not isinstance(activity, Numeric) or len(answers) < FEWEST_FOR_SPREAD:
        return []
    found = sorted((_nearest(activity, each[0]), each[0]) for each in answers)
    last = len(found) - 1
    places = (last // 4, last // 2, last - last // 4)
    return [_plain(found[place][0]) for place in places]


def _nearest(activity: Numeric, typed: str) -> Fraction:
    """Of the two numbers that "1.250" may be, the one she can have meant."""
    wanted = Fraction(activity.answer)
    return min(readings(typed), key=lambda each: abs(each - wanted))


def _plain(number: Fraction) -> str:
    """A decimal string again; what was typed has at most 15 digits on either side."""
    whole = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{whole:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def activity_of(question: ClassQuestion) -> Activity | None:
    """What is asked, in the version that was put; None if it is nowhere any more."""
    spec = shelf.lesson_spec(question.lesson_id, question.version)
    return spec.by_id().get(str(question.activity)) if spec else None


def is_sensitive(question: ClassQuestion) -> bool:
    """Whether the question or its lesson needs care."""
    spec = shelf.lesson_spec(question.lesson_id, question.version)
    activity = activity_of(question)
    if spec is None or activity is None:
        return True
    return spec.sensitivity != NONE or activity.sensitivity != NONE


@dataclass(frozen=True)
class Tally:
    """How a question stands: `counts` by choice id, `people` who have answered it, by
    phone or hand. Where one may choose several, `people` by hand is at least the highest
    count. `may_be_seen`: there are enough, or it is not sensitive. `spread` as
    `spread_of` gives it, from phones alone."""

    counts: dict[str, int]
    people: int
    may_be_seen: bool
    spread: tuple[str, ...] = ()

    def share(self, choice: str) -> int:
        """Of those who answered, in whole per cent; 0 where nobody has."""
        count = self.counts.get(choice, 0)
        return min(100, round(100 * count / self.people)) if self.people else 0


def tally(question: ClassQuestion) -> Tally:
    """Phones and hands together. One query while the question is open, none after.

    What is sensitive is seen from eight answers on, and only when it is closed: one more
    answer than a moment ago would be somebody's.
    """
    activity = activity_of(question)
    phones, answered = Counter(question.counts), question.answered
    spread = question.spread
    if question.closed_at is None:
        phones, answered, spread = counted(question, activity)
    hands = Counter(question.hands)
    shown = hands.values()
    people = answered + (
        max(shown, default=0) if isinstance(activity, Multiple) else sum(shown)
    )
    enough = not is_sensitive(question) or (
        people >= FEWEST_IF_SENSITIVE and question.closed_at is not None
    )
    return Tally(dict(phones + hands), people, enough, tuple(spread))


def counted(
    question: ClassQuestion, activity: Activity | None
) -> tuple[Counter, int, list[str]]:
    """The answers from phones to a question that is open: by outcome, how many, and
    their spread; one query."""
    rows = list(question.answers.values_list("choices", flat=True))
    outcomes = Counter(each for row in rows for each in counted_as(activity, row))
    return outcomes, len(rows), spread_of(activity, rows)


@dataclass(frozen=True)
class Clock:
    """The clock on the wall. `left` in seconds; `ends_at` only while it runs."""

    length: int
    left: int
    ends_at: datetime | None

    @property
    def runs(self) -> bool:
        return self.ends_at is not None

    @property
    def text(self) -> str:
        """As clocks write it: "9:05"."""
        return f"{self.left // 60}:{self.left % 60:02}"

    @property
    def minute(self) -> int:
        """How many whole minutes have gone."""
        return (self.length - self.left) // 60


def clock_of(show: ClassShow, now: datetime | None = None) -> Clock | None:
    """None where no clock has been set."""
    if not show.clock_length:
        return None
    if show.clock_ends_at is None:
        return Clock(show.clock_length, show.clock_left, None)
    left = (show.clock_ends_at - (now or timezone.now())).total_seconds()
    return Clock(show.clock_length, max(0, round(left)), show.clock_ends_at)


def offers_of(session, activity) -> list[RolePlayOffer]:
    """What was put on the table in a role play, table by table, in order of time."""
    rows = RolePlayOffer.objects.for_tenant(session.tenant_id)
    return list(
        rows.filter(session=session, activity=activity).order_by(
            "table", "minute", "pk"
        )
    )
