"""The rules by which people are counted: named, versioned, told in plain words.

A figure says by which rule and version it was counted. A rule that changes gets a new
version and the old one stays, because closed periods were counted by it.

Sources of the rules: one person is counted once however often she comes (CARE
Emergency Toolkit, 5.3.1); a person counts as trained when she was there for four fifths
of the hours, as certificates of participation are given; first-timers by their own word
are what an interview can know (PEPFAR Data Quality Assurance Tool, double counting).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import Registration
from learning.classroom.models.participations import SHARE_TRAINED

PEOPLE, PARTICIPATIONS, PAPERS, MINUTES, POINTS = (
    *("people", "participations", "papers", "minutes", "points"),
)
# The day of a row: when she passed a module, else when it counts.
CAME_ON = Coalesce("passed_on", "counted_on")


def _counting(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(counts=True)


def _attended(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(counts=True, training__isnull=False)


def _new(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(counts=True, previous_on__isnull=True)


def _said_new(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(counts=True, before=Registration.Before.NO)


def _trained(rows: QuerySet, at_least: dict) -> QuerySet:
    """There for so much of a training whose hours are known, or a module passed; the
    rows know it by version 1."""
    return rows.filter(trained_on__isnull=False)


def _trained_to_train(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(trained_on__isnull=False, for_trainers=True)


def _certified(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(certified_on__isnull=False)


def _tested_twice(rows: QuerySet, at_least: dict) -> QuerySet:
    return rows.filter(percent_before__isnull=False, percent_after__isnull=False)


@dataclass(frozen=True)
class Rule:
    """How something is counted.

    `rows` are the participations it goes by, before any person is counted once. `once`
    are the fields of which each combination counts once, at its first row: none (every
    row), the person, or the person in a theme; so the cells of any table add up to its
    total. `day` must lie in the period. `measure` is what is added up over the rows.
    `previous` is the column that knows the day of the row before, of the same `once`:
    with it the first of any span is told without laying anybody's rows together.
    """

    key: str
    version: int
    unit: str
    name: Promise
    says: Promise
    rows: Callable[[QuerySet, dict], QuerySet]
    once: tuple[str, ...] = ()
    previous: str = ""
    day: object = F("counted_on")
    # Of rows, not of keys: an index that answers the question need not hold them.
    measure: object = Count("*")
    at_least: dict = field(default_factory=dict)

    @property
    def label(self) -> str:
        """As it is stored with a figure: "trained.1"."""
        return f"{self.key}.{self.version}"

    @property
    def is_of_people(self) -> bool:
        return self.unit == PEOPLE

    def described(self) -> str:
        """In the reader's language, with its thresholds."""
        return str(self.says) % self.at_least


RULES = (
    Rule(
        "participations",
        1,
        PARTICIPATIONS,
        _("Participations"),
        _(
            "One person in one training she attended, or in one module she began by "
            "herself. Who comes twice is counted twice. A module that somebody was "
            "taught in a training is not counted again."
        ),
        _counting,
    ),
    Rule(
        "unique",
        1,
        PEOPLE,
        _("People, each once"),
        _(
            "Each person once in the period, however often she came, and where she came "
            "first. People are told apart within a union and not between unions."
        ),
        _counting,
        once=("person",),
        previous="previous_on",
    ),
    Rule(
        "unique_in_theme",
        1,
        PEOPLE,
        _("People, each once in a theme"),
        _(
            "Each person once for each theme in the period; who took part in two is "
            "counted in both. A training of several themes stands as such."
        ),
        _counting,
        once=("person", "theme"),
        previous="previous_in_theme_on",
    ),
    Rule(
        "new",
        1,
        PEOPLE,
        _("People new to the programme"),
        _(
            "Each person once in the life of the programme: in the period in which she "
            "first came."
        ),
        _new,
    ),
    Rule(
        "declared_new",
        1,
        PEOPLE,
        _("People new to the programme, by their own word"),
        _(
            "Who said, when she was registered, that she had never been at a training "
            "of this programme before. “I don't know” is not counted."
        ),
        _said_new,
        once=("person",),
    ),
    Rule(
        "trained",
        1,
        PEOPLE,
        _("People trained"),
        _(
            "Each person once in the period who was there for at least %(share)d per "
            "cent of the hours of a training, or passed the final test of a module."
        ),
        _trained,
        once=("person",),
        previous="previous_trained_on",
        day=F("trained_on"),
        at_least={"share": SHARE_TRAINED},
    ),
    Rule(
        "trainers_trained",
        1,
        PEOPLE,
        _("Trainers trained"),
        _(
            "Each person once in the period who was there for at least %(share)d per "
            "cent of the hours of a training of trainers."
        ),
        _trained_to_train,
        once=("person",),
        day=F("trained_on"),
        at_least={"share": SHARE_TRAINED},
    ),
    Rule(
        "certificates",
        1,
        PAPERS,
        _("Certificates"),
        _(
            "Certificates that were issued in the period and not revoked: of a module "
            "passed, and of participation in a training."
        ),
        _certified,
        day=F("certified_on"),
    ),
    Rule(
        "hours",
        1,
        MINUTES,
        _("Hours of training"),
        _(
            "The time that people were in trainings, added up over all of them. Time at "
            "home is not known and not counted."
        ),
        _attended,
        measure=Coalesce(Sum("minutes"), 0),
    ),
    Rule(
        "gain",
        1,
        POINTS,
        _("Learning gain"),
        _(
            "Of everybody who took both tests of a module: how many percentage points "
            "the best final test lies above the first test before it, on average."
        ),
        _tested_twice,
        day=CAME_ON,
        measure=Coalesce(Sum(F("percent_after") - F("percent_before")), 0),
    ),
)
BY_LABEL = {rule.label: rule for rule in RULES}
# The version in force of each.
IN_FORCE = {rule.key: rule for rule in sorted(RULES, key=lambda rule: rule.version)}
