"""The code on a paper, and what counts as the same name."""

import math
import unicodedata
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.certificates.codes import (
    ALPHABET,
    LENGTH,
    code_of,
    grouped,
    hash_of,
    name_check,
    normalised_name,
    read_code,
)

# Names people have, and the same as a stranger might type them.
SAME = [
    ("Aïcha Ngo-Bá", "aicha ngo ba"),
    ("María José Ñáñez", "MARIA JOSE NANEZ"),
    ("Nguyễn Thị Đào", "nguyen thi dao"),
    ("Jürgen Groß", "JURGEN GROSS"),
    ("Łukasz Øre-Bæk", "lukasz ore baek"),
    ("Dr. Ama  Sika", "Dr Ama Sika"),
    ("D’Almeida", "D'Almeida"),
    ("Ｆｕｌｌ Ｗｉｄｔｈ", "full width"),
    ("e\u0301lise", "\u00e9lise"),
    # Joiners and directions are on no paper.
    ("ស្រី\u200bពៅ", "ស្រីពៅ"),
    ("محمد\u200cرضا", "محمدرضا"),
    ("\u202bمريم\u202c", "مريم"),
    ("\u200eAna\u200f", "Ana"),
]
# Names that are two: a vowel or a consonant is another one.
DIFFERENT = [
    ("សុខ", "សខ"),
    ("ចាន់", "ចន"),
    ("कमल", "कमला"),
    ("مَريم", "مُريم"),
    ("علي", "علا"),
    ("Ana Sok", "Anasok"),
    ("Ana", "Anna"),
]


def test_a_code_has_more_than_128_bits_and_is_hard_to_misread():
    assert LENGTH * math.log2(len(ALPHABET)) >= 128
    assert len(set(ALPHABET)) == len(ALPHABET) == 30
    assert not set(ALPHABET) & set("01OILU")


def test_a_code_follows_from_the_certificate_and_the_programmes_secret(
    settings, tmp_path
):
    one, two = uuid4(), uuid4()
    assert code_of(one) == code_of(one) != code_of(two)
    before = code_of(one)
    settings.KEYS_DIR = tmp_path
    assert code_of(one) != before


@given(st.uuids())
def test_every_code_can_be_typed_back(certificate_id):
    code = code_of(certificate_id)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    for typed in (code, grouped(code), grouped(code).lower(), f" {code} \n"):
        assert read_code(typed) == code
    assert read_code(" ".join(code)) == code
    assert read_code(grouped(code).replace("-", "–")) == code


def test_a_code_is_printed_in_groups_of_five():
    assert grouped("A" * 27) == "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AA"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "A" * 26,
        "A" * 28,
        "A" * 5000,
        "0" * 27,
        "O" * 27,
        "A" * 26 + "٣",
        "А" * 27,
        "\x00" * 27,
        "💧" * 27,
        "../" * 9,
    ],
)
def test_what_is_no_code(typed):
    assert read_code(typed) is None


@given(st.text())
def test_reading_a_code_never_fails(typed):
    code = read_code(typed)
    assert code is None or len(code) == LENGTH


def test_the_database_keeps_a_hash():
    assert len(hash_of("A" * 27)) == 64
    assert hash_of("A" * 27) != hash_of("B" * 27)


@pytest.mark.parametrize(("paper", "typed"), SAME)
def test_spelling_habits_do_not_matter(paper, typed):
    assert normalised_name(paper) == normalised_name(typed)


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_another_letter_is_another_name(one, two):
    assert normalised_name(one) != normalised_name(two)


@pytest.mark.parametrize("name", ["សុខ ចាន់", "कमला", "مَريم", "محمّد", "ทวี"])
def test_vowels_above_and_below_are_kept(name):
    marks = [each for each in name if unicodedata.category(each).startswith("M")]
    kept = normalised_name(name)
    assert marks
    assert [each for each in kept if unicodedata.category(each).startswith("M")] == (
        [each for each in unicodedata.normalize("NFKD", name) if each in marks]
    )


@given(st.text())
def test_a_normal_name_stays_normal(name):
    once = normalised_name(name)
    assert normalised_name(once) == once
    assert once == " ".join(once.split())


LATIN = st.text(
    st.characters(min_codepoint=0x41, max_codepoint=0x24F, categories=["Lu", "Ll"]),
    min_size=1,
)


@given(LATIN)
def test_case_and_composition_never_matter_in_latin(name):
    assert normalised_name(unicodedata.normalize("NFD", name)) == normalised_name(name)
    assert normalised_name(unicodedata.normalize("NFC", name)) == normalised_name(name)
    assert normalised_name(name.swapcase()) == normalised_name(name.swapcase().lower())


@given(LATIN, st.sampled_from([" ", "-", ".", "’", "  "]))
def test_what_stands_between_two_words_never_matters(name, between):
    assert normalised_name(f"{name}{between}Sok") == normalised_name(f"{name} Sok")


def test_the_seal_hangs_on_the_code_and_on_the_name(settings, tmp_path):
    code, other = code_of(uuid4()), code_of(uuid4())
    seal = name_check(code, "Ana Sok")
    assert seal == name_check(code, "ANA SOK")
    assert len({seal, name_check(other, "Ana Sok"), name_check(code, "Ana Sek")}) == 3
    settings.KEYS_DIR = tmp_path
    assert name_check(code, "Ana Sok") != seal
