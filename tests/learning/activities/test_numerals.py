from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.errors import AnswerError
from learning.activities.numerals import canonical_number, one_number, readings
from tests.learning.activities.vectors import title, vectors

numbers = st.tuples(
    st.integers(-(10**15) + 1, 10**15 - 1), st.text("0123456789", max_size=6)
)
digits_of = st.sampled_from(["٠", "۰", "०", "০", "๐", "០", "０", "၀", "0"])


def _grouped(whole: int, separator: str) -> str:
    return f"{whole:,}".replace(",", separator)


@given(numbers, st.sampled_from([" ", "\u00a0", "\u202f", "'", "٬"]), digits_of)
def test_a_number_is_read_however_it_is_written(number, separator, zero):
    whole, part = number
    script = {ord(str(n)): chr(ord(zero) + n) for n in range(10)}
    written = f"{_grouped(whole, separator)}٫{part}".translate(script)

    canonical = canonical_number(written)

    assert Fraction(canonical) == Fraction(f"{whole}.{part or 0}")


@given(numbers, st.sampled_from([(",", "."), (".", ",")]))
def test_either_habit_is_among_the_readings(number, separators):
    whole, part = number
    grouping, decimal = separators
    written = _grouped(whole, grouping) + (decimal + part if part else "")

    assert Fraction(f"{whole}.{part or 0}") in readings(canonical_number(written))


@given(st.text("0123456789.,'- ٬٫%+", max_size=12) | st.text())
def test_the_canonical_form_is_its_own(text):
    try:
        canonical = canonical_number(text)
    except AnswerError:
        return

    assert canonical_number(canonical) == canonical
    assert Fraction(canonical) in readings(canonical)
    assert set(canonical) <= set("-.0123456789")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,250", {"1.25", "1250"}),
        ("1.250", {"1.25", "1250"}),
        ("-12.345", {"-12.345", "-12345"}),
        ("1.000", {"1", "1000"}),
        ("0.250", {"0.25"}),
        ("01.250", {"1.25"}),
        ("1250.500", {"1250.5"}),
        ("1.2500", {"1.25"}),
        ("1 250", {"1250"}),
        ("1,250.500", {"1250.5"}),
        ("1.250.000", {"1250000"}),
    ],
)
def test_one_separator_and_three_digits_have_two_readings(typed, meant):
    canonical = canonical_number(typed)

    assert readings(canonical) == {Fraction(each) for each in meant}


def test_hostile_length_is_refused_at_once():
    with pytest.raises(AnswerError, match="too_long"):
        canonical_number("9" * 10_000_000)


@pytest.mark.parametrize("row", vectors("numbers"), ids=title)
def test_vector_of_one_number(row):
    """Shared with numbers.js, which gives "" for what is refused here."""
    try:
        found = one_number(row["typed"])
    except AnswerError:
        found = ""
    assert found == row["number"]
