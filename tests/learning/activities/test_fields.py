import pytest

from learning.activities import fields
from learning.activities.errors import SpecError


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (lambda: fields.read_object([], ("a",), "x"), "wrong_type"),
        (lambda: fields.read_object({}, ("a",), "x"), "missing"),
        (lambda: fields.read_object({"a": 1, "b": 2}, ("a",), "x"), "unknown_field"),
        (lambda: fields.read_list({}, "x"), "wrong_type"),
        (lambda: fields.read_list([1], "x", at_least=2), "too_few"),
        (lambda: fields.read_id(1, "x"), "wrong_type"),
        (lambda: fields.read_id("", "x"), "bad_id"),
        (lambda: fields.read_id("a b", "x"), "bad_id"),
        (lambda: fields.read_id("a\n", "x"), "bad_id"),
        (lambda: fields.read_id("a" * 65, "x"), "bad_id"),
        (lambda: fields.read_decimal(6.5, "x"), "wrong_type"),
        (lambda: fields.read_decimal("6,5", "x"), "bad_number"),
        (lambda: fields.read_decimal("NaN", "x"), "bad_number"),
        (lambda: fields.read_decimal("1e9", "x"), "bad_number"),
        (lambda: fields.read_decimal("٦", "x"), "bad_number"),
        (lambda: fields.read_bool(1, "x"), "wrong_type"),
        (lambda: fields.read_whole(True, "x", low=1, high=9), "wrong_type"),
        (lambda: fields.read_whole(1.0, "x", low=1, high=9), "wrong_type"),
        (lambda: fields.read_whole(0, "x", low=1, high=9), "out_of_range"),
        (lambda: fields.read_whole(10, "x", low=1, high=9), "out_of_range"),
        (lambda: fields.read_kind(["a"], ("a",), "x"), "wrong_type"),
        (lambda: fields.read_kind("b", ("a",), "x"), "unknown_kind"),
        (lambda: fields.read_kind_of("a", ("a",), "x"), "wrong_type"),
        (lambda: fields.read_kind_of({}, ("a",), "x"), "missing"),
        (lambda: fields.read_kind_of({"kind": "b"}, ("a",), "x"), "unknown_kind"),
        (lambda: fields.refuse_duplicates(["a", "b", "a"], "x"), "duplicate_id"),
    ],
)
def test_what_breaks_the_contract_is_refused(read, code):
    with pytest.raises(SpecError) as caught:
        read()

    assert caught.value.code == code
    assert caught.value.detail.startswith("x")


def test_what_keeps_the_contract_comes_back_unchanged():
    assert fields.read_object({"a": 1}, ("a", "b"), "x", optional=("b",)) == {"a": 1}
    assert fields.read_list([1, 2], "x", at_least=2) == [1, 2]
    assert fields.read_id("q-1_A", "x") == "q-1_A"
    assert fields.read_decimal("-6.50", "x") == "-6.50"
    assert fields.read_bool(False, "x") is False
    assert fields.read_whole(9, "x", low=1, high=9) == 9
    assert fields.read_kind_of({"kind": "a"}, ("a",), "x") == "a"
    assert fields.refuse_duplicates(["a", "b"], "x") is None
