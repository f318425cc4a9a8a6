"""Cutting a page at its slots and filling it: a law, whatever authors write."""

from hypothesis import given
from hypothesis import strategies as st

from learning.reading.slots import (
    CLOSE,
    ELSE,
    OPEN,
    SlottedPage,
    slot,
    without_markers,
)

# Author's text, with the characters that make a slot thrown in often.
texts = st.text(
    st.characters(codec="utf-8") | st.sampled_from([OPEN, CLOSE, ELSE]), max_size=40
)
names = st.text(st.characters(codec="utf-8", exclude_characters=OPEN + CLOSE + ELSE))


@given(texts, texts, names)
def test_an_authors_text_is_never_a_slot(before, after, name):
    page = SlottedPage(without_markers(before) + slot(name) + without_markers(after))
    assert page.names == [name]
    assert page.fill({name: "x"}) == without_markers(before) + "x" + without_markers(
        after
    )


@given(texts)
def test_without_markers_only_takes_the_markers(text):
    left = without_markers(text)
    assert OPEN not in left
    assert CLOSE not in left
    assert left == "".join(each for each in text if each not in (OPEN, CLOSE, ELSE))


@given(st.lists(st.tuples(names, texts), max_size=6))
def test_what_fills_a_slot_is_not_cut_again(pieces):
    page = SlottedPage("".join(slot(name) for name, _ in pieces))
    values = dict(pieces)
    assert page.fill(values) == "".join(values[name] for name, _ in pieces)


def test_a_slot_without_a_value_is_empty():
    page = SlottedPage(f"a{slot('one')}b{slot('two')}c{slot('one')}")
    assert page.fill({}) == "abc"
    assert page.fill({"one": "1", "unknown": "x"}) == "a1bc1"


def test_a_page_without_slots_stays_as_it_is():
    assert SlottedPage("").fill({}) == ""
    assert SlottedPage("<p>é</p>").fill({"a": "b"}) == "<p>é</p>"


def test_a_slot_may_hold_something_until_it_is_filled():
    page = SlottedPage(f"a{slot('scene', '<p>begin</p>')}b{slot('empty')}c")
    assert page.names == ["scene", "empty"]
    assert page.fill({}) == "a<p>begin</p>bc"
    assert page.fill({"scene": ""}) == "abc"
    assert page.partly_filled({"empty": "!"}).fill({}) == "a<p>begin</p>b!c"


def test_a_slot_that_nobody_fills_can_hold_a_number_to_begin_with():
    page = SlottedPage(f"{slot('wage', '60000')} {slot('name')}").partly_filled({})
    assert page.fill({}) == "60000 "
    assert page.fill({"wage": ""}) == " "
    assert page.fill({"wage": "7", "name": "x"}) == "7 x"
