"""How a training goes on, for its trainer: who has begun, and where people get stuck.

One person is shown only if she said that her trainer may see how far she is; the others
stand in sums. A few others could be told from the rest by subtracting, so fewer than
five are left out of the sums as well. Of a training that nobody should be seen with no
single person is shown, and no lesson that people left.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from learning.catalogue.on_shelf import LessonOnShelf, ModuleOnShelf
from learning.classroom.models import HelpRequest, Registration
from learning.classroom.queries.following import FEWEST
from learning.classroom.queries.on_paper import Gain
from learning.classroom.queries.trainings import has_discreet, modules_of
from learning.members.models import Consent, Participant
from learning.progress.models import LessonSummary, TestAttempt

# A lesson that lies open for so long was left.
LEFT_AFTER_DAYS = 14
# Of a module that nobody should be seen with.
FEWEST_DISCREET = 10


@dataclass(frozen=True)
class Taught:
    """One lesson of a training, with its module."""

    module: ModuleOnShelf
    lesson: LessonOnShelf


def lessons_taught(contents) -> list[Taught]:
    """The lessons of `contents` (as `contents_of` gives them), each once, no tests."""
    found = {}
    for module, chosen in contents:
        for lesson in [chosen] if chosen else module.lessons:
            found.setdefault(lesson.key, Taught(module, lesson))
    return list(found.values())


@dataclass
class Person:
    """One line of the training, with what its person did on whichever of her entries."""

    registration: Registration
    entries: set[UUID]
    has_account: bool
    may_show: bool = False
    has_begun: bool = False
    done: int = 0
    of: int = 0
    latest_at: datetime | None = None


@dataclass
class Left:
    """A lesson that people opened and did not finish; `days` since, of the middle one."""

    taught: Taught
    people: int
    days: int


@dataclass
class HowItGoes:
    """`people` as they are in the list; the sums are over `counted` of them."""

    is_discreet: bool
    people: list[Person]
    shown: list[Person]
    counted: list[Person]
    hidden: int
    left: list[Left]

    @property
    def has_hidden(self) -> bool:
        """Whether the sums are over others, too, than those who are shown."""
        return len(self.counted) > len(self.shown)

    @property
    def without_account(self) -> int:
        return sum(not each.has_account for each in self.people)

    @property
    def begun(self) -> int:
        return sum(each.has_begun for each in self.counted)

    @property
    def finished(self) -> int:
        return sum(each.of and each.done == each.of for each in self.counted)


def how_it_goes(training, contents) -> HowItGoes:
    """Everything but tests and questions; five queries, whatever the number of people."""
    people, is_discreet = _people(training), has_discreet(contents)
    # Whether she did a lesson that may be skipped is nobody's matter.
    taught = [t for t in lessons_taught(contents) if not t.lesson.needs_care]
    summaries = _add_progress(people, training, taught)
    with_account = [each for each in people if each.has_account]
    shown = [] if is_discreet else [each for each in with_account if each.may_show]
    hidden = len(with_account) - len(shown)
    fewest = FEWEST_DISCREET if is_discreet else FEWEST
    counted = with_account if hidden >= fewest else shown
    return HowItGoes(
        is_discreet,
        people,
        shown,
        counted,
        hidden,
        [] if is_discreet else _left(counted, taught, summaries),
    )


def _people(training) -> list[Person]:
    rows = list(
        training.registrations.filter(
            Q(needs_vouching=False) | Q(vouched_at__isnull=False),
            refused_at=None,
            participant__tenant=training.tenant_id,
        )
        .select_related("participant__user")
        .order_by("number")
    )
    entries = entries_by_person(training.tenant_id, rows)
    agreed = _agreed(training.tenant_id, rows, entries)
    people, known = [], set()
    for row in rows:
        person = _standing(row.participant)
        if person in known:
            continue  # two entries of hers were joined
        known.add(person)
        hers = entries[person]
        people.append(
            Person(row, set(hers), any(hers.values()), may_show=person in agreed)
        )
    return people


def _standing(participant) -> UUID:
    return participant.merged_into_id or participant.pk


def entries_by_person(tenant_id, rows) -> dict[UUID, dict[UUID, bool]]:
    """Standing entry → all entries of that person, each with whether it has an account;
    one query."""
    standing = {_standing(row.participant) for row in rows}
    found: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    entries = Participant.objects.for_tenant(tenant_id).filter(
        Q(pk__in=standing) | Q(merged_into__in=standing)
    )
    for pk, into, user in entries.values_list("pk", "merged_into", "user"):
        found[into or pk][pk] = user is not None
    return found


def _agreed(tenant_id, rows, entries) -> set[UUID]:
    """Who said last that her trainer may see how far she is."""
    person_of = {entry: person for person, hers in entries.items() for entry in hers}
    decisions = (
        Consent.objects.for_tenant(tenant_id)
        .filter(purpose=Consent.Purpose.CONTACT, participant__in=person_of)
        .order_by("decided_at", "pk")
        .values_list("participant", "given")
    )
    holds = {person_of[entry]: given for entry, given in decisions}
    return {person for person, given in holds.items() if given}


def _add_progress(people, training, taught) -> dict:
    """Fill in how far each is; returns (person's place, lesson) → (done, latest)."""
    place_of = {
        entry: place for place, each in enumerate(people) for entry in each.entries
    }
    rows = (
        LessonSummary.objects.for_tenant(training.tenant_id)
        .filter(participant__in=place_of, lesson__in=[t.lesson.key for t in taught])
        .values_list("participant", "lesson", "completed_at", "latest_at")
    )
    # A lesson that was only credited is done, and yet she has not begun by herself.
    only_credited = set(
        rows.filter(read_at=None, activities={}).values_list("participant", "lesson")
    )
    found: dict[tuple[int, UUID], tuple[bool, datetime]] = {}
    for entry, lesson, completed_at, latest_at in rows:
        place = place_of[entry]
        done, latest = found.get((place, lesson), (False, latest_at))
        found[place, lesson] = (done or bool(completed_at), max(latest, latest_at))
        if (entry, lesson) not in only_credited:
            person = people[place]
            person.has_begun = True
            person.latest_at = max(person.latest_at or latest_at, latest_at)
    for place, person in enumerate(people):
        person.of = len(taught)
        person.done = sum(
            found.get((place, each.lesson.key), (False,))[0] for each in taught
        )
    for key in [key for key, (done, _latest) in found.items() if done]:
        del found[key]
    return {
        (people[place].registration.pk, lesson): latest
        for (place, lesson), (_done, latest) in found.items()
    }


def _left(counted, taught, summaries) -> list[Left]:
    """The lessons that most people left, first."""
    now, found = timezone.now(), []
    for each in taught:
        keys = [(one.registration.pk, each.lesson.key) for one in counted]
        days = [(now - summaries[key]).days for key in keys if key in summaries]
        days = [each_day for each_day in days if each_day >= LEFT_AFTER_DAYS]
        if days:
            found.append(Left(each, len(days), round(median(days))))
    return sorted(found, key=lambda left: -left.people)


def gains_on_phones(training, contents, people: Iterable[Person]) -> list[tuple]:
    """(module, Gain) of those who took both tests there: her first sitting of the test
    before against her best of the final test; told of five people and more, of a module
    that nobody should be seen with of ten. One query."""
    modules = [
        module
        for module in modules_of(contents)
        if module.pre_test and module.final_test
    ]
    person_of = {
        entry: each.registration.pk for each in people for entry in each.entries
    }
    tests = [test.key for m in modules for test in (m.pre_test, m.final_test)]
    rows = (
        TestAttempt.objects.for_tenant(training.tenant_id)
        .filter(participant__in=person_of, lesson__in=tests, handed_in_at__isnull=False)
        .order_by("handed_in_at")
        .values_list("participant", "lesson", "percent")
    )
    sittings: dict[tuple, list[int]] = defaultdict(list)
    for entry, lesson, percent in rows:
        sittings[person_of[entry], lesson].append(percent)
    found = []
    for module in modules:
        pairs = [
            (sittings[who, module.pre_test.key][0], max(sittings[who, final]))
            for who in set(person_of.values())
            if (who, module.pre_test.key) in sittings
            and (who, final := module.final_test.key) in sittings
        ]
        if len(pairs) >= (FEWEST_DISCREET if module.is_discreet else FEWEST):
            before, after = (
                sum(side) / len(pairs) for side in zip(*pairs, strict=True)
            )
            found.append((module, Gain(before, after, len(pairs))))
    return found


def asked_for_help(training):
    """Open requests of the people of a training, the oldest first, with account."""
    people = training.registrations.filter(refused_at=None).values("participant")
    return (
        HelpRequest.objects.for_tenant(training.tenant_id)
        .filter(participant__in=people, settled_at=None)
        .select_related("participant__user", "lesson")
        .order_by("created_at", "pk")
    )
