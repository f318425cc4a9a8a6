from learning.deliveries.rich_text import pieces, sentences


def test_paragraphs_lists_and_stress():
    found = pieces(
        "<p>One <b>two</b> <i>three</i>.</p><ol><li>four</li><li>five</li></ol>"
    )
    assert [each["form"] for each in found] == ["words", "items"]
    assert found[0]["runs"] == [
        {"text": "One "},
        {"text": "two", "bold": True},
        {"text": " "},
        {"text": "three", "italic": True},
        {"text": "."},
    ]
    assert found[1]["ordered"]


def test_an_address_stands_behind_its_words_on_paper():
    (link,) = pieces('<p>See <a href="https://ilo.org/x">the ILO</a>.</p>')
    assert (
        "".join(run["text"] for run in link["runs"])
        == "See the ILO (https://ilo.org/x)."
    )
    (inner,) = pieces('<p><a href="/fr/help/">help</a></p>')
    assert "".join(run["text"] for run in inner["runs"]) == "help"


def test_loose_text_and_line_breaks():
    assert sentences("one<br>two<p>three</p>four") == ["one", "two", "three", "four"]
    assert sentences("<ul><li>a</li><li>b <b>c</b></li></ul>") == ["a", "b c"]


def test_what_is_no_markup_is_still_words():
    assert sentences("a < b & c") == ["a < b & c"]
    assert pieces("") == []
    assert pieces("   ") == []
    assert pieces("\x00") == []
