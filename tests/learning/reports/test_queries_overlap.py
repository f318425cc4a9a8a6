"""What is known of how many people there are over all unions, side by side."""

import pytest

from learning.classroom.models import Participation
from learning.reports.heads import Interval
from learning.reports.models import OverlapCount
from learning.reports.queries_overlap import unique_across
from tests.learning.factories import ModuleFactory, UnionFactory
from tests.learning.reports.cast import count_in
from tests.learning.reports.ledger_cast import a_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(officer):
    return a_year(2024, officer)


@pytest.fixture
def unions(year):
    """Twenty, twelve and eight people."""
    found = sorted((UnionFactory() for _each in range(3)), key=lambda each: each.pk)
    module = ModuleFactory()
    for union, people in zip(found, (20, 12, 8), strict=True):
        count_in(people, union=union, module=module, on=year.starts_on)
    return found


def overlap(year, a, b, low, best, high, compared):
    OverlapCount(
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        tenant_a=a,
        tenant_b=b,
        low=low,
        best=best,
        high=high,
        compared_a=compared[0],
        compared_b=compared[1],
        method=1,
    ).save()


def test_without_any_comparison_from_the_largest_list_to_the_sum(unions, year):
    found = unique_across(year)
    assert (found.tenants, found.wide, found.narrow) == (3, Interval(20, 40), None)


def test_declared_are_those_who_said_they_were_new(unions, year):
    module = ModuleFactory()
    count_in(6, union=unions[0], module=module, on=year.starts_on, before="no")
    count_in(3, union=unions[0], module=module, on=year.starts_on, before="yes")
    assert unique_across(year).declared == 6


def test_few_declared_are_not_shown(unions, year):
    count_in(2, module=ModuleFactory(), on=year.starts_on, before="no")
    assert unique_across(year).declared is None


def test_a_comparison_narrows_it(unions, year):
    overlap(year, *unions[:2], 5, 7, 9, (20, 12))
    narrow = unique_across(year).narrow
    assert (narrow.tenants, narrow.lists, narrow.percent) == (2, 32, 100)
    assert (narrow.low, narrow.best, narrow.high) == (23, 25, 27)


def test_who_did_not_agree_may_be_in_both_lists(unions, year):
    overlap(year, *unions[:2], 5, 5, 6, (18, 11))
    narrow = unique_across(year).narrow
    assert narrow.percent == 90
    # 6 found at the most, and 3 of whom nothing is known.
    assert (narrow.low, narrow.high) == (32 - 9, 32 - 5)
    assert narrow.best == 32 - round(5 * 20 / 18 * 12 / 11)


def test_an_overlap_of_fewer_than_five_is_shown_as_such(unions, year):
    """Two lists less their sum would be the overlap: it moves by five or not at all."""
    seen = set()
    for low, best, high in ((0, 0, 0), (1, 2, 3), (4, 4, 4)):
        OverlapCount.objects.all().delete()
        overlap(year, *unions[:2], low, best, high, (20, 12))
        narrow = unique_across(year).narrow
        seen.add((narrow.low, narrow.best, narrow.high))
    assert seen == {(28, 32, 32)}


def test_who_is_in_three_lists_is_not_taken_off_three_times(unions, year):
    a, b, c = unions
    overlap(year, a, b, 8, 8, 8, (20, 12))
    overlap(year, a, c, 8, 8, 8, (20, 8))
    overlap(year, b, c, 8, 8, 8, (12, 8))
    narrow = unique_across(year).narrow
    # The same eight in all three: 24 people, and both bounds let it.
    assert narrow.low <= 24 <= narrow.high
    assert narrow.high == 40 - 16


def test_of_lists_in_one_country_that_were_not_compared_nothing_is_known(unions, year):
    a, b, c = unions
    overlap(year, a, b, 5, 5, 5, (20, 12))
    overlap(year, a, c, 5, 5, 5, (20, 8))
    narrow = unique_across(year).narrow
    assert narrow.low == 40 - 5 - 5 - 8
    assert narrow.high == 40 - 5 - 5


def test_the_longest_list_is_not_told_where_few_are_left_without_it(year):
    module = ModuleFactory()
    count_in(20, module=module, on=year.starts_on)
    count_in(3, module=module, on=year.starts_on)
    assert unique_across(year).wide == Interval(0, 23)


def test_nor_where_few_are_left_in_its_line_of_the_table_of_unions(year):
    """23 of a federation, less the longest list, are three people of another union."""
    federation, module = UnionFactory(), ModuleFactory()
    for people in (20, 3):
        member = UnionFactory(parent=federation, level="local")
        count_in(people, union=member, module=module, on=year.starts_on)
    count_in(12, module=module, on=year.starts_on)
    assert unique_across(year).wide == Interval(0, 35)


def test_lists_that_were_compared_tell_of_no_few_people_elsewhere(unions, year):
    overlap(year, *unions[:2], 5, 7, 9, (20, 12))
    assert unique_across(year).narrow
    for person in Participation.unscoped.filter(union=unions[2])[:5]:
        person.delete()
    assert unique_across(year).narrow is None


def test_where_every_union_is_small_nothing_is_said_of_the_largest(year):
    for _each in range(3):
        count_in(3, module=ModuleFactory(), on=year.starts_on)
    assert unique_across(year).wide == Interval(0, 9)


def test_few_people_in_all_are_not_shown(year):
    count_in(3, module=ModuleFactory(), on=year.starts_on)
    assert unique_across(year).wide is None
