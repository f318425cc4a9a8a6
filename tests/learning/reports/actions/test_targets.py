"""Indicators: what may be promised, and what is refused with its reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from learning.reports.actions.targets import (
    keep_indicator,
    remove_indicator,
    set_span,
    take_out_span,
)
from learning.reports.errors import HasSpansError, NotAllowedError
from learning.reports.models import Indicator, TargetSpan
from learning.reports.outputs import iati
from learning.reports.outputs.iati_rules import problems_of
from learning.reports.outputs.iati_targets import results_of
from learning.reports.queries_targets import against_targets, latest_of, spans_of
from tests.learning.factories import ModuleFactory, UnionFactory
from tests.learning.reports.cast import count_in, programme

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


@pytest.fixture
def officer():
    return programme()


@pytest.fixture
def keep(officer):
    def kept(**facts):
        known = {
            "slug": "members",
            "title": "Members",
            "language": "en",
            "unit": "people",
        }
        return keep_indicator(by=officer, **known | facts)

    return kept


def test_a_title_is_kept_for_each_language(keep):
    indicator = keep(baseline_year=2020, baseline=Decimal("12.5"))
    indicator = keep(title="Membres", language="fr")
    with translation.override("fr"):
        assert indicator.title == "Membres"
    with translation.override("km"):
        assert indicator.title == "Members"
    assert indicator.baseline == Decimal("12.5")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"unit": " "}, "unit"),
        ({"title": " "}, "title"),
        ({"baseline": Decimal(1)}, "baseline_year"),
        ({"baseline_year": 2020}, "baseline"),
        ({"baseline_year": 1970, "baseline": Decimal(1)}, "baseline_year"),
        ({"sex": "f"}, "counted_by"),
        ({"counted_by": "gain.1"}, "counted_by"),
        ({"counted_by": "trained.1", "country": "BJ", "youth": "un"}, "counted_by"),
        ({"counted_by": "hours.1", "sex": "f"}, "counted_by"),
        ({"counted_by": "outcome.case.1", "sex": "f"}, "counted_by"),
    ],
)
def test_what_is_no_indicator_is_refused_by_its_field(keep, facts, field):
    with pytest.raises(ValidationError) as refused:
        keep(**facts)
    assert field in refused.value.message_dict
    assert not Indicator.objects.exists()


def test_two_indicators_never_count_the_same(keep):
    keep(counted_by="trained.1", sex="f")
    keep(slug="men", counted_by="trained.1", sex="m")
    with pytest.raises(ValidationError, match="just this"):
        keep(slug="again", counted_by="trained.1", sex="f")


def test_only_the_programme_promises(keep):
    indicator = keep()
    by = programme("evaluator")
    with pytest.raises(NotAllowedError):
        keep_indicator(slug="x", title="X", language="en", unit="x", by=by)
    with pytest.raises(NotAllowedError):
        set_span(indicator=indicator, by=by, **YEAR)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ((date(2026, 12, 31), date(2026, 1, 1)), "ends_on"),
        ((date(2026, 5, 1), date(2026, 5, 1)), "ends_on"),
        ((date(1970, 1, 1), date(1970, 12, 31)), "starts_on"),
        ((date(2026, 12, 31), date(2027, 12, 31)), "starts_on"),
        ((date(2025, 6, 1), date(2026, 1, 1)), "starts_on"),
    ],
)
def test_reversed_and_overlapping_spans_are_refused(keep, officer, days, field):
    indicator = keep()
    set_span(indicator=indicator, target=Decimal(5), by=officer, **YEAR)
    with pytest.raises(ValidationError) as refused:
        set_span(indicator=indicator, starts_on=days[0], ends_on=days[1], by=officer)
    assert list(refused.value.message_dict) == [field]


def test_the_same_days_correct_what_stands(keep, officer):
    indicator = keep()
    set_span(indicator=indicator, target=Decimal(5), by=officer, **YEAR)
    set_span(
        indicator=indicator, target=Decimal(8), actual=Decimal(2), by=officer, **YEAR
    )
    [against] = against_targets(*YEAR.values())
    assert (against.target, against.actual, against.share) == (8, 2, 25)
    assert against_targets(date(2026, 1, 1), date(2026, 6, 30)) == []


def test_where_less_is_better_the_share_turns_round(keep, officer):
    indicator = keep(ascending=False)
    set_span(
        indicator=indicator, target=Decimal(5), actual=Decimal(10), by=officer, **YEAR
    )
    assert against_targets(*YEAR.values())[0].share == 50


def test_what_is_counted_is_counted_now_and_protected(keep, officer):
    indicator = keep(counted_by="trained.1")
    set_span(indicator=indicator, target=Decimal(40), by=officer, **YEAR)
    module, union = ModuleFactory(), UnionFactory()
    count_in(4, module=module, union=union)
    [against] = spans_of(indicator)
    assert (against.actual, against.withheld, against.share) == (None, True, None)
    count_in(6, module=module, union=union)
    [against] = spans_of(indicator)
    assert (against.actual, against.withheld, against.share) == (10, False, 25)


def test_what_is_counted_takes_a_whole_year_and_no_actual(keep, officer):
    indicator = keep(counted_by="trained.1")
    for wrong in (
        YEAR | {"ends_on": date(2026, 12, 30)},
        YEAR | {"starts_on": date(2026, 1, 2)},
        YEAR | {"ends_on": date(2026, 6, 30)},
        YEAR | {"actual": Decimal(3)},
    ):
        with pytest.raises(ValidationError):
            set_span(indicator=indicator, by=officer, **wrong)


def test_what_an_indicator_counts_stays_while_it_has_spans(keep, officer):
    indicator = keep(counted_by="trained.1")
    span = set_span(indicator=indicator, by=officer, **YEAR)
    with pytest.raises(HasSpansError):
        remove_indicator(indicator=indicator, by=officer)
    with pytest.raises(ValidationError, match="counted so"):
        keep(counted_by="trained.1", sex="f")
    take_out_span(span=span, by=officer)
    assert spans_of(indicator) == []
    assert keep(counted_by="trained.1", sex="f").sex == "f"


def test_without_spans_it_can_go(keep, officer):
    indicator = keep(counted_by="trained.1")
    year = timezone.localdate().year + 1
    later = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    take_out_span(span=set_span(indicator=indicator, by=officer, **later), by=officer)
    remove_indicator(indicator=indicator, by=officer)
    assert not Indicator.objects.exists()
    assert not TargetSpan.objects.exists()


def test_the_latest_span_is_the_one_under_way(keep, officer):
    indicator, today = keep(), timezone.localdate()
    spans = [
        set_span(
            indicator=indicator,
            starts_on=today + timedelta(days=begins),
            ends_on=today + timedelta(days=begins + 9),
            by=officer,
        )
        for begins in (-20, -5, 10)
    ]
    assert latest_of([indicator], today)[indicator].span == spans[1]


def test_as_iati_it_holds_and_leaves_out_what_is_withheld(keep, officer):
    keep(baseline_year=2020, baseline=Decimal(3))
    counted = keep(slug="trained", title="Trained", counted_by="trained.1")
    for indicator in Indicator.objects.all():
        set_span(indicator=indicator, target=Decimal("12.50"), by=officer, **YEAR)
    count_in(2, module=ModuleFactory())
    xml = iati.fragment(
        activity="XX-1",
        reporter=("XX-2", "22", {"en": "Us"}),
        results=results_of(spans_of(Indicator.objects.get(slug="members")))
        + results_of(spans_of(counted)),
    )
    assert problems_of(xml) == []
    assert b"<actual" not in xml
    assert b'<target value="12.50"' in xml
