"""A year is released as a whole, so that nothing of it is first seen after a correction."""

from datetime import date

import pytest

from learning.classroom.models import Participation
from learning.reports.actions.closing import close_period
from learning.reports.actions.releasing import release
from learning.reports.actions.releasing_all import release_closed, release_latest
from learning.reports.asking import Question, answer
from learning.reports.counting import IN_FORCE
from learning.reports.models import ReleasedPattern
from learning.reports.spans import read_span
from learning.reports.tables import BY_KEY
from tests.learning.reports.cast import programme
from tests.learning.reports.counted import YEAR, people
from tests.learning.reports.ledger_cast import a_year

pytestmark = pytest.mark.django_db
TODAY = date(YEAR, 11, 20)
LATER = date(YEAR + 1, 2, 2)


def women(table: str) -> int:
    span = read_span(today=TODAY)
    shown = release(table=BY_KEY[table], rule=IN_FORCE["trained"], span=span, by=None)
    return shown.table.column_totals["f",]


def test_a_table_that_is_first_seen_after_a_correction_is_without_it():
    people(30)
    people(12, sex="m")
    assert release_latest(today=TODAY) == 2
    Participation.unscoped.filter(sex="f").first().delete()
    assert women("country") == women("age") == women("role") == 30
    # Once a month is enough; the next one has it.
    released = ReleasedPattern.objects.count()
    assert release_latest(today=TODAY) == 0
    assert ReleasedPattern.objects.count() == released


def test_a_question_about_a_closed_year_is_answered_as_it_was_closed():
    people(30)
    people(25, sex="m")
    officer = programme()
    closed = close_period(period=a_year(YEAR, officer), by=officer)
    release_closed(closed, today=LATER)
    assert women_asked_for() == (30, 30)
    # Somebody's work of that year comes in late: the tables stand, and so do answers.
    people(12)
    assert women_asked_for() == (30, 30)


def women_asked_for() -> tuple[int, int]:
    """Young women of Benin, as the blocks tell."""
    span = read_span(today=LATER, year=str(YEAR))
    asked = Question(IN_FORCE["trained"], span, place="BJ", sex="f", age="25-29")
    found = answer(question=asked, by=None)
    return found.least, found.most
