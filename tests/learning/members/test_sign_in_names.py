import re
from itertools import islice

import pytest

from learning.members import sign_in_names
from learning.members.accounts import DEMO_SIGN_IN_NAMES


def test_names_are_short_plain_and_plenty():
    assert len(sign_in_names.PLANTS) == len(set(sign_in_names.PLANTS)) > 60
    assert all(re.fullmatch(r"[a-z]{4,9}", plant) for plant in sign_in_names.PLANTS)


def test_the_number_grows_where_many_are_taken():
    lengths = [len(name.partition("-")[2]) for name in sign_in_names.candidates()]
    assert lengths[0] == 4
    assert lengths == sorted(lengths)
    assert lengths[-1] == 8


def test_no_name_has_the_digits_of_the_secret():
    secret = "".join(str(number) for number in range(1000, 6000))
    for name in islice(sign_in_names.candidates(avoiding=secret), 3):
        assert name.partition("-")[2] not in secret


def test_no_name_is_that_of_a_demo_account():
    assert not DEMO_SIGN_IN_NAMES & set(sign_in_names.candidates())


@pytest.mark.parametrize(
    "typed",
    [
        "baobab-4821",
        " Baobab-4821 ",
        "BAOBAB 4821",
        "baobab4821",
        "baobab–4821",
        "baobab_4821",
        "ｂａｏｂａｂ-４８２１",
        "baobab-٤٨٢١",
        "baobab-៤៨២១",
    ],
)
def test_typed_names_are_understood(typed):
    assert sign_in_names.tidy(typed) == "baobab-4821"


def test_other_names_are_left_alone():
    assert sign_in_names.tidy("Other-Coordinator") == "other-coordinator"
    assert sign_in_names.tidy("Staff.1@Example.org") == "staff.1@example.org"
