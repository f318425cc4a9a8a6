import pytest

from learning.activities.errors import SpecError
from learning.activities.sensitivity import most_severe, read_level


def test_the_highest_level_counts():
    assert most_severe([]) == "none"
    assert most_severe(["careful", "sensitive", "none"]) == "sensitive"
    assert read_level("careful", "x") == "careful"


@pytest.mark.parametrize(
    ("raw", "code"),
    [("very", "unknown_level"), (1, "wrong_type"), (None, "wrong_type")],
)
def test_other_words_are_refused(raw, code):
    with pytest.raises(SpecError) as caught:
        read_level(raw, "x")
    assert caught.value.code == code
