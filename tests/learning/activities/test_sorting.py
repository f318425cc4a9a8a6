import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.activity import Activity
from learning.activities.draw import shown_order
from learning.activities.errors import SpecError
from learning.activities.quiz import grade, parse_answer
from tests.learning.activities.examples import activities_json, activity_json

CARDS = [{"id": "c1", "bin": "b1"}, {"id": "c2", "bin": "b2"}]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"bins": ["b1"]}, "too_few: activity.bins"),
        ({"cards": CARDS[:1]}, "too_few: activity.cards"),
        (
            {"cards": [*CARDS, {"id": "c3", "bin": "b9"}]},
            "unknown_id: activity.cards[2].bin",
        ),
        (
            {"cards": [*CARDS, {"id": "c3", "bin": ["b1"]}]},
            "unknown_id: activity.cards[2].bin",
        ),
        ({"cards": [*CARDS, CARDS[0]]}, "duplicate_id: activity.cards: c1"),
        (
            {"cards": [*CARDS, {"id": "b1", "bin": "b1"}]},
            "duplicate_id: activity.cards: b1",
        ),
        (
            {"cards": [*CARDS, {"id": "c3", "bin": "b1", "text": "?"}]},
            "unknown_field: activity.cards[2].text",
        ),
    ],
)
def test_a_mistake_in_a_sorting_is_named_with_its_place(changed, error):
    with pytest.raises(SpecError) as caught:
        Activity.from_json(activity_json("sorting", **changed))

    assert str(caught.value) == error


def test_cards_are_not_shown_bin_by_bin():
    sorting = Activity.from_json(activity_json("sorting"))
    shown = shown_order(sorting, seed="any")

    assert sorted(shown) == ["c1", "c2", "c3"]
    assert shown != ["c1", "c2", "c3"]
    assert shown == shown_order(sorting, seed="any")


@given(activities_json(("sorting",)), st.data())
def test_each_card_counts_the_same(raw, data):
    """Laying one more card rightly adds one over the number of cards, wherever it is."""
    sorting = Activity.from_json(raw)
    answer = {
        card.id: data.draw(st.sampled_from(sorting.bins)) for card in sorting.cards
    }
    before = grade(sorting, parse_answer(sorting, answer)).score

    for card in sorting.cards:
        after = grade(sorting, {**answer, card.id: card.bin}).score
        gained = (answer[card.id] != card.bin) / len(sorting.cards)
        assert float(after - before) == pytest.approx(gained)
