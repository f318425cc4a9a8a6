"""Who earns what: two bars, and a table that says the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from learning.activities.kinds import Activity
from learning.reading.by_kind.price_split import BAR, THINNEST
from learning.reading.feedback import feedback_on
from tests.learning.activities.examples import split_json
from tests.learning.factories import activity, words_of

cents = st.dictionaries(
    st.sampled_from([f"part{at}" for at in range(9)]),
    st.integers(0, 10**6) | st.just(1),
    min_size=2,
).filter(lambda parts: sum(parts.values()))


def told(answer, **changed):
    spec = activity("price_split", **changed)
    return feedback_on(Activity.from_json(spec), words_of(spec), answer)


def test_the_table_says_what_the_bars_show():
    feedback = told({"worker": "3", "rest": "28"})
    assert feedback.outcome == "partly"
    for said in ("1. worker (en)", "3 €", "0.18 €", "0.6%", "Source (en)", "✓ near"):
        assert said in feedback.shown
    assert not re.search(r"\sstyle=", feedback.shown)


def test_guesses_that_do_not_make_the_price_are_told_so():
    first = told({"worker": "5", "rest": "20"}).lines[0]
    assert first == "Your guesses add up to 25 €; the price is 29 €."


def test_near_enough_everywhere_is_right():
    feedback = told({"worker": "0", "rest": "29"})
    assert (feedback.outcome, feedback.heading) == ("right", "Near enough everywhere.")


@given(cents, st.data())
def test_a_bar_is_full_and_every_part_can_be_seen(parts, data):
    guess = {name: str(data.draw(st.integers(0, 99))) for name in parts}
    shown = told(guess, **split_json(parts)).shown
    real = shown.partition("How it is")[2]
    found = [
        (int(x), int(width))
        for x, width in re.findall(
            r'<rect class="p\d" x="(\d+)" y="0" width="(\d+)"', real
        )
    ]
    assert len(found) == sum(1 for each in parts.values() if each)
    assert sum(width for _, width in found) == BAR
    assert min(width for _, width in found) >= min(THINNEST, BAR)
    assert [x for x, _ in found] == sorted(x for x, _ in found)


def test_a_guess_of_nothing_draws_nothing():
    feedback = told({"worker": "0", "rest": "0"})
    assert feedback.shown.count("<rect") == 2
