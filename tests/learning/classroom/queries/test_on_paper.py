"""What a test on paper asks, and what a class has learned by it."""

import pytest

from learning.catalogue.actions import void_question
from learning.catalogue.shelf import shelf
from learning.classroom.actions.closing import key_in_paper_scores
from learning.classroom.models import TrainingContent
from learning.classroom.queries.on_paper import gain_on_paper, paper_questions
from learning.records import new_id
from tests.learning.classroom.cast import a_training
from tests.learning.factories import LessonFactory, ModuleFactory, activity

pytestmark = pytest.mark.django_db


def test_the_questions_on_paper_are_those_that_count_each_module_once():
    cast = a_training()
    kept, voided = activity("single"), activity("numeric")
    lesson = LessonFactory()
    test = LessonFactory(
        module=lesson.module, kind="final_test", activities=[kept, voided]
    )
    void_question(
        lesson_key=test.key,
        activity=voided["id"],
        language="en",
        reason="two answers are right",
        by=None,
    )
    shelf.forget()
    for chosen in (None, lesson.key):
        TrainingContent(
            tenant=cast.union,
            training=cast.training,
            module=lesson.module,
            lesson_id=chosen,
        ).save()
    (only,) = paper_questions(cast.training, "fr")
    assert (only.module_key, only.key) == (lesson.module.key, kept["id"])
    assert (only.words, only.language) == ("Prompt (en)", "en")


def a_module_of_two_lessons():
    """With a final test; the first lesson holds two questions of the kinds of a test, one
    of them asked no more, and two things that no test on paper asks."""
    module = ModuleFactory()
    kept, voided = activity("single"), activity("true_false")
    lesson = LessonFactory(
        module=module,
        sensitivity="careful",
        activities=[
            kept,
            voided,
            activity("reflection"),
            activity("price_split"),
            activity("single", sensitivity="careful", required=False),
        ],
    )
    other = LessonFactory(module=module, activities=[activity("numeric")])
    LessonFactory(module=module, kind="final_test", activities=[activity("single")])
    void_question(
        lesson_key=lesson.key,
        activity=voided["id"],
        language="en",
        reason="two answers are right",
        by=None,
    )
    shelf.forget()
    return module, lesson, other, kept


def teach(cast, module, *lessons):
    for lesson in lessons:
        TrainingContent(
            tenant=cast.union,
            training=cast.training,
            module=module,
            lesson_id=lesson and lesson.key,
        ).save()


def test_where_some_lessons_are_taught_the_paper_asks_of_those_only():
    module, lesson, other, kept = a_module_of_two_lessons()
    cast = a_training()
    teach(cast, module, lesson)
    (only,) = paper_questions(cast.training, "fr")
    assert (only.key, only.lesson_key) == (kept["id"], lesson.key)
    assert (only.module_key, only.language) == (module.key, "en")
    # All of its lessons are the module, and that has a test of its own.
    teach(cast, module, other)
    (only,) = paper_questions(cast.training, "fr")
    assert only.lesson_key not in (lesson.key, other.key)


def test_the_questions_of_many_lessons_are_as_many_as_a_test_has_and_the_same_again():
    cast, module = a_training(), ModuleFactory()
    lessons = [
        LessonFactory(module=module, activities=[activity() for _each in range(7)])
        for _lesson in range(2)
    ]
    LessonFactory(module=module)
    teach(cast, module, *lessons)
    asked = [each.key for each in paper_questions(cast.training, "en")]
    assert len(set(asked)) == 10
    assert asked == [each.key for each in paper_questions(cast.training, "en")]


def test_gain_is_over_the_questions_that_were_asked_both_times():
    cast, module = a_training(), ModuleFactory()
    both, before, after = new_id(), new_id(), new_id()
    for test, right in (("pre", {both: 4, before: 0}), ("post", {both: 8, after: 10})):
        key_in_paper_scores(
            training=cast.training,
            test=test,
            sheets=10,
            right={(module.key, key): number for key, number in right.items()},
            by=cast.trainer,
        )
    gain = gain_on_paper(cast.training)
    assert (gain.before, gain.after, gain.people) == (40, 80, 10)
    cast.training.paper_scores.filter(question=both).delete()
    assert gain_on_paper(cast.training) is None


def test_gain_of_a_room_without_phones():
    cast = a_training()
    module, first, second = ModuleFactory(), new_id(), new_id()
    assert gain_on_paper(cast.training) is None
    for test, right in (("pre", (5, 10)), ("post", (15, 20))):
        key_in_paper_scores(
            training=cast.training,
            test=test,
            sheets=20,
            right={
                (module.key, first): right[0],
                (module.key, second): right[1],
            },
            by=cast.trainer,
        )
    gain = gain_on_paper(cast.training)
    assert (gain.before, gain.after, gain.points, gain.people) == (37.5, 87.5, 50, 20)
