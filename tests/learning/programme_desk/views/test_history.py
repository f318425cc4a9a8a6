"""Totals of earlier years on a screen: by hand, by a sheet, refused by row."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from learning.reports.models import DeclaredTotal, HistoryImport
from tests.learning.factories import UnionFactory

pytestmark = pytest.mark.django_db
HERE = "/en/programme/history/"
TOTAL = {
    "starts_on": "2016-01-01",
    "ends_on": "2025-12-31",
    "people": "49000",
    "counts": "people",
    "method": "Sheets added up by each union",
    "grade": "B",
    "source": "Annual reports",
}
USUAL = {key: TOTAL[key] for key in ("counts", "method", "grade", "source")}


def a_file(*rows, name="totals.xlsx"):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def test_49000_trained_can_be_entered_and_shows_as_declared(officer):
    officer.post(f"{HERE}declare/", TOTAL)
    union = UnionFactory(name="Tea workers")
    officer.post(f"{HERE}declare/", TOTAL | {"union": union.pk, "people": "700"})
    page = officer.get(HERE).content.decode()
    assert "49,000 – 49,700" in page
    assert "people, declared" in page
    assert "Tea workers" in page
    first = DeclaredTotal.objects.order_by("people").first()
    officer.post(f"{HERE}{first.pk}/withdraw/")
    assert "Tea workers" not in officer.get(HERE).content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"people": "many"}, "Type a whole number"),
        ({"method": ""}, "required"),
        ({"ends_on": "2015-01-01"}, "ends before it begins"),
        ({"grade": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said(officer, wrong, says):
    answer = officer.post(f"{HERE}declare/", TOTAL | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not DeclaredTotal.objects.exists()


def test_a_sheet_is_read_looked_at_taken_and_taken_back(officer):
    file = a_file(["Year", "Sex", "People"], [2021, "f", 1240], [2021, "m", 900])
    answer = officer.post(f"{HERE}read/", USUAL | {"file": file})
    sheet = HistoryImport.objects.get()
    address = f"{HERE}sheets/{sheet.pk}/"
    assert answer["Location"] == address
    assert "1,240" in officer.get(address).content.decode()
    assert not DeclaredTotal.objects.exists()
    officer.post(address, {"do": "take"})
    assert DeclaredTotal.objects.filter(withdrawn_at=None).count() == 2
    officer.post(address, {"do": "take"})
    again = a_file(["Year", "Sex", "People"], [2021, "f", 1240])
    answer = officer.post(f"{HERE}read/", USUAL | {"file": again})
    assert "stands here already" in answer.content.decode()
    officer.post(address, {"do": "back"})
    assert not DeclaredTotal.objects.filter(withdrawn_at=None).exists()


def test_errors_are_told_by_row_and_nothing_is_kept(officer):
    file = a_file(["Year", "People"], [2021, 10], [2021.5, "about 40"])
    answer = officer.post(f"{HERE}read/", USUAL | {"file": file})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<th scope="row">3</th>' in page
    assert "“about 40” is no whole number" in page
    assert not HistoryImport.objects.exists()


def test_a_list_of_people_is_refused_with_where_it_belongs(officer):
    file = a_file(["Name", "Sex", "Year", "People"], ["Awa Adjovi", "f", 2021, 1])
    answer = officer.post(f"{HERE}read/", USUAL | {"file": file})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing of it was kept" in page
    assert "Adjovi" not in page
    assert not HistoryImport.objects.exists()


def test_what_is_no_sheet_is_refused(officer):
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04broken"):
        file = SimpleUploadedFile("totals.xlsx", content)
        answer = officer.post(f"{HERE}read/", USUAL | {"file": file})
        assert answer.status_code == 422
    assert officer.post(f"{HERE}read/", USUAL).status_code == 422


def test_queries_do_not_grow(officer, django_assert_num_queries):
    for day in (1, 2, 3):
        officer.post(
            f"{HERE}declare/",
            TOTAL | {"union": UnionFactory().pk, "starts_on": f"2016-01-0{day}"},
        )
        if day != 2:
            with django_assert_num_queries(10):
                officer.get(HERE)
