"""What a browser would run is found; what people write is left in peace."""

import pytest

from cms.exchange.scripts import script_in


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "< SCRIPT src='//x'>",
        '<a href="javascript:alert(1)">',
        '<img src="x" onerror = "alert(1)">',
        "<svg onload=alert(1)>",
        '<iframe src="https://example.org">',
        "<!DOCTYPE svg [<!ENTITY x 'y'>]>",
        "data:text/html;base64,PHNjcmlwdD4=",
    ],
)
def test_scripts_are_found(text):
    assert script_in(f"title = '''{text}'''")


@pytest.mark.parametrize(
    "text",
    [
        "<p>Only <b>one</b> in five signed on.</p>",
        "The data: prices, wages, hours.",
        "If wages < prices, what then? On Monday = pay day.",
        '<a href="https://www.ilo.org/?a=1&on=2">ILO</a>',
        "Formal and informal work",
    ],
)
def test_words_are_not(text):
    assert script_in(text) == ""
