import re

import pytest

from learning.deliveries.drawing import black_and_white
from tests.learning.deliveries.samples import SVG


def test_colours_become_black_or_white_and_lines_thick_enough():
    drawn = black_and_white(SVG.format(one="Talks", two="ការពិភាក្សា")).svg
    assert set(re.findall(r"#[0-9a-f]{6}", drawn)) <= {"#000000", "#ffffff"}
    assert 'stroke-width="1"' in drawn
    # The sun was a tint without a line: on paper it has one.
    assert re.search(r'<circle fill="#ffffff"[^>]* stroke="#000000"', drawn)


def test_its_words_are_taken_out_to_be_set_by_the_layout():
    drawing = black_and_white(SVG.format(one="Talks", two="ការពិភាក្សា"))
    assert (drawing.width, drawing.height) == (320, 80)
    assert [each["text"] for each in drawing.labels] == ["Talks", "ការពិភាក្សា"]
    assert drawing.labels[0] | {"text": ""} == {
        "text": "",
        "x": 68,
        "y": 45,
        "size": 13,
        "anchor": "middle",
        "white": False,
    }
    assert "<text" not in drawing.svg


def test_words_that_are_turned_stay_in_the_drawing():
    drawing = black_and_white(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<g transform="rotate(90)"><text x="1" y="2">ខ</text></g></svg>'
    )
    assert drawing.labels == ()
    assert 'font-family="Noto Sans Khmer"' in drawing.svg


@pytest.mark.parametrize(
    "source",
    [
        "",
        "no drawing",
        "<svg",
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        "\x00<svg/>",
    ],
)
def test_what_cannot_be_read_is_no_drawing(source):
    assert black_and_white(source) is None


@pytest.mark.parametrize(
    ("colour", "copied"),
    [
        ("#fff", "#ffffff"),
        ("#e3f0ea", "#ffffff"),
        ("#1e6b57", "#000000"),
        ("currentColor", "#000000"),
        ("white", "#ffffff"),
        ("red", "#000000"),
    ],
)
def test_which_colours_are_paper_and_which_are_ink(colour, copied):
    drawing = black_and_white(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<path d="M0 0H9" stroke="{colour}"/></svg>'
    )
    assert f'stroke="{copied}"' in drawing.svg
