from datetime import UTC, datetime, timedelta

import pytest

from learning.progress.actions import events as log
from learning.progress.models import (
    LearningEvent,
    LessonSummary,
    SetAsideEvent,
    TestAttempt,
)
from learning.records import ImmutableError, new_id
from tests.learning.factories import (
    LessonFactory,
    ParticipantFactory,
    activity,
    publish,
    spec_of,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def person():
    return ParticipantFactory()


@pytest.fixture
def lesson():
    """Three questions, the third of which may be left out."""
    return LessonFactory(
        activities=[activity(), activity("true_false"), activity(required=False)]
    )


def done(
    person, lesson, index=None, *, minute=0, version=1, answer=None, language="en"
):
    """The event of doing activity number `index` (None: reading the lesson)."""
    chosen = None if index is None else spec_of(lesson, version)["activities"][index]
    return LearningEvent(
        id=new_id(),
        tenant_id=person.tenant_id,
        participant_id=person.pk,
        verb="answered" if chosen else "experienced",
        lesson_id=lesson.key,
        version=version,
        activity=chosen["id"] if chosen else None,
        answer=(answer or ["a"]) if chosen else None,
        language=language,
        occurred_at=NOON + timedelta(minutes=minute),
    )


def copy(event):
    """The same event, come in a second time."""
    fields = {each.attname: getattr(event, each.attname) for each in event._meta.fields}
    return LearningEvent(**fields)


def store(events):
    log.store_events(participant=events[0].participant, events=events, by=None)


def log_of(person, **only):
    return LearningEvent.objects.for_participant(person).filter(**only)


def summary(person, lesson):
    return LessonSummary.objects.for_participant(person).get(lesson=lesson)


def folded(person, lesson):
    row = summary(person, lesson)
    return {name: getattr(row, name) for name in log.FOLDED_FIELDS}


# --- storing ---------------------------------------------------------------------


def test_storing_twice_counts_once(person, lesson):
    events = [done(person, lesson), done(person, lesson, 0, minute=1)]
    store(events)
    before = folded(person, lesson)
    store([copy(each) for each in events])
    assert log_of(person).count() == 2
    assert folded(person, lesson) == before


def test_nothing_to_store_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        log.store_events(participant=None, events=[], by=None)
        log.set_aside(participant=None, refused=[], by=None)


def test_late_and_out_of_order_gives_the_same(lesson):
    one, two = ParticipantFactory(), ParticipantFactory()
    plan = [(None, 0), (0, 3), (1, 2), (0, 1), (2, 4)]
    for index, minute in plan:
        event = done(one, lesson, index, minute=minute)
        store([event])
    events = [done(two, lesson, index, minute=minute) for index, minute in plan]
    store(events[::-1])

    def without_ids(standing):
        for each in standing["activities"].values():
            del each["event"]
        return standing

    assert without_ids(folded(one, lesson)) == without_ids(folded(two, lesson))
    assert summary(one, lesson).completed_at == NOON + timedelta(minutes=2)


def test_two_lessons_in_one_batch_are_folded_apart(person, lesson):
    other = LessonFactory(rule="read", module=lesson.module)
    store(
        [
            done(person, lesson, 0, minute=1),
            done(person, other, minute=2),
            done(person, lesson, 1, minute=3),
        ]
    )
    assert len(summary(person, lesson).activities) == 2
    assert summary(person, other).activities == {}
    assert summary(person, lesson).completed_at == NOON + timedelta(minutes=3)
    assert summary(person, other).completed_at == NOON + timedelta(minutes=2)


def test_two_people_do_not_mix(person, lesson):
    other = ParticipantFactory(union=person.union)
    store([done(person, lesson, 0)])
    store([done(other, lesson, 1)])
    assert len(summary(person, lesson).activities) == 1
    assert summary(other, lesson).completed_at is None


def test_when_a_summary_was_made_stays(person, lesson):
    store([done(person, lesson, 0)])
    before = summary(person, lesson)
    store([done(person, lesson, 1)])
    after = summary(person, lesson)
    assert (after.pk, after.created_at) == (before.pk, before.created_at)
    assert after.changed_at > before.changed_at


# --- completing ------------------------------------------------------------------


def test_completion_is_written_once_with_an_id_from_its_cause(person, lesson):
    events = [done(person, lesson, 0), done(person, lesson, 1, language="fr")]
    store(events)
    store([done(person, lesson, 2)])
    store([done(person, lesson, 0, minute=-9)])
    completed = log_of(person, verb="completed").get()
    assert completed.pk == log.derived_id(person.pk, lesson.key, "completed")
    assert completed.occurred_at == NOON
    assert completed.version == 1
    assert completed.tenant_id == person.tenant_id
    assert completed.language == "fr"


def test_what_was_completed_stays_completed(person, lesson):
    store([done(person, lesson, 0), done(person, lesson, 1)])
    harder = [*spec_of(lesson)["activities"], activity()]
    lesson = publish(lesson, activities=harder)
    later = done(person, lesson, 0, minute=60, version=2)
    store([later])
    assert summary(person, lesson).completed_at == NOON
    assert summary(person, lesson).completed_version == 1


def test_a_version_that_she_only_read_still_counts(person):
    """Version 1 asks for one answer, version 2 for two: read 1, then answered in 2."""
    first = activity()
    lesson = LessonFactory(activities=[first])
    lesson = publish(lesson, activities=[first, activity()])
    store([done(person, lesson, version=1)])
    store([done(person, lesson, 0, minute=5, version=2)])
    assert summary(person, lesson).completed_version == 1
    assert summary(person, lesson).completed_at == NOON + timedelta(minutes=5)


def test_a_version_named_only_by_an_overwritten_answer_still_counts(person):
    asked = [activity(), activity()]
    lesson = LessonFactory(activities=asked)
    lesson = publish(lesson, activities=[*asked, activity()])
    for index, version in ((0, 1), (0, 2), (1, 2)):
        event = done(person, lesson, index, minute=version + index, version=version)
        store([event])
    before = folded(person, lesson)
    assert before["completed_version"] == 1
    log.rebuild_summary(participant=person, lesson_key=lesson.key, by=None)
    assert folded(person, lesson) == before


# --- rebuilding ------------------------------------------------------------------


def test_rebuilding_gives_the_same(person, lesson):
    for index, minute in ((None, 0), (0, 4), (2, 1), (0, 2), (1, 3)):
        event = done(person, lesson, index, minute=minute)
        store([event])
    before = folded(person, lesson)
    LessonSummary.objects.for_participant(person).delete()
    row = log.rebuild_summary(participant=person, lesson_key=lesson.key, by=None)
    assert folded(person, lesson) == before
    assert row == summary(person, lesson)
    assert log_of(person, verb="completed").count() == 1


def test_rebuilding_mends_a_summary_that_has_gone_wrong(person, lesson):
    store([done(person, lesson, 0), done(person, lesson, 1)])
    before = folded(person, lesson)
    LessonSummary.objects.for_participant(person).update(
        completed_at=None, completed_version=None, activities={}
    )
    log.rebuild_summary(participant=person, lesson_key=lesson.key, by=None)
    assert folded(person, lesson) == before


def test_rebuilding_writes_the_completion_that_the_log_lacks(person, lesson):
    LearningEvent.objects.for_tenant(person.tenant_id).bulk_create(
        [done(person, lesson, 0), done(person, lesson, 1)]
    )
    log.rebuild_summary(participant=person, lesson_key=lesson.key, by=None)
    assert log_of(person, verb="completed").count() == 1


def test_without_a_log_there_is_no_summary(person, lesson):
    store([done(person, lesson, 0)])
    log_of(person)._raw_delete(using="default")  # as erasure does
    rebuilt = log.rebuild_summary(participant=person, lesson_key=lesson.key, by=None)
    assert rebuilt is None
    assert not LessonSummary.objects.for_participant(person).exists()


# --- facts -----------------------------------------------------------------------


def test_an_event_never_changes(person, lesson):
    event = done(person, lesson)
    event.save()
    with pytest.raises(ImmutableError):
        event.save()
    with pytest.raises(ImmutableError):
        event.delete()


def test_setting_aside_twice_keeps_one(person):
    refused = [({"a": 1}, "digest", "bad_id"), ({"b": 2}, "other", "bad_id")]
    log.set_aside(participant=person, refused=refused, by=None)
    log.set_aside(participant=person, refused=refused[:1], by=None)
    kept = SetAsideEvent.objects.for_participant(person)
    assert kept.count() == 2
    assert kept.get(body_hash="digest").body == {"a": 1}


# --- tests -----------------------------------------------------------------------


@pytest.fixture
def final_test(lesson):
    return LessonFactory(module=lesson.module, kind="final_test")


def open_one(person, lesson, version=1):
    return log.open_attempt(
        participant=person, lesson_key=lesson.key, version=version, by=None
    )


def close(attempt, *, percent=80, passed=True):
    return log.close_attempt(
        attempt=attempt, percent=percent, passed=passed, language="en", by=None
    )


def test_an_open_sitting_goes_on_in_the_version_it_began_with(person, final_test):
    first = open_one(person, final_test)
    assert open_one(person, final_test, version=2) == first
    assert open_one(person, final_test, version=2).version == 1


def test_handing_in_twice_counts_once(person, final_test):
    attempt = open_one(person, final_test)
    assert close(attempt) is True
    handed_in_at = attempt.handed_in_at
    assert close(attempt, percent=10, passed=False) is False
    assert (attempt.percent, attempt.passed) == (80, True)
    assert attempt.handed_in_at == handed_in_at
    result = log_of(person).get()
    assert (result.verb, result.attempt) == ("passed", attempt.pk)
    assert result.pk == log.derived_id(person.pk, attempt.pk, "result")


def test_a_new_sitting_after_the_last_is_handed_in(person, final_test):
    first = open_one(person, final_test)
    close(first, percent=10, passed=False)
    second = open_one(person, final_test, version=2)
    assert second != first
    assert second.version == 2
    close(second)
    assert sorted(log_of(person).values_list("verb", flat=True)) == ["failed", "passed"]
    assert TestAttempt.objects.for_participant(person).count() == 2


def test_a_pre_test_judges_nobody(person):
    attempt = open_one(person, LessonFactory(kind="pre_test"))
    assert close(attempt, percent=30, passed=None) is True
    assert attempt.percent == 30
    assert not log_of(person).exists()


def test_one_persons_sitting_is_not_anothers(person, final_test):
    other = ParticipantFactory(union=person.union)
    assert open_one(person, final_test) != open_one(other, final_test)
