"""What a holder types for the paper: printed whole, or refused in words."""

import pytest

from learning.certificates.forms import LONGEST_NAME, CodeForm, NameForm, PaperForm


def paper(name) -> PaperForm:
    return PaperForm({"name": name, "title": "plain"})


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Ana Sok",
        "Nguyễn Thị Ánh Tuyết",
        "សុខ ចាន់ធី",
        "محمد رضا",
        "نصرت فتح علی خان",
        "कमला देवी",
        "Jean-Paul N’Koué",
        "x" * LONGEST_NAME,
        "Ana\u202e Sok\u202c",
        "Ana\tSok",
    ],
)
def test_names_that_can_be_printed(name):
    assert paper(name).is_valid()


@pytest.mark.parametrize(
    ("name", "lost"),
    [("山田", "山 田"), ("Ana 😀", "😀"), ("ทวี", "ท ว ี"), ("Ana 山 山", "山")],
)
def test_letters_that_cannot_be_printed_are_named_once_each(name, lost):
    form = paper(name)
    assert not form.is_valid()
    (said,) = form.errors["name"]
    assert said.startswith(f"We cannot print these letters: {lost}.")
    assert "by hand" in said


@pytest.mark.parametrize("name", ["x" * (LONGEST_NAME + 1), "a\x00b", "x" * 100_000])
def test_names_that_are_no_names(name):
    assert set(paper(name).errors) == {"name"}


@pytest.mark.parametrize("title", ["", "x", "plain\x00", "NEUTRAL"])
def test_a_title_is_one_of_two(title):
    assert set(PaperForm({"name": "", "title": title}).errors) == {"title"}


def test_switches_that_are_not_sent_are_off():
    form = paper("Ana")
    assert form.is_valid()
    assert form.cleaned_data["shows_union"] is False
    assert form.cleaned_data["name_check_is_on"] is False


def test_the_stranger_must_type_something():
    assert not NameForm({"name": " "}).is_valid()
    assert not NameForm({"name": "x" * 81}).is_valid()
    assert not CodeForm({"code": "x" * 61}).is_valid()
