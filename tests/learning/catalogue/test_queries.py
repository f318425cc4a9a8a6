import pytest

from learning.catalogue.actions import void_question
from learning.catalogue.queries import languages_of, questions_ever
from tests.learning.factories import LessonFactory, activity, publish

pytestmark = pytest.mark.django_db


def test_all_questions_ever_with_their_words_and_what_is_void(
    django_assert_num_queries,
):
    old, kept, new = activity("single"), activity("ordering"), activity("numeric")
    lesson = LessonFactory(activities=[old, kept, activity("reflection")])
    publish(lesson, language="fr")
    publish(lesson, activities=[kept, new])
    void = void_question(
        lesson_key=lesson.key, activity=old["id"], language="", reason="x", by=None
    )

    with django_assert_num_queries(3):
        found = questions_ever(lesson.key, "fr")

    assert [(each.id, each.prompt, each.is_current) for each in found] == [
        (kept["id"], "Prompt (fr)", True),
        (new["id"], "Prompt (en)", True),
        (old["id"], "Prompt (fr)", False),
    ]
    assert [each.voids for each in found] == [[], [], [void]]
    assert languages_of(lesson.key) == ["en", "fr"]
