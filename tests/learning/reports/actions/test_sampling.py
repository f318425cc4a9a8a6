"""A sample can be drawn again by whoever has the list and the seed."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.reports.actions.sampling import (
    draw_sample,
    drawn,
    list_hash,
    numbered,
    say_found,
)
from learning.reports.errors import NotAllowedError, NothingToDrawError
from learning.reports.models import Sample, SampledTraining
from learning.reports.queries_samples import asked_for, asked_of, results_of
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold


@given(many=st.integers(0, 30), seed=st.text(max_size=8), size=st.integers(1, 40))
def test_the_same_seed_draws_the_same_numbers(many, seed, size):
    picked = drawn(many, seed, size)
    assert picked == drawn(many, seed, size)
    assert len(set(picked)) == min(size, many)
    assert set(picked) <= set(range(1, many + 1))


@given(pks=st.lists(st.uuids(), unique=True, max_size=30))
def test_numbers_are_new_for_each_sample_whatever_the_order_of_the_list(pks):
    one, other = uuid4(), uuid4()
    assert numbered(pks, one) == numbered(pks[::-1], one)
    assert sorted(numbered(pks, one)) == sorted(pks)
    if len(pks) > 20:
        assert numbered(pks, one) != numbered(pks, other)


def test_each_has_the_same_chance():
    """Over many seeds nobody is drawn much more often than another."""
    times = dict.fromkeys(range(1, 6), 0)
    for seed in range(2000):
        for number in drawn(5, str(seed), 2):
            times[number] += 1
    assert all(650 < number < 950 for number in times.values())


@pytest.mark.django_db
class TestSamples:
    @pytest.fixture
    def house(self):
        return a_house()

    @pytest.fixture
    def year(self, officer):
        return a_year(2024, officer)

    def test_the_seed_and_the_list_are_kept(self, house, year, evaluator):
        held = [hold(house, date(2024, month, 4), 1).pk for month in (1, 2, 3)]
        hold(house, date(2025, 1, 4), 1)
        sample = draw_sample(period=year, size=2, seed=" 4  8 15 ", by=evaluator)
        assert (sample.seed, sample.drawn_from) == ("4 8 15", 3)
        in_order = numbered(held, sample.pk)
        assert sample.list_hash == list_hash(in_order)
        rows = SampledTraining.objects.for_tenant(house.union).order_by("number")
        assert [each.drawn_number for each in rows] == drawn(3, "4 8 15", 2)
        assert [each.training_id for each in rows] == [
            in_order[each.drawn_number - 1] for each in rows
        ]
        assert draw_sample(period=year, size=2, by=evaluator).seed

    def test_only_what_was_found_is_stored(self, house, year, evaluator):
        training = hold(house, date(2024, 1, 4), 1)
        sample = draw_sample(period=year, size=9, by=evaluator)
        [asked] = asked_for(sample)
        assert asked.is_same
        say_found(sampled=asked.row, found="found", by=evaluator)
        [(_sample, counts)] = results_of(year)
        assert counts == {"": 0, "found": 1, "missing": 0, "refused": 0}
        come(house, training)
        assert not asked_for(sample)[0].is_same
        again = say_found(sampled=asked.row, found="", by=evaluator)
        assert (again.looked_at, again.looked_by) == (None, None)

    def test_a_union_sees_its_own_only(self, house, year, evaluator):
        hold(house, date(2024, 1, 4), 1)
        other = a_house()
        draw_sample(period=year, size=9, by=evaluator)
        assert len(asked_of(house.union)) == 1
        assert asked_of(other.union) == []

    def test_what_is_refused(self, house, year, evaluator, officer):
        with pytest.raises(NothingToDrawError):
            draw_sample(period=year, size=1, by=evaluator)
        hold(house, date(2024, 1, 4), 1)
        for size in (0, 201):
            with pytest.raises(ValueError, match="Between"):
                draw_sample(period=year, size=size, by=evaluator)
        with pytest.raises(NotAllowedError):
            draw_sample(period=year, size=1, by=officer)
        assert Sample.objects.count() == 0
        sample = draw_sample(period=year, size=1, by=evaluator)
        [asked] = asked_for(sample)
        with pytest.raises(NotAllowedError):
            say_found(sampled=asked.row, found="found", by=house.coordinator)
        with pytest.raises(ValueError, match="perhaps"):
            say_found(sampled=asked.row, found="perhaps", by=evaluator)
