"""What cells are called, and what is not told."""

import pytest

from learning.reports.naming import Names
from tests.learning.factories import ModuleFactory, UnionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("dimension", "value", "said"),
    [
        ("sex", "f", "woman"),
        ("sex", "", "not stated"),
        ("country", "BJ", "Benin"),
        # No more in ISO 3166, and still in the rows of its time.
        ("country", "ZZZ", "ZZZ"),
        ("region", "011", "Western Africa"),
        ("region", "", "no region stated"),
        ("quarter", "2026Q3", "2026, quarter 3"),
        ("project", "", "no project"),
        ("federation", "", "unions not told apart"),
        ("theme", "several", "several themes in one training"),
        (
            "theme",
            "00000000-0000-0000-0000-000000000000",
            "a module that is no longer on offer",
        ),
    ],
)
def test_a_cell(dimension, value, said):
    assert Names()(dimension, value) == said


def test_a_union_s_own_module_is_not_told():
    module = ModuleFactory(audience="union", owner=UnionFactory(), title="Ours")
    assert Names()("theme", str(module.key)) == "a union’s own module"


def test_few_that_stand_together_are_named_and_many_counted():
    assert Names().group("sex", ("f", "m")) == "woman and man"
    assert Names().group("country", ("A", "B", "C", "D", "E")) == "5 others together"
