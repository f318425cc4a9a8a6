"""Dates, numbers and lists as CLDR writes them in the reader's language (Babel).

Django's own formats know fewer languages and put an ordinary space before "%", which
may break at the end of a line.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, to_locale


def current_locale() -> Locale:
    """The CLDR locale of the active language; English where CLDR knows none."""
    try:
        return Locale.parse(to_locale(get_language() or "en"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def day(moment: date | datetime | None) -> str:
    """A day in words, in the current time zone: "22 novembre 2026"; "" for None."""
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    locale = current_locale()
    pattern = locale.date_formats["long"].pattern
    if locale.language == "fr" and moment.day == 1:
        # French counts the first of a month, and CLDR has no sign for that.
        pattern = pattern.replace("d", "d'er'", 1)
    return format_date(moment, pattern, locale=locale)


def month(moment: date) -> str:
    """A month with its year, as it stands alone: "novembre 2026"."""
    locale = current_locale()
    skeleton = locale.datetime_skeletons["yMMMM"]
    return format_date(moment, skeleton.pattern, locale=locale)


def together(several: Iterable[str]) -> str:
    """Several things in one sentence: "a, b and c", "a, b et c"."""
    return format_list([str(each) for each in several], locale=current_locale())


def per_cent(percent: int | None) -> str:
    """A whole percentage with its sign, unbreakable: "70 %" in French, "70%" in English."""
    if percent is None:
        return ""
    return format_percent(percent / 100, locale=current_locale())


def number(plain: str) -> str:
    """A plain decimal such as "1224000.5" as it is written: "1 224 000,5" in French."""
    return format_decimal(
        Decimal(plain), locale=current_locale(), decimal_quantization=False
    )


def per_cent_with_part(plain: str) -> str:
    """A percentage given as a plain decimal: "0.6" is "0,6 %" in French."""
    return format_percent(
        Decimal(plain) / 100, locale=current_locale(), decimal_quantization=False
    )
