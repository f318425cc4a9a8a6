import pytest

from learning.paper import apart
from learning.paper.errors import PaperError
from learning.paper.typesetting import typeset

NOTE = """
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set text(lang: "en", font: "Noto Sans")
#paper.words
"""


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "note.typ"
    path.write_text(NOTE)
    return path


@pytest.mark.slow
def test_it_is_the_same_paper(template):
    paper = {"title": "Note", "words": "សុខ فاطمة \u2019"}
    assert apart.typeset_apart(template, paper) == typeset(template, paper)


@pytest.mark.slow
def test_it_tells_what_its_template_tells(template):
    template.write_text(f"{NOTE}\n#metadata((paper.title, 2)) <told>")
    paper = {"title": "Note\n", "words": "x"}
    pdf, told = apart.typeset_apart_told(template, paper)
    assert pdf == typeset(template, paper)
    assert told == ["Note\n", 2]


@pytest.mark.slow
def test_what_is_refused_is_refused_without_its_words(template):
    with pytest.raises(PaperError) as error:
        apart.typeset_apart(template, {"title": "", "words": "secret"})
    assert str(error.value) == "note was refused."


@pytest.mark.slow
def test_what_never_ends_is_ended(template, monkeypatch):
    monkeypatch.setattr(apart, "LONGEST", 0.05)
    with pytest.raises(PaperError, match="too long"):
        apart.typeset_apart(template, {"title": "Note", "words": "x"})
