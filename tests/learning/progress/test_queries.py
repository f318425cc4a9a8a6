"""What a lesson's page reads in one statement is what the summaries say."""

from learning import intake
from learning.progress.queries import marks_of, summaries_of
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    UnionFactory,
    activity,
    event,
    spec_of,
)


def begun(person, lesson):
    asked = spec_of(lesson)["activities"][0]
    intake.take(
        participant=person, events=[event(lesson, asked), event(lesson)], by=None
    )


def test_marks_are_the_summaries_of_that_module_and_person(db):
    module = ModuleFactory(slug="talks")
    lessons = [
        LessonFactory(module=module, slug=slug, activities=[activity("single")])
        for slug in ("first", "second", "third")
    ]
    elsewhere = LessonFactory(
        module=ModuleFactory(slug="else"), slug="x", activities=[activity("single")]
    )
    alice, bob = (ParticipantFactory(union=UnionFactory(slug=each)) for each in "ab")
    for lesson in (*lessons[:2], elsewhere):
        begun(alice, lesson)
    begun(bob, lessons[2])
    for person in (alice, bob):
        summaries = summaries_of(person, [each.pk for each in lessons])
        assert marks_of(person, module.pk) == {
            key: (each.completed_at, each.activities) for key, each in summaries.items()
        }
    assert set(marks_of(alice, module.pk)) == {each.pk for each in lessons[:2]}


def test_nothing_begun_is_nothing(db):
    assert marks_of(ParticipantFactory(), ModuleFactory(slug="talks").pk) == {}
