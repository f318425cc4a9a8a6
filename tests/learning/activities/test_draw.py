from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.draw import draw, shown_order
from learning.activities.errors import SpecError
from learning.activities.kinds import Activity
from tests.learning.activities.examples import (
    activities_json,
    activity_json,
    ids,
    lessons_json,
)

pools = st.lists(ids, unique=True, max_size=20)
seeds = st.uuids() | st.text()


def _pool(**count_by_kind) -> list[Activity]:
    return [
        Activity.from_json(activity_json(kind, f"{kind}-{n}", weight=1 + n % 3))
        for kind, count in count_by_kind.items()
        for n in range(count)
    ]


@given(pools, seeds, st.integers(-1, 25))
def test_a_draw_is_a_part_of_the_pool_of_the_right_size(pool, seed, count):
    drawn = draw(pool, seed=seed, count=count)

    assert set(drawn) <= set(pool)
    assert len(set(drawn)) == len(drawn) == max(0, min(count, len(pool)))


@given(pools, seeds, st.integers(1, 10), st.randoms())
def test_a_draw_depends_on_the_seed_and_not_on_the_order(pool, seed, count, random):
    otherwise = pool.copy()
    random.shuffle(otherwise)

    assert draw(otherwise, seed=seed, count=count) == draw(pool, seed=seed, count=count)


@given(lessons_json("final_test"), st.uuids())
def test_activities_are_drawn_as_they_are(spec, seed):
    pool = [Activity.from_json(raw) for raw in spec["activities"]]

    assert set(draw(pool, seed=seed, count=spec["draw"])) <= set(pool)


def test_a_draw_stays_what_it_was():
    seed = UUID("6a1f2f0e-6d3c-4e0a-9c57-3f9f2b6c1d11")

    assert draw("abcdefghij", seed=seed, count=4) == ["j", "e", "i", "c"]
    assert draw("abcdefghij", seed=str(seed), count=4) == ["j", "e", "i", "c"]


def test_every_kind_gets_its_share_in_every_draw():
    pool = _pool(single=12, multiple=6, numeric=3, ordering=1)

    for seed in range(300):
        drawn = Counter(each.kind for each in draw(pool, seed=str(seed), count=10))

        # 10 of 22: shares of 5.45, 2.73, 1.36 and 0.45, rounded up or down.
        assert drawn["single"] in (5, 6)
        assert drawn["multiple"] in (2, 3)
        assert drawn["numeric"] in (1, 2)
        assert drawn["ordering"] in (0, 1)


def test_every_question_has_the_same_chance():
    pool = _pool(single=12, multiple=6, numeric=3, ordering=1)

    asked = Counter(
        each.id for seed in range(2000) for each in draw(pool, seed=str(seed), count=10)
    )

    # Expected 2000 * 10 / 22 = 909, with a standard deviation of 22.
    assert len(asked) == len(pool)
    assert min(asked.values()) > 909 - 5 * 22
    assert max(asked.values()) < 909 + 5 * 22


def test_every_place_in_a_draw_is_open_to_every_kind():
    pool = _pool(single=2, multiple=2)

    first = {draw(pool, seed=str(seed), count=2)[0].kind for seed in range(50)}

    assert first == {"single", "multiple"}


def test_an_id_that_comes_twice_is_refused():
    with pytest.raises(SpecError, match="duplicate_id: pool: a"):
        draw(["a", "b", "a"], seed="s", count=1)


@given(activities_json(("ordering",)), seeds)
def test_items_to_order_are_shown_in_another_order(raw, seed):
    shown = shown_order(Activity.from_json(raw), seed=seed)

    assert sorted(shown) == sorted(raw["items"])
    assert shown != raw["items"]


@given(activities_json(("matching",)), seeds)
def test_right_sides_are_not_shown_beside_their_left(raw, seed):
    rights = [pair["right"] for pair in raw["pairs"]]

    shown = shown_order(Activity.from_json(raw), seed=seed)

    assert sorted(shown) == sorted(rights)
    assert shown != rights


@given(activities_json(("single", "multiple")), seeds)
def test_choices_keep_the_order_of_the_author(raw, seed):
    shown = shown_order(Activity.from_json(raw), seed=seed)

    assert shown == [choice["id"] for choice in raw["choices"]]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("true_false", ["true", "false"]), ("numeric", []), ("reflection", [])],
)
def test_shown_order_without_choices_of_an_author(kind, shown):
    assert shown_order(Activity.from_json(activity_json(kind)), seed="s") == shown


@given(activities_json(), seeds)
def test_an_order_can_be_shown_again(raw, seed):
    activity = Activity.from_json(raw)

    assert shown_order(activity, seed=seed) == shown_order(activity, seed=seed)


def test_a_shown_order_stays_what_it_was():
    items = ["i1", "i2", "i3", "i4", "i5", "i6"]
    activity = Activity.from_json(activity_json("ordering", items=items))

    assert shown_order(activity, seed="baobab") == ["i2", "i1", "i6", "i3", "i5", "i4"]


def test_all_orders_but_the_right_one_are_shown():
    activity = Activity.from_json(activity_json("ordering"))

    shown = {tuple(shown_order(activity, seed=str(seed))) for seed in range(100)}

    assert len(shown) == 5
