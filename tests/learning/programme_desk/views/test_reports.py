"""Where do we stand, each table, the question, and all of it in one file."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.utils import timezone

from learning.reports.actions.closing import close_period
from learning.reports.models import ReleasedPattern
from tests.learning.reports.cast import programme
from tests.learning.reports.counted import YEAR, people
from tests.learning.reports.ledger_cast import a_year

pytestmark = pytest.mark.django_db
REPORTS = "/en/programme/reports/"
ASK = f"{REPORTS}ask/"


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def trained():
    people(30)
    people(25, sex="m", age_band="50+")
    people(12, country="TG")


def test_all_in_one_look(officer, trained):
    page = words(officer.get(f"{REPORTS}?year={YEAR}"))
    assert "<b>67</b>" in page
    assert page.count("<svg") == 6
    assert page.count("<title") == page.count("<desc") + 1
    assert "Togo" in page
    assert "style=" not in page


def test_a_closed_year_says_how_many_there_are_over_all_unions(
    officer, trained, django_assert_max_num_queries
):
    address = f"{REPORTS}?year={YEAR}"
    assert "over all unions" not in words(officer.get(address))
    closer = programme()
    close_period(period=a_year(YEAR, closer), by=closer)
    page = words(officer.get(address))
    assert "People over all unions, each once" in page
    assert "30–67" in page
    table = officer.get(f"{REPORTS}country/?year={YEAR}&rule=unique&format=json").json()
    assert "From the largest list to all lists added up: 30–67." in table["footnotes"]
    # What is known over all unions is asked for once, whatever tables stand below.
    officer.get(f"{address}&rule=unique")
    with django_assert_max_num_queries(75):
        officer.get(f"{address}&rule=unique")
    trained_ones = officer.get(f"{REPORTS}country/?year={YEAR}&format=json").json()
    assert "30–67" not in " ".join(trained_ones["footnotes"])


def test_it_mirrors_where_one_writes_the_other_way(officer, trained):
    assert 'text-anchor="end"' in words(officer.get(f"{REPORTS}?year={YEAR}"))


def test_nobody_yet(officer):
    page = words(officer.get(REPORTS))
    assert "Nobody has been counted here yet" in page


def test_queries_do_not_grow(officer, django_assert_max_num_queries):
    for _more in range(2):
        people(12)
        officer.get(f"{REPORTS}?year={YEAR}")
        with django_assert_max_num_queries(75):
            officer.get(f"{REPORTS}?year={YEAR}")


@pytest.mark.parametrize("way", ["csv", "xlsx", "json", "pdf", "iati"])
def test_a_table_leaves_in_every_format(officer, trained, way):
    answer = officer.get(f"{REPORTS}country/?year={YEAR}&format={way}")
    assert answer.status_code == 200
    assert f"palabre-country-trained-{YEAR}" in answer["Content-Disposition"]
    assert ReleasedPattern.objects.filter(span=str(YEAR), table="country").exists()


@pytest.mark.parametrize(
    "query",
    [
        "year=20a6",
        "year=1969",
        "year=2038",
        "year=99999999999999999999",
        "year=٢٠٢٥",
        "year=%00",
        f"year={timezone.localdate().year + 1}",
        "rule=everything",
        "rule=hours",
        "youth=old",
        "format=doc",
    ],
)
def test_what_cannot_be_asked_is_said_so(officer, query):
    for page in (REPORTS, f"{REPORTS}country/", f"{REPORTS}everything/"):
        if "format" in query and page != f"{REPORTS}country/":
            continue
        answer = officer.get(f"{page}?{query}")
        assert answer.status_code == 422
        assert 'class="error"' in words(answer) or "notice error" in words(answer)


def test_no_such_table(officer):
    assert officer.get(f"{REPORTS}people/").status_code == 404


def test_a_question_is_answered_in_a_sentence(officer, trained):
    query = f"rule=trained&sex=f&age=young&place=011&year={YEAR}&youth=ilo"
    page = words(officer.get(f"{ASK}?{query}"))
    assert '<p class="told">42</p>' in page
    assert "Western Africa" in page
    assert "at least 80 per cent" in page


@pytest.mark.parametrize(
    "query", ["sex=q", "age=30-40", "theme=x", "place=EU", "rule=certificates"]
)
def test_a_question_about_what_is_unknown(officer, query):
    assert officer.get(f"{ASK}?{query}").status_code == 422


def test_everything_in_one_file(officer, trained):
    here = f"{REPORTS}everything/"
    # Looking orders nothing.
    assert officer.get(f"{REPORTS}everything.zip?year={YEAR}").status_code == 302
    assert "Make the file" in words(officer.get(f"{here}?year={YEAR}"))
    led = officer.post(here, {"year": YEAR, "rule": "", "youth": "ilo"}, follow=True)
    assert "Get the file" in words(led)
    answer = officer.get(f"{REPORTS}everything.zip?year={YEAR}&youth=ilo")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    book = openpyxl.load_workbook(io.BytesIO(archive.read("palabre.xlsx")))
    assert len(book.worksheets) == 71
    assert len(archive.namelist()) == 143


def test_each_sees_the_rooms_that_are_hers(officer, desk):
    assert "Unions" not in words(officer.get(REPORTS))
    assert "programme/unions/" in words(desk.get(REPORTS))
    assert officer.get("/en/programme/")["Location"] == REPORTS


def test_every_place_has_a_name(officer):
    """The Antarctic has none of its own as a region."""
    page = words(officer.get(ASK))
    assert ">Western Africa<" in page
    assert not re.search(r"<option[^>]*>\d+<", page.partition("place")[2])
