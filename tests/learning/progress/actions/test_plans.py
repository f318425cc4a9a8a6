import pytest

from learning.progress.actions.plans import NotHersError, forget_plan, keep_plan
from learning.progress.models import KeptPlan
from learning.records import new_id
from tests.learning.factories import LessonFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return ParticipantFactory()


@pytest.fixture
def lesson():
    return LessonFactory()


def test_a_plan_is_kept_and_forgotten_by_its_writer_alone(person, lesson):
    stranger = ParticipantFactory()
    key, sheet = new_id(), {"rows": {"must": "A bus"}, "checks": []}
    plan = {"participant": person, "lesson_key": lesson.key, "activity": key}
    keep_plan(**plan, sheet=sheet, by=person.user)
    for by in (stranger.user, None):
        with pytest.raises(NotHersError):
            keep_plan(**plan, sheet=sheet, by=by)
        with pytest.raises(NotHersError):
            forget_plan(**plan, by=by)
    row = KeptPlan.objects.for_participant(person).get()
    assert row.sheet() == sheet
    forget_plan(**plan, by=person.user)
    assert not KeptPlan.objects.for_participant(person).exists()


def test_a_sealed_plan_does_not_open_in_the_place_of_another(person, lesson):
    sheet = {"rows": {"must": "A bus"}, "checks": []}
    first, second = (
        keep_plan(
            participant=person,
            lesson_key=lesson.key,
            activity=new_id(),
            sheet=sheet,
            by=person.user,
        )
        for _ in range(2)
    )
    first.sealed = second.sealed
    assert first.sheet() is None
