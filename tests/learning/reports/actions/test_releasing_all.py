"""A year is released as a whole, so that nothing of it is first seen after a correction."""

from datetime import date

import pytest

from learning.classroom.models import Participation
from learning.reports.actions.releasing import release
from learning.reports.actions.releasing_all import release_latest
from learning.reports.counting import IN_FORCE
from learning.reports.models import ReleasedPattern
from learning.reports.spans import read_span
from learning.reports.tables import BY_KEY
from tests.learning.reports.counted import YEAR, people

pytestmark = pytest.mark.django_db
TODAY = date(YEAR, 11, 20)


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
