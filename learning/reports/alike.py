"""Do these two records tell of one thing? Pure: words and days in, a number out.

Two unions at one table write each its own title, often in another language, but they
name the same parties; so words are compared in Latin letters, whatever their order, and
either the title or the parties may carry the comparison.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from anyascii import anyascii
from rapidfuzz import fuzz

# From which likeness on a person is asked.
ASKED = 0.7
# One union writes down the day of signing, the other that of coming into force.
SLACK = timedelta(days=92)
# Of the part that is more alike, and of the other.
MORE, LESS = 0.6, 0.4


@dataclass(frozen=True)
class Record:
    """What is compared; kind and country are the same already."""

    title: str
    parties: str
    starts_on: date
    ends_on: date | None = None


def likeness(one: Record, other: Record) -> float:
    """0 to 1; 0 where their days lie apart."""
    if not _overlap(one, other):
        return 0.0
    title = _alike(one.title, other.title)
    parties = _alike(one.parties, other.parties)
    more, less = max(title, parties), min(title, parties)
    return round(MORE * more + LESS * less, 3)


def _alike(one: str, other: str) -> float:
    """Words that both have count, and so do, half as much, those that one has not:
    "collective agreement 2026" is in many a title."""
    one, other = _words(one), _words(other)
    both = fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)
    return both / 200


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))


def _overlap(one: Record, other: Record) -> bool:
    return one.starts_on <= _last(other) and other.starts_on <= _last(one)


def _last(record: Record) -> date:
    return max(record.ends_on or record.starts_on, record.starts_on) + SLACK
