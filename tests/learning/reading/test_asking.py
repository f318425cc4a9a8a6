"""From a stored answer to the fields of its form and back, for every kind of question."""

import pytest
from django.http import QueryDict
from django.utils.html import escape

from learning.activities.errors import AnswerError
from learning.activities.kinds import Activity
from learning.activities.quiz import parse_answer
from learning.reading.asking import (
    Asking,
    SlotAsking,
    field_names,
    form_values,
    question_markup,
    raw_answer,
)
from learning.reading.slots import SlottedPage
from tests.learning.activities.examples import VECTORS
from tests.learning.factories import activity, words_of

TAKEN = [each for each in VECTORS if "canonical" in each]
KINDS = (
    *("single", "multiple", "true_false", "ordering", "matching", "numeric"),
    *("scenario", "sorting"),
)
PRACTICE = ("costing", "price_split", "risk_ranking")


def sent(fields: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def made(kind, **changed):
    spec = activity(kind, **changed)
    return Activity.from_json(spec), words_of(spec)


@pytest.mark.parametrize("vector", TAKEN, ids=range(len(TAKEN)))
def test_a_stored_answer_comes_back_from_its_own_form(vector):
    question = Activity.from_json(vector["activity"])
    fields = form_values(question, vector["canonical"])
    assert set(fields) <= set(field_names(question))
    assert (
        parse_answer(question, raw_answer(question, sent(fields)))
        == (vector["canonical"])
    )


@pytest.mark.parametrize("kind", [*KINDS, *PRACTICE])
def test_dont_know_counts_whatever_else_is_ticked(kind):
    question, _ = made(kind)
    fields = {question.id: ["dont_know"]}
    assert raw_answer(question, sent(fields)) == "dont_know"
    assert raw_answer(question, sent({question.id: ["a", "dont_know"]})) == "dont_know"


@pytest.mark.parametrize("kind", [*KINDS, *PRACTICE])
def test_an_empty_form_is_empty(kind):
    question, _ = made(kind)
    with pytest.raises(AnswerError) as refused:
        parse_answer(question, raw_answer(question, sent({})))
    assert refused.value.code == "empty"


@pytest.mark.parametrize(
    ("places", "code"),
    [
        (["1", "1", "2"], "duplicate"),
        (["1", "2", ""], "missing"),
        (["0", "1", "2"], "duplicate"),
        (["1", "2", "9" * 5000], "duplicate"),
        (["1", "2", "x\x00"], "duplicate"),
        (["1", "2", "٣"], "duplicate"),
    ],
)
def test_places_that_are_no_order(places, code):
    question, _ = made("ordering")
    fields = {
        f"{question.id}.{item}": [place]
        for item, place in zip(question.items, places, strict=True)
    }
    with pytest.raises(AnswerError) as refused:
        raw_answer(question, sent(fields))
    assert refused.value.code == code


def test_a_pair_left_open_is_missing():
    question, _ = made("matching")
    with pytest.raises(AnswerError) as refused:
        raw_answer(question, sent({f"{question.id}.l1": ["r1"]}))
    assert refused.value.code == "missing"


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_shows_what_was_given(kind):
    question, words = made(kind)
    answer = {
        "single": ["b"],
        "multiple": ["a", "c"],
        "true_false": ["true"],
        "ordering": ["i2", "i1", "i3"],
        "matching": {"l1": "r2", "l2": "r1"},
        "numeric": "6.5",
        "scenario": ["ask"],
        "sorting": {"c1": "b2", "c2": "b2", "c3": "b1"},
    }[kind]
    empty = question_markup(question, words, Asking())
    html = question_markup(question, words, Asking(given=form_values(question, answer)))
    assert "checked" not in empty
    assert "selected" not in empty
    marked = html.count(" checked") + html.count(" selected") + html.count('"6.5"')
    marked += html.count('type="hidden"') - empty.count('type="hidden"')
    assert marked == (1 if kind in ("true_false", "single", "numeric") else len(answer))


@pytest.mark.parametrize("kind", [*KINDS, *PRACTICE])
def test_compiled_slots_fill_as_a_sheet_does(kind):
    """The same question, compiled with slots or rendered at once, is the same HTML."""
    question, words = made(kind)
    compiled = SlottedPage(question_markup(question, words, SlotAsking(question.id)))
    assert compiled.fill({"method": "post"}) == question_markup(
        question, words, Asking()
    )
    assert set(compiled.names) >= {
        "method",
        f"hidden {question.id}",
        f"feedback {question.id}",
    }


@pytest.mark.parametrize("kind", [*KINDS, *PRACTICE, "reflection", "task", "plan"])
def test_an_authors_words_are_escaped(kind):
    spec = activity(kind)
    evil = "<script>alert('x')</script>\""

    def swap(words):
        if isinstance(words, dict):
            return {key: swap(each) for key, each in words.items()}
        return evil

    words = {"text": ""} | words_of(spec)
    html = question_markup(
        Activity.from_json(spec),
        swap(words),
        Asking(given={spec["id"]: [evil]}),
    )
    assert "<script>" not in html
    assert escape(evil) in html


def test_only_the_pre_test_offers_not_to_know():
    question, words = made("single")
    assert "dont_know" not in question_markup(question, words, Asking())
    assert "dont_know" in question_markup(
        question, words, Asking(offers_dont_know=True)
    )
    ticked = Asking(offers_dont_know=True, given={question.id: ["dont_know"]})
    assert 'value="dont_know" checked' in question_markup(question, words, ticked)


def test_the_html_never_says_which_choice_is_right():
    for kind in ("single", "multiple", "true_false"):
        question, words = made(kind)
        html = question_markup(question, words, Asking())
        assert "right" not in html.lower()
        assert "Why (en)" not in html
