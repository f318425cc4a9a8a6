"""What counting reads follows from the facts, whatever the order, and from nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from learning.classroom.actions.participations import catch_up, keep_participations
from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.actions.trainings import Meeting, change_training
from learning.classroom.actions.vouching import vouch_in_class
from learning.classroom.models import Participation, Registration, TrainingContent
from learning.enrolments.models import Enrolment
from learning.intake import take
from learning.members.actions import move_union
from learning.members.actions.people import answer_questions, decide_consent
from learning.members.models import Consent, Participant
from learning.progress.actions.events import close_attempt, open_attempt
from learning.records import new_id
from learning.safekeeping.merging import merge, unmerge
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    SessionFactory,
    UnionFactory,
    event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return a_training(starts_on=date(2026, 3, 2))


@pytest.fixture
def module():
    return ModuleFactory()


def rows(tenant):
    catch_up()
    return Participation.objects.for_tenant(tenant)


def there(cast, *, minutes=360, person=None, session=None, **fields):
    """Somebody who is written in and was there."""
    person = person or ParticipantFactory(union=cast.union, user=None)
    training = cast.training
    line = training.registrations.filter(participant=person).first() or register(
        training=training,
        participant=person,
        way=Registration.Way.HAND,
        by=cast.trainer,
        **fields,
    )
    tick = Tick(
        id=new_id(),
        registration=line.pk,
        minutes=minutes,
        how="tap",
        marked_at=timezone.now(),
        reason="forgotten",
    )
    mark(session=session or cast.session, ticks=[tick], by=cast.trainer)
    return line


def teach(training, module):
    TrainingContent.objects.for_tenant(training.tenant_id).create(
        tenant_id=training.tenant_id, training=training, module=module
    )


def begin(person, lesson, **changed):
    take(participant=person, events=[event(lesson, **changed)], by=person.user)


def test_who_was_there_is_one_row(cast, module):
    teach(cast.training, module)
    line = there(cast, before=Registration.Before.NO)
    row = rows(cast.union).get()
    assert row.participant_id == row.person == line.participant_id
    assert (row.minutes, row.planned) == (360, 360)
    assert (row.counted_on, row.country) == (date(2026, 3, 2), "BJ")
    assert (row.theme_id, row.before, row.modality) == (module.pk, "no", "class")
    assert row.counts
    assert (row.trained_on, row.previous_on) == (date(2026, 3, 2), None)


def test_who_was_not_there_has_none(cast):
    line = there(cast)
    assert rows(cast.union).count() == 1
    there(cast, minutes=0, person=line.participant)
    assert rows(cast.union).count() == 0


def test_two_days_add_up(cast):
    second = SessionFactory(training=cast.training, minutes=120)
    line = there(cast, minutes=100)
    there(cast, minutes=60, person=line.participant, session=second)
    row = rows(cast.union).get()
    assert (row.minutes, row.planned) == (160, 480)


def test_several_themes_are_none_of_them(cast):
    teach(cast.training, ModuleFactory())
    teach(cast.training, ModuleFactory())
    there(cast)
    assert rows(cast.union).get().theme_id is None


def test_a_copy_counts_under_its_origin(cast, module):
    teach(cast.training, ModuleFactory(origin_key=module.key))
    there(cast)
    assert rows(cast.union).get().theme_id == module.pk


def test_who_joined_by_the_code_waits_to_be_vouched_for(cast):
    line = there(cast, needs_vouching=True)
    if line.vouched_at is None:
        assert rows(cast.union).count() == 0
        vouch_in_class(training=cast.training, registrations=[line], by=cast.trainer)
    assert rows(cast.union).count() == 1


def test_a_training_that_moves_to_another_year_takes_its_rows_along(cast, module):
    there(cast)
    assert rows(cast.union).get().counted_on.year == 2026
    change_training(
        training=cast.training,
        contents=[(module.pk, None)],
        meetings=[Meeting(pk=cast.session.pk, held_on=date(2027, 1, 4), minutes=360)],
        by=cast.trainer,
    )
    assert rows(cast.union).get().counted_on == date(2027, 1, 4)


def test_answers_and_consent_reach_the_rows(cast):
    person = ParticipantFactory(union=cast.union)
    there(cast, person=person)
    assert rows(cast.union).get().sex == ""
    answer_questions(participant=person, by=person.user, sex="f", age_band="25-29")
    assert rows(cast.union).get().sex == "f"
    choice = {
        "participant": person,
        "purpose": Consent.Purpose.COUNTED,
        "language": "en",
        "by": person.user,
    }
    decide_consent(given=False, **choice)
    assert rows(cast.union).count() == 0
    decide_consent(given=True, **choice)
    assert rows(cast.union).get().age_band == "25-29"


def test_a_module_begun_alone_is_one_row(module):
    person = ParticipantFactory(union__time_zone="Asia/Jakarta", union__country="ID")
    lesson = LessonFactory(module=module)
    late = datetime(2026, 6, 30, 20, 0, tzinfo=UTC)
    begin(person, lesson, language="en", occurred_at=late.isoformat())
    Enrolment.objects.for_participant(person).update(enrolled_at=late)
    Participant.objects.for_tenant(person.tenant_id).update(is_to_recount=True)
    row = rows(person.tenant_id).get()
    # The day in the union's own time.
    assert row.counted_on == date(2026, 7, 1)
    assert (row.module_id, row.modality, row.country) == (module.pk, "home", "ID")
    assert row.language == "en"
    assert row.counts


def test_a_clock_from_before_she_enrolled_yields(module):
    person = ParticipantFactory()
    begin(person, LessonFactory(module=module), occurred_at="2026-01-05T00:00:00+00:00")
    assert rows(person.tenant_id).get().counted_on == timezone.now().date()


def test_what_comes_later_and_was_earlier_moves_the_day(module):
    """A phone that was off the line sends the beginning last."""
    person, lesson = ParticipantFactory(), LessonFactory(module=module)
    now = timezone.now()
    begin(person, lesson, occurred_at=now.isoformat())
    Enrolment.objects.for_participant(person).update(enrolled_at=now - timedelta(10))
    assert rows(person.tenant_id).get().counted_on == now.date()
    earlier = now - timedelta(days=3)
    begin(person, lesson, occurred_at=earlier.isoformat())
    assert rows(person.tenant_id).get().counted_on == earlier.date()


def test_tests_say_what_came_of_it(module):
    person = ParticipantFactory()
    pre = LessonFactory(module=module, kind="pre_test")
    final = LessonFactory(module=module, kind="final_test")
    begin(person, LessonFactory(module=module))
    for lesson, percent, passed in (
        (pre, 40, None),
        (final, 60, False),
        (final, 90, True),
        (final, 80, True),
    ):
        sitting = open_attempt(
            participant=person, lesson_key=lesson.key, version=1, by=person.user
        )
        close_attempt(
            attempt=sitting, percent=percent, passed=passed, language="en", by=None
        )
    row = rows(person.tenant_id).get()
    assert (row.percent_before, row.percent_after) == (40, 90)
    assert row.passed_on == timezone.now().date()


def test_what_was_taught_in_class_is_not_counted_again(cast, module):
    teach(cast.training, module)
    person = ParticipantFactory(union=cast.union)
    begin(person, LessonFactory(module=module))
    assert rows(cast.union).get().counts
    there(cast, person=person)
    assert rows(cast.union).filter(counts=True).get().training_id == cast.training.pk
    assert rows(cast.union).count() == 2


def test_two_entries_of_one_person_count_once_until_taken_apart(cast):
    one, other = there(cast).participant, there(cast, minutes=200).participant
    Participant.objects.for_tenant(cast.union).filter(pk=other.pk).update(sex="f")
    joined = merge(participant=other, into=one, by=cast.coordinator)
    found = rows(cast.union)
    assert set(found.values_list("person", "sex")) == {(one.pk, "f")}
    assert found.filter(counts=True).get().minutes == 360
    unmerge(merge=joined, by=cast.coordinator)
    assert rows(cast.union).filter(counts=True).count() == 2


def test_each_row_knows_the_day_before_it(cast, module):
    person = ParticipantFactory(union=cast.union, user=None)
    days = [date(2025, 5, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]
    for day in reversed(days):
        held = a_training(union=cast.union, starts_on=day)
        if day.month in (5, 3):
            teach(held.training, module)
        there(held, person=person, minutes=100 if day.month == 2 else 360)
    found = rows(cast.union).order_by("counted_on")
    before = found.values_list("previous_on", flat=True)
    in_theme = found.values_list("previous_in_theme_on", flat=True)
    trained = found.values_list("previous_trained_on", flat=True)
    assert list(before) == [None, *days[:3]]
    assert list(in_theme) == [None, None, days[0], days[1]]
    assert list(trained) == [None, None, days[0], days[2]]


def test_her_union_is_the_one_of_the_day(cast):
    there(cast)
    before = rows(cast.union).get().lineage
    cast.union.lineage = "elsewhere/"
    cast.union.save()
    Participant.objects.for_tenant(cast.union).update(is_to_recount=True)
    assert rows(cast.union).get().lineage == before


def test_what_comes_late_counts_where_the_union_stood(cast):
    """Also where its row is made only after the union was moved."""
    stood = cast.union.lineage
    there(cast)
    above = UnionFactory()
    move_union(union=cast.union, parent=above, by=None)
    later = a_training(
        union=cast.union, starts_on=timezone.localdate() + timedelta(days=1)
    )
    there(later)
    found = rows(cast.union).order_by("counted_on")
    assert list(found.values_list("lineage", flat=True)) == [
        stood,
        f"{above.lineage}{cast.union.slug}/",
    ]


def test_made_again_from_nothing_it_is_the_same(cast, module):
    teach(cast.training, module)
    for minutes in (10, 200, 360):
        there(cast, minutes=minutes)
    person = ParticipantFactory(union=cast.union)
    begin(person, LessonFactory(module=module))
    fields = [
        field.attname
        for field in Participation._meta.concrete_fields
        if field.name not in ("created_at", "changed_at")
    ]
    before = sorted(rows(cast.union).values_list(*fields))
    Participation.objects.for_tenant(cast.union).delete()
    people = Participant.objects.for_tenant(cast.union).values_list("pk", flat=True)
    keep_participations(tenant=cast.union, participants=people, by=None)
    assert sorted(rows(cast.union).values_list(*fields)) == before
    assert len(before) == 4


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_the_same_number_of_questions(
    cast, module, people, django_assert_num_queries
):
    teach(cast.training, module)
    for _ in range(people):
        person = ParticipantFactory(union=cast.union)
        begin(person, LessonFactory(module=module))
        there(cast, person=person)
    with django_assert_num_queries(27):
        catch_up()


def test_nothing_marked_nothing_done(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert catch_up() == 0
