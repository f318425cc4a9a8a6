"""One report in every format: the same numbers, and never more than may be shown."""

import csv
import io
import json
from datetime import date

import openpyxl
import pypdf
import pytest
from lxml import etree

from learning.classroom.models import Project
from learning.reports.counting import IN_FORCE
from learning.reports.outputs import as_csv, as_iati, as_json, as_pdf, as_xlsx
from learning.reports.outputs.iati_rules import problems_of
from learning.reports.overview import report
from learning.reports.spans import read_span
from tests.learning.reports.counted import YEAR, people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def made(table="country", **changed):
    asked = {
        "table": table,
        "rule": IN_FORCE["trained"],
        "span": read_span(today=TODAY, year=str(YEAR)),
        "youth": "ilo",
        "today": TODAY,
        "by": None,
    }
    return report(**asked | changed)


@pytest.fixture
def trained():
    """Sixty in two countries; three men of Togo could be found."""
    people(30)
    people(20, sex="m")
    people(12, country="TG")
    people(3, country="TG", sex="m")


def test_csv_has_a_line_for_each_cell(trained):
    text = as_csv.write(made()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    cells = {(row["code"], row["sex_code"]): row for row in rows}
    assert cells["TG", "m"]["number"] == ""
    assert cells["TG", "m"]["withheld"] == "yes"
    assert cells["TG", "*"]["number"] == "15"
    assert cells["*", "*"]["number"] == "65"
    assert as_csv.write(made()).startswith(b"\xef\xbb\xbf")


def test_a_name_that_begins_like_a_formula_is_text(trained):
    project = Project.objects.create(slug="p", name="=HYPERLINK(1)")
    people(20, project=project)
    found = made("project")
    assert "'=HYPERLINK(1)" in as_csv.write(found).decode()
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(found))).worksheets[0]
    cell = next(row[0] for row in sheet if row[0].value == "=HYPERLINK(1)")
    assert cell.data_type == "s"


def test_a_workbook_has_numbers_a_fixed_head_and_what_was_counted(trained):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.write(made())))
    table, about = book.worksheets
    assert table.freeze_panes == "B2"
    values = [[cell.value for cell in row] for row in table]
    assert ["Togo", "*", "*", 0, 0, 15] in values
    assert values[-1][-1] == 65
    words = " ".join(str(cell.value) for row in about for cell in row)
    assert "at least 80 per cent" in words
    assert "fewer than 5" in words


def test_json_is_what_its_schema_says(trained):
    schema = json.loads(as_json.SCHEMA.read_text())
    found = json.loads(as_json.write(made()))
    holds(found, schema, schema["$defs"])
    togo = next(row for row in found["rows"] if row["codes"] == ["TG"])
    assert togo["numbers"] == [None, None, 0, 0]
    with pytest.raises(AssertionError):
        holds(found | {"more": 1}, schema, schema["$defs"])


def holds(found, schema: dict, defs: dict) -> None:
    """As much of JSON Schema as ours makes use of."""
    schema = defs[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "anyOf" in schema:
        schema = schema["anyOf"][1 if found is None else 0]
        return holds(found, schema, defs)
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "null": type(None),
    }
    if "type" in schema:
        named = schema["type"]
        named = named if isinstance(named, list) else [named]
        assert isinstance(found, tuple(kinds[each] for each in named))
    assert found in schema.get("enum", [found])
    assert found == schema.get("const", found)
    if isinstance(found, dict):
        assert set(found) == set(schema["properties"]) == set(schema["required"])
        for name, each in found.items():
            holds(each, schema["properties"][name], defs)
    if isinstance(found, list):
        for each in found:
            holds(each, schema["items"], defs)
    return None


def test_iati_holds_and_leaves_out_what_is_withheld(trained):
    xml = as_iati.write(made())
    assert problems_of(xml) == []
    told = {
        tuple((d.get("name"), d.get("value")) for d in actual.iter("dimension")): (
            actual.get("value")
        )
        for actual in etree.fromstring(xml).iter("actual")
    }
    assert told[()] == "65"
    assert told[("country", "TG"),] == "15"
    togo = [where for where in told if ("country", "TG") in where]
    assert not {("sex", "f"), ("sex", "m")} & {each for where in togo for each in where}


def test_a_pdf_says_it_in_words(trained):
    pages = pypdf.PdfReader(io.BytesIO(as_pdf.write(made()))).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "Togo" in text
    assert "Withheld" in text


def test_who_is_young_is_a_choice_and_a_footnote(trained):
    young = made("age").young
    assert (young.total, young.codes[-1]) == (65, "25-29")
    assert "15–24" in " ".join(made("age", youth="un").footnotes)


def test_the_running_year_is_counted_up_to_the_last_month():
    people(20, counted_on=date(2026, 10, 31))
    people(20, counted_on=date(2026, 11, 2))
    found = made(span=read_span(today=TODAY))
    assert found.everybody.total == 20
    assert any("October 31, 2026" in each for each in found.footnotes)


def test_few_people_leave_no_way_out():
    people(4)
    found = made()
    for way in (as_csv, as_json, as_xlsx, as_pdf, as_iati):
        assert way.write(found)
    assert json.loads(as_json.write(found))["totals"] is None
    assert problems_of(as_iati.write(found)) == []
