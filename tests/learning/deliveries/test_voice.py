import pytest

from learning.deliveries.voice import sentence, voice_text
from tests.learning.deliveries.samples import WORDS, module


@pytest.mark.parametrize("language", WORDS)
def test_every_kind_is_told_in_sentences_without_signs(language):
    source = module(language)
    said = voice_text(source, source.lessons[0])
    assert said.endswith("\n")
    assert not set(said) & set("%€<>*_#“”«»→·•")
    for line in filter(None, said.splitlines()):
        assert line[-1] in ".!?…:؟۔។", line
    assert "\n\n\n" not in said


def test_choices_are_lettered_and_a_drawing_is_told():
    source = module()
    said = voice_text(source, source.lessons[0])
    assert "A. Talks.\nB. Agreement." in said
    assert "A drawing.\nThe members decide together" in said
    assert "Edition 3.\nEnglish." in said


def test_nothing_for_the_trainer_and_no_answer_is_said():
    source = module()
    said = voice_text(source, source.lessons[0])
    for secret in ("NOTE", "SECRET", "WHY-1", "GOOD"):
        assert secret not in said


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("6 % more", "6 per cent more."),
        ("6% & 7%", "6 per cent and 7 per cent."),
        ("“Well?”", "Well?"),
        ("groups of 4–6", "groups of 4 to 6."),
        ("2026-2027", "2026 to 2027."),
        ("built-in", "built-in."),
        ("€29", "euros 29."),
        ("Go → on", "Go on."),
        ("", ""),
        ("●", ""),
    ],
)
def test_signs_are_spoken(line, spoken):
    assert sentence(line) == spoken
