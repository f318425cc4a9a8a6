"""Drawings are rebuilt: what is not known does not pass."""

from pathlib import Path

import pytest

from cms.blocks.drawing import (
    DrawingError,
    drawing_in_words,
    label_keys,
    safe_drawing,
)

DRAWINGS = sorted(Path("fixtures/modules").glob("*/diagrams/*.svg"))


def svg(inside, attributes='viewBox="0 0 10 10"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_our_own_drawings_keep_all_they_have(path):
    source = path.read_text()
    rebuilt = safe_drawing(source)
    assert safe_drawing(rebuilt) == rebuilt
    assert rebuilt.count("<") == source.count("<")
    assert rebuilt.count('="') == source.count('="')


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<g ONLOAD="alert(1)"/>',
        "<style>* { fill: red }</style>",
        '<g style="fill: url(https://evil.test)"/>',
        '<image href="https://evil.test/x.png"/>',
        '<use href="#x"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//evil.test"/>',
        "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<path fill="url(https://evil.test/#a)"/>',
        '<path class="ask" id="a" fill="red;background:url(//evil.test)"/>',
        '<g xmlns="http://www.w3.org/1999/xhtml"><b onclick="alert(1)">evil</b></g>',
        "<!-- evil --><?evil alert(1)?>",
        "<desc><b xmlns='http://www.w3.org/1999/xhtml'>evil</b></desc>",
    ],
)
def test_nothing_that_acts_or_calls_out_passes(inside):
    rebuilt = safe_drawing(svg(inside + '<path d="M0 0"/>'))
    for word in ("alert", "evil", "href", "style", "<a", "<use", "xhtml", "id=", "ask"):
        assert word not in rebuilt
    assert '<path d="M0 0"/>' in rebuilt


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<html/>", "not_svg"),
        ("hello", "not_svg"),
        ("", "not_svg"),
        (svg("", ""), "no_view_box"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "has_dtd"),
        (svg("&a;"), "not_svg"),
        (svg("x" * 30_000), "too_long"),
        (svg("<g/>" * 700), "too_many"),
        (svg("<g>" * 20 + "</g>" * 20), "too_deep"),
        ('<?xml version="1.0" encoding="latin-1"?>' + svg("é"), None),
    ],
)
def test_what_cannot_be_taken_is_named(source, code):
    if code is None:
        assert safe_drawing(source)
        return
    with pytest.raises(DrawingError) as refused:
        safe_drawing(source)
    assert refused.value.args == (code,)


def test_a_pattern_cannot_be_made_to_think_for_long():
    points = "1" * 10_000 + "x"
    rebuilt = safe_drawing(svg(f'<polygon points="{points}" transform="{points}"/>'))
    assert "<polygon/>" in rebuilt


def test_the_words_of_a_language_are_put_in_place():
    source = svg('<text data-label="talks" x="1">Talks <tspan>x</tspan></text>')
    drawn = drawing_in_words(source, {"talks": "On parle & <b>"}, 'Une "boîte"')
    assert '<text x="1">On parle &amp; &lt;b&gt;</text>' in drawn
    assert 'role="img" aria-label="Une &quot;boîte&quot;"' in drawn


def test_places_for_words_are_found_in_order():
    source = svg('<text data-label="b">x</text><text data-label="a">y</text>')
    assert label_keys(source) == ["b", "a"]
