"""Dates, numbers and lists as the reader's language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from learning import cldr

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "November 22, 2026"),
        ("fr", "22 novembre 2026"),
        ("es", "22 de noviembre de 2026"),
        ("km", "22 វិច្ឆិកា 2026"),
    ],
)
def test_a_day_is_written_in_the_readers_language(language, words):
    with translation.override(language):
        assert cldr.day(date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "1er janvier 2026"),
        ("fr-ci", "1er janvier 2026"),
        ("es", "1 de enero de 2026"),
        ("en", "January 1, 2026"),
    ],
)
def test_french_counts_the_first_of_the_month(language, words):
    with translation.override(language):
        assert cldr.day(date(2026, 1, 1)) == words


def test_no_other_day_of_a_french_month_is_counted():
    with translation.override("fr"):
        assert cldr.day(date(2026, 1, 11)) == "11 janvier 2026"
        assert cldr.day(date(2026, 1, 31)) == "31 janvier 2026"


def test_a_moment_is_the_day_it_was_here():
    with translation.override("fr"):
        assert cldr.day(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == (
            "22 novembre 2026"
        )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "a, b, and c"), ("fr", "a, b et c"), ("ar", "a وb وc")],
)
def test_several_things_stand_in_one_sentence(language, words):
    with translation.override(language):
        assert cldr.together(iter("abc")) == words
        assert cldr.together(["a"]) == "a"


def test_no_day_is_no_words():
    assert cldr.day(None) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "70%"), ("fr", f"70{NO_BREAK}%"), ("es", f"70{NO_BREAK}%")],
)
def test_a_percentage_never_breaks_before_its_sign(language, words):
    with translation.override(language):
        assert cldr.per_cent(70) == words


def test_a_language_cldr_does_not_know_is_written_as_english():
    with translation.override("tlh"):
        assert cldr.per_cent(5) == "5%"


def test_no_result_is_no_words():
    assert cldr.per_cent(None) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1,224,000.5"),
        ("fr", "1\u202f224\u202f000,5"),
        ("es", "1.224.000,5"),
        ("id", "1.224.000,5"),
    ],
)
def test_a_number_is_written_in_the_readers_language(language, words):
    with translation.override(language):
        assert cldr.number("1224000.5") == words


def test_small_percentages_keep_their_decimals():
    with translation.override("fr"):
        assert cldr.per_cent_with_part("0.6") == f"0,6{NO_BREAK}%"
