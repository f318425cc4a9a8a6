"""What counting has to know, read from the register, from what people did alone, and
from how two entries of one person were joined.

Rows are made here and not stored (`classroom.actions.participations` does that). Over
all tenants where it says so: a register stays with the union that held the training,
when a person has gone over to another.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery, Sum

from learning.catalogue.models import Lesson, Module
from learning.classroom.models import (
    Participation,
    Registration,
    Training,
    TrainingContent,
    TrainingSession,
)
from learning.classroom.models.participations import SHARE_TRAINED
from learning.enrolments.models import Enrolment
from learning.members.models import Consent, Participant
from learning.progress.models import LearningEvent, LessonSummary, TestAttempt

SAID = ("sex", "age_band", "role_at_work", "sector")
# A phone that was off the line before she began the module cannot have been far off.
BEFORE_ENROLMENT = timedelta(days=1)


def rows_of(tenant, people: Iterable[Participant]) -> list[Participation]:
    """A row, not stored, for each of these people (as `people_to_count` gives them) and
    each training or module of the tenant; `tenant` is its pk. Who is not to be counted
    (staff, not vouched for, consent taken back) has none."""
    countable = {each.pk: each for each in people if _is_countable(each)}
    rows = [*_in_trainings(tenant, countable), *_in_modules(tenant, countable)]
    certified = _certified(tenant, countable)
    for row in rows:
        row.trained_on = row.passed_on
        if row.planned and row.minutes * 100 >= row.planned * SHARE_TRAINED:
            row.trained_on = row.counted_on
        row.certified_on = certified.get(
            (row.participant_id, row.training_id or row.module_id)
        )
    return rows


def people_to_count(tenant, participants: Iterable[UUID]) -> list[Participant]:
    """These entries and every entry of the same people, held to the end of the
    transaction, with `said`: what is known of the person, the same in all her rows."""
    # Over all tenants: a register stays with the union that held the training.
    rows = Participant.unscoped.all()
    asked = rows.filter(pk__in=set(participants)).values_list("pk", "merged_into")
    persons = {standing or pk for pk, standing in asked}
    people = list(
        rows.select_for_update(no_key=True, of=("self",))
        .filter(Q(pk__in=persons) | Q(merged_into__in=persons))
        .select_related("union")
        .prefetch_related("union__past_places")
        .annotate(
            said_no=Exists(
                Consent.objects.for_tenant(tenant).filter(
                    participant=OuterRef("pk"),
                    purpose=Consent.Purpose.COUNTED,
                    given=False,
                    pk=Subquery(
                        Consent.objects.for_tenant(tenant)
                        .filter(
                            participant=OuterRef("participant"),
                            purpose=Consent.Purpose.COUNTED,
                        )
                        .order_by("-decided_at", "-pk")
                        .values("pk")[:1]
                    ),
                )
            )
        )
        .order_by("pk")
    )
    _say_once(people)
    return people


def _say_once(people: list[Participant]) -> None:
    """`said` of each entry: what is known of the person, the same in all her rows. What
    the entry that stands for her leaves open, another one may say."""
    of = defaultdict(list)
    for each in sorted(people, key=lambda each: (bool(each.merged_into_id), each.pk)):
        of[_standing(each)].append(each)
    for entries in of.values():
        said = {
            name: next(filter(None, (getattr(each, name) for each in entries)), "")
            for name in SAID
        }
        for each in entries:
            each.said = said


def _is_countable(person) -> bool:
    away = (Participant.Vouching.WAITING, Participant.Vouching.REFUSED)
    # Who joined a class by its code waits as a person, but the class may vouch for her.
    waits_in_class = (
        person.vouching == Participant.Vouching.WAITING
        and person.came_by == Participant.Way.JOIN_CODE
    )
    return (
        person.is_counted
        and not person.said_no
        and (person.vouching not in away or waits_in_class)
    )


@dataclass
class _Held:
    """What counting needs to know of a training."""

    training: Training
    planned: int
    modules: set[UUID] = field(default_factory=set)
    themes: set[UUID] = field(default_factory=set)


def _in_trainings(tenant, people) -> list[Participation]:
    """Whoever was there for a minute or more, and need not be vouched for any more."""
    registered = (
        Registration.objects.for_tenant(tenant)
        .filter(Q(needs_vouching=False) | Q(vouched_at__isnull=False))
        .filter(participant__in=list(people), refused_at=None)
        .annotate(there=Sum("attendances__minutes"))
        .filter(there__gt=0)
    )
    rows = list(registered.values_list("participant", "training", "before", "there"))
    held = _trainings(tenant, {row[1] for row in rows})
    found = []
    for pk, training_pk, before, there in rows:
        person, its = people[pk], held[training_pk]
        training = its.training
        row = _row(person, training_pk, counted_on=training.ends_on)
        row.training_id, row.tenant_id = training_pk, tenant
        row.country = training.country or person.union.country
        row.modality, row.project_id = training.modality, training.project_id
        row.language, row.before = training.language, before
        row.theme_id = next(iter(its.themes)) if len(its.themes) == 1 else None
        row.minutes, row.planned = there, its.planned
        row.for_trainers = training.for_trainers
        row.is_declared = training.evidence == Training.Evidence.DECLARED
        found.append(row)
    _count_once(found)
    return found


def _count_once(rows: list[Participation]) -> None:
    """Two entries of one person in one training: the longer stay counts, once."""
    seen = set()
    for row in sorted(rows, key=lambda row: (-row.minutes, row.pk)):
        row.counts = (row.person, row.training_id) not in seen
        seen.add((row.person, row.training_id))


def _trainings(tenant, pks) -> dict[UUID, _Held]:
    planned = dict(
        TrainingSession.objects.for_tenant(tenant)
        .filter(training__in=pks)
        .values_list("training")
        .annotate(Sum("minutes"))
        .order_by()
    )
    held = {
        each.pk: _Held(each, planned.get(each.pk, 0))
        for each in Training.objects.for_tenant(tenant).filter(pk__in=pks)
    }
    contents = TrainingContent.objects.for_tenant(tenant).filter(training__in=pks)
    themes = _themes()
    for training, module in contents.values_list("training", "module"):
        held[training].modules.add(module)
        held[training].themes.add(themes[module])
    return held


def _themes() -> dict[UUID, UUID]:
    """Module → the module under whose theme it is counted: the one at its origin."""
    origin = dict(Module.objects.values_list("key", "origin"))

    def first(key, steps=0):
        above = origin.get(key)
        return first(above, steps + 1) if above and steps < len(origin) else key

    return {key: first(key) for key in origin}


def _in_modules(tenant, people) -> list[Participation]:
    """What somebody began alone. It does not count by itself where she attended a
    training that taught it: then it only says what came of it."""
    begun = {
        (pk, module): first_at
        for pk, module, first_at in LessonSummary.objects.for_tenant(tenant)
        .filter(participant__in=list(people))
        .values_list("participant", "lesson__module")
        .annotate(Min("first_at"))
        .order_by()
    }
    if not begun:
        return []
    sittings = _sittings(tenant, people)
    taught = _taught(tenant, people)
    themes = _themes()
    enrolments = (
        Enrolment.objects.for_tenant(tenant)
        .filter(participant__in=list(people))
        .annotate(
            spoken=Subquery(
                LearningEvent.objects.for_tenant(tenant)
                .filter(
                    participant=OuterRef("participant"),
                    lesson__module=OuterRef("module"),
                )
                .order_by("occurred_at", "pk")
                .values("language")[:1]
            )
        )
    )
    found = []
    for enrolment in enrolments:
        key = (enrolment.participant_id, enrolment.module_id)
        if key not in begun or _waits(people[key[0]]):
            continue
        person = people[key[0]]
        zone = ZoneInfo(person.union.time_zone)
        row = _row(
            person, key[1], counted_on=_day(begun[key], enrolment.enrolled_at, zone)
        )
        row.module_id, row.tenant_id = key[1], tenant
        row.theme_id = themes[key[1]]
        row.country = person.country or person.union.country
        row.modality, row.language = Training.Modality.AT_HOME, enrolment.spoken or ""
        for name, value in sittings.get(key, {}).items():
            is_day = isinstance(value, datetime)
            setattr(row, name, value.astimezone(zone).date() if is_day else value)
        row.counts = (row.person, row.theme_id) not in taught
        found.append(row)
    # Two entries of one person in one module: the earlier counts.
    found.sort(key=lambda row: (str(row.person), str(row.module_id), row.counted_on))
    for _, same in groupby(found, key=lambda row: (row.person, row.module_id)):
        for row in list(same)[1:]:
            row.counts = False
    return found


def _waits(person) -> bool:
    return person.vouching == Participant.Vouching.WAITING


def _sittings(tenant, people) -> dict[tuple, dict]:
    """(participant, module) → the first result before, the best after, when passed."""
    of = defaultdict(dict)
    rows = (
        TestAttempt.objects.for_tenant(tenant)
        .filter(participant__in=list(people), handed_in_at__isnull=False)
        .order_by("handed_in_at", "pk")
        .values_list(
            "participant",
            "lesson__module",
            "lesson__kind",
            "percent",
            "passed",
            "handed_in_at",
        )
    )
    for pk, module, kind, percent, passed, at in rows:
        result = of[pk, module]
        if kind == Lesson.Kind.PRE_TEST:
            result.setdefault("percent_before", percent)
            continue
        result["percent_after"] = max(percent, result.get("percent_after", 0))
        if passed:
            result.setdefault("passed_on", at)
    return of


def _certified(tenant, people) -> dict[tuple, date]:
    """(participant, training or module) → the day of a certificate that stands."""
    rows = (
        Participant.unscoped.filter(
            pk__in=list(people),
            certificates__tenant=tenant,
            certificates__issued_at__isnull=False,
            certificates__revoked_at=None,
        )
        .values_list(
            "pk",
            "certificates__training",
            "certificates__module",
            "certificates__issued_at",
        )
        .order_by()
    )
    return {
        (pk, training or module): at.astimezone(
            ZoneInfo(people[pk].union.time_zone)
        ).date()
        for pk, training, module, at in rows
    }


def _taught(tenant, people) -> set[tuple]:
    """(person, theme) of all she was there for."""
    rows = (
        Registration.objects.for_tenant(tenant)
        .filter(Q(needs_vouching=False) | Q(vouched_at__isnull=False))
        .filter(participant__in=list(people), refused_at=None)
        .annotate(there=Max("attendances__minutes"))
        .filter(there__gt=0)
        .values_list("participant", "training__contents__module")
    )
    themes = _themes()
    return {(_standing(people[pk]), themes[module]) for pk, module in rows if module}


def _standing(person) -> UUID:
    return person.merged_into_id or person.pk


def _row(person, what: UUID, *, counted_on: date) -> Participation:
    return Participation(
        id=uuid5(what, str(person.pk)),
        participant_id=person.pk,
        person=_standing(person),
        union=person.union,
        lineage=_place_on(counted_on, person.union),
        counted_on=counted_on,
        **person.said,
    )


def _place_on(day: date, union) -> str:
    """Its place in the tree on that day, in its own calendar."""
    past = (each.lineage for each in union.past_places.all() if day < each.until)
    return next(past, union.lineage)


def _day(first_at: datetime, enrolled_at: datetime, zone) -> date:
    """The day in the union's time zone. A clock that was before she enrolled yields to
    the server's (one too far ahead has done so at intake)."""
    is_early = first_at < enrolled_at - BEFORE_ENROLMENT
    return (enrolled_at if is_early else first_at).astimezone(zone).date()
