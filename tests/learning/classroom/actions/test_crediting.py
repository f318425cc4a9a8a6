"""Work done in class counts as done, once, for those who were there."""

import pytest

from learning.classroom.actions.crediting import credit, credit_everybody
from learning.classroom.errors import NotHersError, NotVisibleError
from learning.classroom.models import Credit
from learning.members.models import AuditEntry
from learning.progress.models import LessonSummary
from learning.safekeeping.merging import merge
from tests.learning.classroom.afterwards import past_training, was_there
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    RegistrationFactory,
    UnionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return past_training()


def give(cast, lines, lesson, by=None):
    return credit(
        training=cast.training,
        registrations=lines,
        lesson_key=lesson.key,
        by=by or cast.trainer,
    )


def done(cast, lesson):
    rows = LessonSummary.objects.for_tenant(cast.union).filter(
        lesson=lesson.key, completed_at__isnull=False
    )
    return set(rows.values_list("participant", flat=True))


def test_credited_twice_is_credited_once(cast):
    lesson, lines = LessonFactory(), [was_there(cast), was_there(cast, account=False)]
    assert give(cast, lines, lesson) == 2
    assert give(cast, lines, lesson) == 0
    assert done(cast, lesson) == {line.participant_id for line in lines}
    [noted] = AuditEntry.objects.for_tenant(cast.union).filter(act="credited")
    assert (noted.people, noted.thing_id) == (2, cast.training.pk)


def test_an_entry_that_was_joined_is_credited_where_the_account_is(cast):
    lesson, paper, phone = (
        LessonFactory(),
        was_there(cast, account=False),
        was_there(cast),
    )
    merge(participant=paper.participant, into=phone.participant, by=cast.coordinator)
    paper.participant.refresh_from_db()
    assert give(cast, [paper, phone], lesson) == 1
    assert done(cast, lesson) == {phone.participant_id}


def test_who_went_to_another_union_is_left_out(cast):
    lesson, line = LessonFactory(), was_there(cast)
    line.participant.tenant = line.participant.union = UnionFactory()
    line.participant.save()
    assert give(cast, [line], lesson) == 0
    assert not Credit.unscoped.exists()


def test_a_test_is_passed_and_not_credited_nor_anothers_lesson(cast):
    test = LessonFactory(kind="final_test")
    theirs = LessonFactory(module=ModuleFactory(audience="union", owner=UnionFactory()))
    for lesson in (test, theirs):
        with pytest.raises(NotVisibleError):
            give(cast, [was_there(cast)], lesson)
    with pytest.raises(NotHersError):
        give(cast, [], LessonFactory(), by=staff_of(cast.union, "trainer"))


def test_the_worker_credits_everybody_who_was_there(cast):
    lessons = [LessonFactory(), LessonFactory()]
    there = [was_there(cast, account=False) for _each in range(3)]
    RegistrationFactory(training=cast.training)  # not there
    credit_everybody.call(
        str(cast.union.pk),
        str(cast.training.pk),
        [str(each.key) for each in lessons],
        str(cast.trainer.pk),
    )
    for lesson in lessons:
        assert done(cast, lesson) == {line.participant_id for line in there}
    stranger = staff_of(cast.union, "trainer")
    more = LessonFactory()
    credit_everybody.call(
        str(cast.union.pk), str(cast.training.pk), [str(more.key)], str(stranger.pk)
    )
    assert done(cast, more) == set()
