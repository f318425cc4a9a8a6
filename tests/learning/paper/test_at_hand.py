import signal

import pytest

from learning.paper import at_hand
from learning.paper.errors import PaperError
from learning.paper.typesetting import typeset

NOTE = """
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set text(lang: "en", font: "Noto Sans")
#paper.words
"""
PAPER = {"title": "Note", "words": "សុខ فاطمة \u2019\n"}


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "note.typ"
    path.write_text(NOTE)
    return path


@pytest.fixture
def typesetter():
    typesetter = at_hand.Typesetter()
    yield typesetter
    typesetter.end()


@pytest.mark.slow
def test_one_process_sets_the_same_papers_one_after_another(template, typesetter):
    assert typesetter.typeset(template, PAPER) == typeset(template, PAPER)
    first = typesetter._process
    with pytest.raises(PaperError) as error:
        typesetter.typeset(template, {"title": "", "words": "secret"})
    assert str(error.value) == "note was refused."
    assert typesetter.typeset(template, PAPER).startswith(b"%PDF")
    assert typesetter._process is first


@pytest.mark.slow
def test_after_enough_papers_another_one_is_ready(template, typesetter, monkeypatch):
    monkeypatch.setattr(at_hand, "MOST_PAPERS", 2)
    typesetter.typeset(template, PAPER)
    first = typesetter._process
    typesetter.typeset(template, PAPER)
    assert first.returncode is not None
    assert typesetter._process.poll() is None
    assert typesetter.typeset(template, PAPER).startswith(b"%PDF")


@pytest.mark.slow
def test_who_has_gone_is_replaced(template, typesetter):
    typesetter.typeset(template, PAPER)
    typesetter._process.send_signal(signal.SIGKILL)
    typesetter._process.wait()
    assert typesetter.typeset(template, PAPER).startswith(b"%PDF")


@pytest.mark.slow
def test_what_never_ends_is_ended(template, typesetter, monkeypatch):
    monkeypatch.setattr(at_hand, "LONGEST", 0.5)
    template.write_text("#for a in range(99999) { for b in range(99999) { } }")
    with pytest.raises(PaperError, match="refused"):
        typesetter.typeset(template, PAPER)
    assert typesetter._process is None
