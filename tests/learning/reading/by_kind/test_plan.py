"""A sheet on the page: for a visitor it is paper, and nothing is sent."""

from learning.activities.kinds import Activity
from learning.reading.asking import Asking, SlotAsking, question_markup
from learning.reading.by_kind.plan import short_ids
from learning.reading.slots import SlottedPage
from tests.learning.factories import activity, words_of


def test_a_visitor_gets_a_sheet_without_a_form():
    spec = activity("plan")
    html = question_markup(Activity.from_json(spec), words_of(spec), Asking())
    assert html.count("<textarea") == 2
    assert 'rows="3"' in html
    assert "voted (en)" in html
    assert "<form" not in html
    assert "<button" not in html


def test_who_is_signed_in_gets_places_for_the_form_and_her_words():
    spec = activity("plan")
    html = question_markup(
        Activity.from_json(spec), words_of(spec), SlotAsking(spec["id"])
    )
    names = SlottedPage(html).names
    key = spec["id"]
    assert {f"opening {key}", f"closing {key}", f"typed {key}.must"} <= set(names)
    assert f"checked {key}.checks=voted" in names


def test_fields_are_called_by_the_first_letters_of_ids_that_tell_them_apart():
    one, two = (
        "11111111-aa11-4000-8000-000000000000",
        "11111111-ab22-4000-8000-000000000000",
    )
    spec = activity("plan") | {
        "rows": [{"id": one, "lines": 2}, {"id": "price", "lines": 2}],
        "checks": [two],
    }
    short = short_ids(Activity.from_json(spec))
    assert short == {one: "11111111-aa", "price": "price", two: "11111111-ab"}
