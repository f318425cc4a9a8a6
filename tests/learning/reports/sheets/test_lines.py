"""What sheets of totals look like, and what is refused."""

from datetime import date

import pytest

from learning.classroom.rosters.grid import Grid
from learning.reports.sheets.columns import HasNamesError, NoHeadingsError
from learning.reports.sheets.lines import Known, Usual, read_lines, read_number

KNOWN = Known(
    unions={"fnea": "u1", "federation nationale": "u1"},
    countries={"benin": "BJ", "bj": "BJ"},
    themes={"negotiation": "t1"},
)
USUAL = Usual("people", "sheets added up", "B", "annual report")


def read(*rows, usual=USUAL, first=1):
    width = max(map(len, rows))
    grid = Grid([[*row, *[""] * (width - len(row))] for row in map(list, rows)], first)
    return read_lines(grid, KNOWN, usual, today=date(2026, 11, 26))


def problems(*rows, **options):
    return [[each.what for each in line.problems] for line in read(*rows, **options)]


def test_a_french_sheet_below_a_title():
    lines = read(
        ["Participants formés 2016-2025"],
        ["Année", "Syndicat", "Pays", "Thème", "Sexe", "Âge", "Nombre de participants"],
        ["2021", "FNEA", "Bénin", "Negotiation", "Femmes", "18-24", "1 240"],
        ["2022", "", "BJ", "", "tous", "", "49000"],
    )
    told = [
        (x.row, x.starts_on, x.ends_on, x.union, x.country, x.theme, x.sex, x.age_band)
        for x in lines
    ]
    assert told == [
        (3, "2021-01-01", "2021-12-31", "u1", "BJ", "t1", "f", "18-24"),
        (4, "2022-01-01", "2022-12-31", "", "BJ", "", "", ""),
    ]
    assert [line.people for line in lines] == [1240, 49000]
    assert (lines[0].method, lines[0].grade) == ("sheets added up", "B")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Nom et prénoms", ["Awa Adjovi", "Kossi Dossou", "Ama Koffi"]),
        ("Nombre", ["María Pérez", "Juan Quispe", "Ana Mamani"]),
        ("Participants", ["Awa Adjovi", "Kossi Dossou", "Ama Koffi"]),
        ("Date of birth", ["1990-01-02", "1991-03-04", "1985-02-03"]),
        ("", ["Awa Adjovi", "Kossi Dossou", "Ama Koffi"]),
    ],
)
def test_a_sheet_with_names_is_refused(heading, cells):
    with pytest.raises(HasNamesError):
        read(["Year", "People", heading], *(["2021", "1", cell] for cell in cells))


def test_a_list_without_any_total_is_refused_as_a_list():
    with pytest.raises(HasNamesError) as refused:
        read(
            ["Nom", "Prénom", "Sexe"], ["Adjovi", "Awa", "F"], ["Dossou", "Kossi", "H"]
        )
    assert refused.value.columns == ["Nom", "Prénom"]


def test_names_of_unions_are_no_names_of_people():
    lines = read(
        ["Year", "Union", "Participants"],
        *(
            ["2021", f"Union of {each} workers", "10"]
            for each in ("tea", "silk", "gold")
        ),
    )
    assert {line.problems[0].what for line in lines} == {"no_union"}


def test_without_headings_nothing_is_read():
    with pytest.raises(NoHeadingsError):
        read(["2021", "1200"], ["2022", "1300"])


def test_each_row_says_what_is_wrong_with_it():
    head = ["From", "Until", "Country", "Sex", "Age", "People", "Counts", "Grade"]
    good = ["2021-01-01", "2021-06-30", "Benin", "f", "18-24", "10", "people", "A"]

    def with_(at, cell):
        return [*good[:at], cell, *good[at + 1 :]]

    assert problems(
        head,
        good,
        with_(0, "31/02/2021"),
        with_(0, "2021-07-01"),
        with_(1, "2026-12-31"),
        with_(2, "Soviet Union"),
        with_(3, "often"),
        with_(4, "15-24"),
        with_(5, "12.5"),
        with_(6, "cars"),
        with_(7, "D"),
        good,
        ["Total", "", "", "", "", "80"],
    ) == [
        [],
        ["no_days"],
        ["reversed"],
        ["future"],
        ["no_country"],
        ["no_sex"],
        ["no_age"],
        ["no_number"],
        ["no_counts"],
        ["no_grade"],
        ["twice"],
        ["a_sum"],
    ]


def test_what_nobody_says_is_missing():
    rows = (["Year", "People"], ["2021", "10"])
    assert problems(*rows, usual=Usual()) == [
        ["no_counts", "no_grade", "no_method", "no_source"]
    ]


def test_parts_are_no_more_than_the_whole():
    head = ["Year", "Sex", "Age", "People"]
    assert problems(
        head,
        ["2021", "all", "", "100"],
        ["2021", "f", "", "60"],
        ["2021", "m", "", "30"],
        # Another way of splitting the same people is not added to the first.
        ["2021", "", "18-24", "100"],
        ["2022", "", "", "50"],
        ["2022", "f", "", "51"],
    ) == [[], [], [], [], ["more_than_all"], []]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("49000", 49000),
        ("49 000", 49000),
        ("49,000", 49000),
        ("1.240.500", 1240500),
        ("49\u202f000", 49000),
        ("0", 0),
        ("12.5", None),
        ("1,24", None),
        ("-5", None),
        ("1,240.500", None),
        ("about 40", None),
        ("999999999", None),
        ("", None),
        ("٤٩", None),
    ],
)
def test_a_number_is_whole_and_plain(cell, number):
    assert read_number(cell) == number
