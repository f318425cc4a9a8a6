"""Charts: names and numbers as text, nothing inline, mirrored where one reads so."""

from django.utils import translation
from lxml import etree

from learning.reports.charts import LONGEST, WIDTH, bars

ROWS = [
    ("Benin <b>", 40, (30, 10)),
    ("Togo", 10, (10, None)),
    ("A very long name of a federation of unions", None, ()),
]


def drawn(**changed):
    return bars(
        **{"key": "c", "title": "By country", "about": "Bars", "rows": ROWS} | changed
    )


def test_it_says_what_it_shows():
    root = etree.fromstring(drawn())
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "c-title c-about"
    words = [text.text for text in root.iter("{*}text")]
    assert words[:4] == ["Benin <b>", "40", "Togo", "10"]
    assert words[-1] == "*"
    assert len(words[-2]) == LONGEST


def test_parts_add_up_to_the_bar():
    widths = [
        float(each.attrib["width"])
        for each in etree.fromstring(drawn()).iter("{*}rect")
        if each.attrib["class"].startswith("tone")
    ]
    # A part that is withheld: the bar in one piece.
    assert widths == [240, 80, 80]
    assert sum(widths[:2]) == WIDTH


def test_nothing_is_inline():
    assert "style" not in drawn()


def test_it_is_mirrored():
    with translation.override("ar"):
        root = etree.fromstring(drawn())
    first = next(
        each for each in root.iter("{*}rect") if each.attrib["class"].startswith("tone")
    )
    assert float(first.attrib["x"]) == WIDTH - 240
    assert next(root.iter("{*}text")).attrib["x"] == str(WIDTH)


def test_nothing_is_drawn_of_nothing():
    assert list(etree.fromstring(drawn(rows=[])).iter("{*}rect")) == []
