"""What a table withheld once it withholds again, whoever looks."""

from datetime import date

import pytest

from learning.classroom.models import Participation
from learning.reports import overview
from learning.reports.actions.closing import close_period
from learning.reports.actions.releasing import cut_into_blocks, release
from learning.reports.actions.releasing_totals import totals_shown
from learning.reports.actions.restating import restate
from learning.reports.counting import IN_FORCE
from learning.reports.models import Period, ReleasedPattern
from learning.reports.spans import Span, read_span
from learning.reports.tables import BY_KEY
from tests.learning.factories import UnionFactory
from tests.learning.reports.counted import YEAR, people
from tests.learning.reports.ledger_cast import a_year

pytestmark = pytest.mark.django_db
SPAN = Span(YEAR, date(YEAR, 12, 31))


def seen(table="country", rule="trained", span=SPAN):
    return release(table=BY_KEY[table], rule=IN_FORCE[rule], span=span, by=None)


def number(released, row, sex):
    shown = released.table
    row = next(each for each in shown.rows if row in each)
    column = next(each for each in shown.columns if sex in each)
    return shown.printed(row, column)


def test_a_cell_that_was_small_stays_withheld():
    for country, women, men in (("BJ", 30, 40), ("TG", 20, 2), ("KH", 25, 25)):
        people(women, country=country)
        people(men, country=country, sex="m")
    assert number(seen(), "TG", "m") is None
    people(30, country="TG", sex="m")
    later = seen()
    assert number(later, "TG", "m") is None
    assert later.table.total == 172
    assert ReleasedPattern.objects.count() == 2


@pytest.mark.parametrize("rule", ["trained", "participations"])
def test_a_closed_year_is_shown_as_it_was_closed(officer, rule):
    """One correction afterwards moves no table, and no figure of the overview silently."""
    people(30)
    people(12, sex="m")
    people(20, country="TG")
    people(9, country="TG", sex="m")
    year = a_year(YEAR, officer)
    live = seen(rule=rule)
    close_period(period=year, by=officer)
    Participation.unscoped.filter(country="TG", sex="f").first().delete()
    closed = seen(rule=rule)
    assert closed.table.counts == live.table.counts
    assert closed.table.total == 71
    assert (
        overview.figures([IN_FORCE[rule]], SPAN, by=None)[IN_FORCE[rule].key].number
        == 71
    )
    restate(period=Period.objects.get(), by=officer)
    assert seen(rule=rule).table.total == 71
    assert (
        overview.figures([IN_FORCE[rule]], SPAN, by=None)[IN_FORCE[rule].key].number
        == 70
    )


def test_one_correction_in_an_open_year_moves_no_table():
    """Two looks at all tables would tell sex, age, country and work of one person."""
    people(30)
    people(12, sex="m")
    people(20, country="TG")
    people(9, country="TG", sex="m")
    before = seen()
    rows = Participation.unscoped.filter(country="TG", sex="f")
    rows.first().delete()
    assert seen().table.row_totals == before.table.row_totals
    rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:4])).delete()
    assert seen().table.row_totals == {("BJ",): 42, ("TG",): 24}


def test_one_correction_in_an_open_year_moves_no_total(officer):
    """Neither on the overview nor in the period; a total of no people's neither."""
    people(30)
    year = a_year(YEAR, officer)

    def told() -> list[int]:
        rules = [IN_FORCE[key] for key in ("trained", "participations", "hours")]
        figures = overview.figures(rules, SPAN, by=None)
        overview_has = [figures[rule.key].number for rule in rules]
        period_has = {
            each.rule.key: each.number.value
            for each in totals_shown(period=year, by=None)
        }
        assert period_has["trained"] == overview_has[0]
        assert period_has["hours"] == overview_has[2] * 60
        return overview_has

    assert told() == [30, 30, 180]
    rows = Participation.unscoped.all()
    rows.first().delete()
    assert told() == [30, 30, 180]
    rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:4])).delete()
    assert told() == [25, 25, 150]


def test_one_correction_in_an_open_year_moves_no_answer():
    """Nor do all questions, asked again: one block less one would tell all of her."""
    people(30, age_band="18-24")
    people(20, age_band="50+")
    people(30, country="TG", sex="m")

    def sizes() -> list[int]:
        root = cut_into_blocks(rule=IN_FORCE["trained"], span=SPAN, shown=[], by=None)
        return sorted(block.size for _sides, block in root.leaves() if block.size)

    assert sizes() == [20, 30, 30]
    rows = Participation.unscoped.filter(age_band="50+")
    rows.first().delete()
    assert sizes() == [20, 30, 30]
    rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:4])).delete()
    assert sizes() == [15, 30, 30]


def test_looking_twice_writes_once(django_assert_num_queries):
    people(30)
    first = seen()
    known = ReleasedPattern.objects.order_by("pk").values()
    before = list(known)
    with django_assert_num_queries(6):
        again = seen()
    assert again.table.counts == first.table.counts
    assert list(known.all()) == before


def test_a_table_stands_still_where_two_would_tell_of_one():
    """One man of Togo came, where there was none: the rest of his line is known."""
    people(30)
    people(30, sex="m")
    people(20, country="TG")
    october = read_span(today=date(2026, 11, 1))
    for each in (1, 2):
        people(30, counted_on=date(2026, each, 1))
        people(30, counted_on=date(2026, each, 1), sex="m")
        people(20, counted_on=date(2026, each, 1), country="TG")
    assert seen(span=october).table.total == 160
    people(1, counted_on=date(2026, 11, 3), country="TG", sex="m")
    november = seen(span=read_span(today=date(2026, 12, 1)))
    assert november.table.is_held
    assert (november.until, november.table.total) == (date(2026, 10, 31), 160)
    people(30, counted_on=date(2026, 11, 3), country="TG", sex="m")
    assert seen(span=read_span(today=date(2026, 12, 1))).table.total == 191


def test_a_workplace_is_shown_as_the_union_above_it():
    federation = UnionFactory(slug="fed")
    plant = UnionFactory(slug="plant", parent=federation, keeps_own_key=False)
    plant.is_one_workplace = True
    plant.save()
    people(20, union=plant)
    people(20, union=federation)
    assert seen("union").table.row_totals == {("fed/",): 40}


def test_papers_are_protected_by_the_people_behind_them():
    """Twelve participations of one man are his; women are many."""
    people(40)
    people(40, country="TG")
    people(30, country="TG", sex="m")
    only_one(12)
    shown = seen(rule="participations")
    assert shown.table.total == 122
    assert number(shown, "BJ", "m") is None


def only_one(times: int) -> None:
    """A man of Benin who came so many times."""
    people(times, sex="m")
    rows = Participation.unscoped.filter(country="BJ", sex="m")
    rows.update(person=rows.first().person)
