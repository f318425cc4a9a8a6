"""An author's formula: exact, small, and the same in the browser."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.formula import (
    FormulaError,
    decimal_string,
    evaluate,
    names_in,
)
from tests.learning.activities.vectors import title, vectors

ROWS = vectors("formula")
CODES = {
    *("too_long", "not_allowed", "unknown_name", "bad_number"),
    *("not_a_formula", "division_by_zero", "too_big"),
}


@pytest.mark.parametrize("row", ROWS, ids=title)
def test_vector_of_a_formula(row):
    values = {name: Fraction(value) for name, value in row["values"].items()}
    if "error" in row:
        with pytest.raises(FormulaError) as refused:
            evaluate(row["formula"], values)
        assert refused.value.code == row["error"]
    else:
        assert decimal_string(evaluate(row["formula"], values)) == row["result"]


def test_the_vectors_cover_every_code():
    assert {row["error"] for row in ROWS if "error" in row} == CODES


def code_of(formula: str, values: dict) -> str:
    """Empty where it gives a number, else the code of its refusal."""
    try:
        result = evaluate(formula, values)
    except FormulaError as error:
        return error.code
    assert isinstance(result, Fraction)
    return ""


@given(st.text("ab09.+-*/(), minax_", max_size=60) | st.text(max_size=30))
def test_whatever_is_written_is_a_number_or_refused(formula):
    values = {"a": Fraction(2), "b": Fraction(1, 3)}
    assert code_of(formula, values) in {"", *CODES}


@pytest.mark.parametrize(
    "formula",
    ["(" * 49 + "a" + ")" * 49, "-" * 99 + "a", "*".join(["999999999999999"] * 12)],
)
def test_what_is_deep_or_big_hangs_nobody(formula):
    assert code_of(formula, {"a": Fraction(1)}) in {"", *CODES}


def test_a_formula_says_which_names_it_uses():
    assert names_in("min(wage, 5) * workers") == {"wage", "workers"}


@given(st.fractions(max_denominator=10**6), st.integers(0, 15))
def test_rounding_is_never_off_by_more_than_half(number, places):
    rounded = Fraction(decimal_string(number, places))
    assert abs(rounded - number) <= Fraction(1, 2 * 10**places)
