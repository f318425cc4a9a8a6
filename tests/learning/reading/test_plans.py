"""The words around a sheet, in a language she reads."""

import pytest

from learning.progress.actions.plans import keep_plan
from learning.reading.plans import address_of, title_of
from tests.learning.factories import LessonFactory, activity, publish

pytestmark = pytest.mark.django_db


def test_a_sheet_is_called_as_in_her_language(alice, module):
    sheet = activity("plan")
    lesson = LessonFactory(module=module, slug="first", activities=[sheet])
    publish(lesson, language="fr")
    row = keep_plan(
        participant=alice,
        lesson_key=lesson.key,
        activity=sheet["id"],
        sheet={"rows": {"must": "x"}, "checks": []},
        by=alice.user,
    )
    assert title_of(row, "fr") == "Sheet (fr)"
    assert title_of(row, "km") == "Sheet (en)"
    assert address_of(lesson.key)[1].slug == "first"
