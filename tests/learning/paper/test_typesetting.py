import pytest

from learning.paper.errors import PaperError
from learning.paper.typesetting import typeset


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "note.typ"
    path.write_text(
        "#let paper = json(bytes(sys.inputs.paper))\n"
        '#set document(title: paper.title)\n#set text(lang: "en", font: "Noto Sans")\n'
        "#paper.words"
    )
    return path


def test_words_are_shown_and_the_same_again(template):
    paper = {"title": "Note", "words": '#panic("x")'}
    assert typeset(template, paper).startswith(b"%PDF")
    assert typeset(template, paper) == typeset(template, paper)


def test_a_paper_that_is_refused_says_where_and_not_what(template):
    with pytest.raises(PaperError) as error:
        typeset(template, {"title": "", "words": "secret"})
    assert str(error.value) == "typst refused note."
