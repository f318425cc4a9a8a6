"""Indicators on a screen: promised, corrected, refused with what was typed."""

import pytest

from learning.reports.models import Indicator, TargetSpan
from tests.learning.factories import ModuleFactory
from tests.learning.reports.cast import count_in

pytestmark = pytest.mark.django_db
HERE = "/en/programme/indicators/"
NEW = "/en/programme/new-indicator/"
FIELDS = {
    "title": "People trained",
    "slug": "trained",
    "kind": "1",
    "measure": "1",
    "unit": "people",
    "ascending": "on",
    "counted_by": "trained.1",
}
SPAN = {"do": "span", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}


def test_an_indicator_is_promised_and_read(officer):
    officer.post(NEW, FIELDS)
    officer.post(f"{HERE}trained/", SPAN | {"target": "1 500"})
    count_in(12, module=ModuleFactory())
    for address in (HERE, f"{HERE}trained/"):
        page = officer.get(address).content.decode()
        assert "1,500" in page
        assert ">12<" in page
    officer.post(
        f"{HERE}trained/",
        FIELDS | {"do": "facts", "title": "Trained", "unit": "persons"},
    )
    assert Indicator.objects.get().unit == "persons"


def test_too_few_are_not_shown(officer):
    officer.post(NEW, FIELDS)
    officer.post(f"{HERE}trained/", SPAN)
    count_in(3, module=ModuleFactory())
    assert "too few to show" in officer.get(f"{HERE}trained/").content.decode()


@pytest.mark.parametrize(
    ("address", "wrong", "says"),
    [
        (NEW, FIELDS | {"unit": ""}, "Say in what it is measured"),
        (NEW, FIELDS | {"slug": "taken"}, "There is one of that short name"),
        (NEW, FIELDS | {"baseline": "n/a", "baseline_year": "2020"}, "Type a number"),
        (NEW, FIELDS | {"baseline": "1,500", "baseline_year": "2020"}, "Type a number"),
        (NEW, FIELDS | {"country": "SU"}, "valid choice"),
        (f"{HERE}taken/", SPAN | {"target": "many"}, "Type a number"),
        (f"{HERE}taken/", SPAN | {"target": "NaN"}, "Type a number"),
        (f"{HERE}taken/", SPAN | {"ends_on": "2025-01-01"}, "ends before it begins"),
        (f"{HERE}taken/", SPAN | {"ends_on": "soon"}, "Write the day like this"),
        (f"{HERE}taken/", SPAN | {"ends_on": "2026-03-31"}, "Another span"),
    ],
)
def test_what_is_wrong_is_said_and_kept_in_the_form(officer, address, wrong, says):
    officer.post(NEW, FIELDS | {"slug": "taken", "counted_by": ""})
    if says == "Another span":
        officer.post(f"{HERE}taken/", SPAN)
    answer = officer.post(address, wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Indicator.objects.count() == 1
    assert TargetSpan.objects.filter(target__isnull=False).count() == 0


def test_a_span_is_taken_out_and_the_indicator_removed(officer):
    officer.post(NEW, FIELDS | {"counted_by": ""})
    officer.post(f"{HERE}trained/", SPAN | {"actual": "12,5"})
    span = TargetSpan.objects.get()
    assert str(span.actual) == "12.50"
    page = officer.post(f"{HERE}trained/", {"do": "remove"}).content.decode()
    assert "Take them out first" in page
    officer.post(f"{HERE}trained/spans/{span.pk}/take-out/")
    officer.post(f"{HERE}trained/", {"do": "remove"})
    assert not Indicator.objects.exists()
    assert officer.get(f"{HERE}trained/").status_code == 404


def test_queries_do_not_grow_with_what_is_entered_by_hand(
    officer, django_assert_num_queries
):
    for number in (1, 2, 3):
        officer.post(NEW, FIELDS | {"slug": f"i{number}", "counted_by": ""})
        officer.post(f"{HERE}i{number}/", SPAN)
        if number != 2:
            with django_assert_num_queries(7):
                officer.get(HERE)
