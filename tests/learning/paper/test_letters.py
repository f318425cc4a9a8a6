"""Which letters our papers can show, and what becomes of the others."""

from learning.paper.letters import (
    FONTS,
    code_points,
    printable,
    printable_run,
    unprintable,
)


def test_letters_kept_and_left_out():
    assert printable("A\u202eb\tc\x00 🌳 d\ufe0f") == "Ab c d"
    assert printable("e\u0301") == "é"
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert printable("x" * 30, most=10) == "x" * 9 + "…"
    assert unprintable("Ama 🌳李🌳") == "🌳李"


def test_a_run_keeps_the_spaces_that_part_it_from_its_neighbours():
    assert printable_run("  one\n two ") == " one two "
    assert printable_run(" \u202e ") == " "
    assert printable_run("") == ""


def test_a_space_that_must_not_break_a_line_stays_such():
    assert (
        printable("12\u202f000\u00a0F :  6 \u00a0%") == "12\u202f000\u00a0F : 6\u00a0%"
    )
    assert printable("\u00a0a\u00a0") == "a"
    assert printable_run("\u00a0? ") == " ? "


def test_bold_letters_are_the_regular_ones():
    for bold in FONTS.glob("*-Bold.ttf"):
        regular = bold.with_name(bold.name.replace("Bold", "Regular"))
        assert code_points(regular) <= code_points(bold)


def test_fonts_stay_light():
    assert sum(font.stat().st_size for font in FONTS.glob("*.ttf")) < 6_000_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
