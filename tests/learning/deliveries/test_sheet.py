from hypothesis import given
from hypothesis import strategies as st

from learning.deliveries import sheet


@given(st.lists(st.text("abcdef", min_size=1), min_size=2, unique=True), st.text())
def test_chance_keeps_all_repeats_itself_and_never_gives_the_answer_away(ids, seed):
    shown = sheet.shuffled(ids, seed)
    assert sorted(shown) == sorted(ids)
    assert shown == sheet.shuffled(ids, seed)
    assert shown != ids


def test_labels_go_on_with_numbers_where_letters_run_out():
    assert sheet.labels(4, "A B") == ["A", "B", "3", "4"]


def test_letters_no_font_has_are_left_out():
    piece = sheet.grid(["a\u202e"], [["🌳 b", "", sheet.TICK]], [1])
    assert piece["head"] == ["a"]
    assert piece["rows"] == [["b", "", sheet.TICK]]


def test_lines_stay_within_a_page():
    assert sheet.lines(0)["count"] == 1
    assert sheet.lines(900)["count"] == 30
