"""Totals of earlier years: declared whole, taken back whole, never summed unseen."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from learning.reports.actions.history import (
    declare_total,
    discard_sheet,
    read_sheet,
    take_back_sheet,
    take_over_sheet,
    withdraw_total,
)
from learning.reports.errors import NotAllowedError, NotStandingError
from learning.reports.models import DeclaredTotal, HistoryImport
from learning.reports.queries_history import declared, known_words, standing
from learning.reports.sheets.lines import Line
from tests.learning.factories import ModuleFactory, UnionFactory
from tests.learning.reports.cast import programme

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": date(2021, 1, 1), "ends_on": date(2021, 12, 31)}
HOW = {"method": "sheets added up", "grade": "B", "source": "annual report"}


@pytest.fixture
def officer():
    return programme()


@pytest.fixture
def declare(officer):
    def done(people, counts="people", **facts):
        known = YEAR | HOW | {"people": people, "counts": counts, "by": officer}
        return declare_total(**known | facts)

    return done


def line(people=10, year=2021, **facts):
    known = {
        "row": 2,
        "starts_on": f"{year}-01-01",
        "ends_on": f"{year}-12-31",
        "people": people,
        "counts": "people",
    }
    return Line(**known | HOW | facts)


def test_people_are_an_interval_and_participations_a_sum(declare):
    union = UnionFactory()
    declare(300)
    declare(200, union=union)
    declare(700, counts="participations")
    declare(100, counts="participations", union=union)
    people = declared(*YEAR.values(), "people")
    assert (people.lowest, people.highest, people.is_interval) == (300, 500, True)
    taken_part = declared(*YEAR.values(), "participations")
    assert (taken_part.lowest, taken_part.highest) == (800, 800)


def test_parts_are_never_added_to_their_whole(declare):
    declare(100)
    declare(60, sex="f")
    declare(30, sex="m")
    assert declared(None, None, "people").highest == 100
    declare(80, sex="f", country="BJ")
    declare(20, sex="m", country="BJ")
    declare(90, age_band="18-24", country="BJ")
    assert declared(None, None, "people").highest == 200


def test_what_reaches_out_of_the_span_stands_beside(declare):
    inside = declare(10)
    over = declare(99, ends_on=date(2022, 6, 30))
    found = declared(*YEAR.values(), "people")
    assert (found.highest, found.rows, found.beyond) == (10, (inside,), (over,))


def test_the_same_of_the_same_stands_once(declare, officer):
    first = declare(10)
    with pytest.raises(ValidationError, match="already"):
        declare(12)
    withdraw_total(total=first, by=officer)
    with pytest.raises(NotStandingError):
        withdraw_total(total=first, by=officer)
    second = declare(12)
    assert list(standing()) == [second]


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2020, 12, 31)},
        {"ends_on": date(2038, 1, 19)},
        {"starts_on": date(1970, 1, 1)},
        {"method": " "},
        {"grade": "D"},
        {"sex": "q"},
        {"people": -1},
    ],
)
def test_what_is_no_total_is_refused(declare, wrong):
    with pytest.raises(ValidationError):
        declare(10, **wrong) if "people" not in wrong else declare(wrong["people"])
    assert not DeclaredTotal.objects.exists()


def test_only_who_keeps_figures_declares():
    with pytest.raises(NotAllowedError):
        declare_total(
            people=1, counts="people", by=programme("evaluator"), **YEAR, **HOW
        )


def test_a_sheet_comes_in_whole_and_goes_whole(officer):
    sheet = read_sheet(lines=[line(), line(20, 2022)], by=officer)
    assert not standing().exists()
    assert take_over_sheet(sheet=sheet, by=officer) == 2
    assert sorted(standing().values_list("people", flat=True)) == [10, 20]
    with pytest.raises(NotStandingError):
        take_over_sheet(sheet=sheet, by=officer)
    assert take_back_sheet(sheet=sheet, by=officer) == 2
    assert not standing().exists()
    sheet.refresh_from_db()
    assert sheet.state == HistoryImport.State.UNDONE


def test_one_line_that_stands_already_keeps_all_out(declare, officer):
    sheet = read_sheet(lines=[line(20, 2022), line()], by=officer)
    declare(10)
    with pytest.raises(ValidationError):
        take_over_sheet(sheet=sheet, by=officer)
    assert standing().count() == 1


def test_what_waits_is_one_sheet_and_can_be_left_out(officer):
    read_sheet(lines=[line()], by=officer)
    second = read_sheet(lines=[line()], by=officer)
    assert HistoryImport.objects.count() == 1
    discard_sheet(sheet=second, by=officer)
    assert not HistoryImport.objects.exists()


def test_two_unions_of_one_name_are_known_by_their_short_names_only():
    module = ModuleFactory(title="Bargaining")
    one, _other = UnionFactory(name="Tea"), UnionFactory(name="Tea")
    known = known_words()
    assert "tea" not in known.unions
    assert known.unions[one.slug.replace("-", " ")] == str(one.pk)
    assert known.countries["cote d ivoire"] == "CI"
    assert known.themes["bargaining"] == str(module.key)
