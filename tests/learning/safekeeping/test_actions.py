"""Erasing a person: nothing she wrote is left, and the count stands."""

from uuid import uuid4

import pytest

from learning import intake
from learning.models import (
    KeptPlan,
    LearningEvent,
    LessonSummary,
    Participant,
    SetAsideEvent,
    User,
)
from learning.progress.actions.events import ERASED, rebuild_summary
from learning.progress.actions.plans import keep_plan
from learning.safekeeping.actions import erase_person
from tests.learning.factories import (
    LessonFactory,
    ParticipantFactory,
    event,
    spec_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned():
    """Somebody who has completed a lesson, from a phone with a number."""
    person = ParticipantFactory()
    lesson = LessonFactory()
    phone = str(uuid4())
    events = [event(lesson, device=phone)]
    events += [
        event(lesson, each, device=phone) for each in spec_of(lesson)["activities"]
    ]
    events.append({"verb": "nonsense"})
    intake.take(participant=person, events=events, by=person.user)
    assert SetAsideEvent.objects.for_participant(person).count() == 1
    return person, person.user


def test_what_she_answered_goes_and_that_she_learned_stays(learned):
    person, user = learned
    erase_person(participant=person, by=user)

    assert not User.objects.filter(pk=user.pk).exists()
    kept = Participant.objects.for_tenant(person.tenant_id).get(pk=person.pk)
    assert (kept.user_id, kept.known_by) == (None, "")
    events = LearningEvent.objects.for_participant(person)
    assert events.count() > 0
    assert set(events.values_list("device", flat=True)) == {None}
    assert set(events.filter(verb="answered").values_list("answer", flat=True)) == {
        ERASED
    }
    assert not SetAsideEvent.objects.for_participant(person).exists()
    summary = LessonSummary.objects.for_participant(person).get()
    assert summary.activities == {}
    assert summary.completed_at is not None


def test_erased_answers_do_not_come_back_when_summaries_are_rebuilt(learned):
    person, user = learned
    erase_person(participant=person, by=user)
    before = LessonSummary.objects.for_participant(person).get().completed_at

    rebuilt = rebuild_summary(
        participant=person,
        lesson_key=LessonSummary.objects.for_participant(person).get().lesson_id,
        by=None,
    )
    assert rebuilt.completed_at == before
    assert {each["answer"] for each in rebuilt.activities.values()} <= {ERASED, None}


def test_the_sheets_she_kept_go_with_her(learned):
    person, user = learned
    lesson = LessonSummary.objects.for_participant(person).get().lesson_id
    sheet = {"rows": {"must": "Awa will speak"}, "checks": []}
    keep_plan(
        participant=person, lesson_key=lesson, activity=uuid4(), sheet=sheet, by=user
    )
    erase_person(participant=person, by=user)
    assert not KeptPlan.objects.for_tenant(person.tenant_id).exists()
