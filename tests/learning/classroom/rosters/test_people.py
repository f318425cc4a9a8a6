"""Headings, columns, words and problems, in the habits of real attendance sheets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.rosters import values
from learning.classroom.rosters.draft import Basis, Draft, Match, taken
from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.header import kind_of
from learning.classroom.rosters.people import people_in, two_people, without_numbers
from learning.classroom.rosters.reading import read_grid
from learning.classroom.rosters.understanding import understand
from tests.learning.classroom.rosters.ugly import french, indonesian, spanish

ON = date(2025, 6, 10)


def read(*rows: str):
    return understood_of(Grid([row.split(";") for row in rows]))


def understood_of(grid: Grid):
    how = understand(grid)
    return how, people_in(grid, how, on=ON)


def problems(people) -> dict:
    return {
        person.row: [problem.what for problem in person.problems]
        for person in people
        if person.problems
    }


def test_what_is_wrong_with_three_ugly_lists():
    _how, people = understood_of(read_grid(french()))
    assert problems(people) == {
        7: ["impossible"],
        9: ["two_people"],
        10: ["twice"],
        12: ["no_name"],
        13: ["no_name"],
    }
    _how, people = understood_of(read_grid(spanish()))
    assert problems(people) == {8: ["twice"], 9: ["impossible"]}
    _how, people = understood_of(read_grid(indonesian()))
    assert problems(people) == {
        7: ["impossible"],
        10: ["twice"],
        11: ["two_people"],
        12: ["ditto_name"],
    }


@pytest.mark.parametrize("make", [french, spanish, indonesian])
def test_what_is_not_needed_is_nowhere_in_a_person(make):
    """Telephone and identity numbers, employers, birth dates."""
    _how, people = understood_of(read_grid(make()))
    text = repr(people)
    for unwanted in ("0708", "07 08", "4455667", "0812", "SOGB", "1990", "FSP"):
        assert unwanted not in text


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Nom et prénoms (en majuscules)", "name"),
        ("APELLIDO PATERNO", "family"),
        ("Jenis Kelamin (L/P)", "sex"),
        ("Date de naissance", "born"),
        ("الاسم الكامل", "name"),
        ("ភេទ", "sex"),
        ("Tél.", ""),
        ("Couleur préférée", None),
    ],
)
def test_headings(title, kind):
    assert kind_of(title) == kind


def test_letters_mean_what_the_column_says():
    assert values.guess_sexes("FMM") == {"f": "f", "m": "m"}
    assert values.guess_sexes(["H", "M"]) == {"h": "m", "m": "f"}
    # Words written out tell nothing about a letter; other letters do.
    mixed = values.guess_sexes(["F", "M", "femenino", "masculino"])
    assert mixed["m"] == "m"
    assert values.guess_sexes(["M", "masculino"])["m"] is None
    assert values.guess_sexes(["F", "H", "M"])["m"] is None
    assert values.guess_sexes(["L", "P"]) == {"l": "m", "p": "f"}
    # "M" alone may be either, and a guess would be counted.
    assert values.guess_sexes(["M", "m"]) == {"m": None}
    assert values.guess_sexes(["ស្រី", "ប្រុស"]) == {"ប្រុស": "m", "ស្រី": "f"}


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("34", "30-35"),
        ("34 ans", "30-35"),
        ("18-24", "18-24"),
        ("15-35", ""),
        ("50+", "50+"),
        ("1991", "30-35"),
        ("?", ""),
    ],
)
def test_ages(cell, band):
    assert values.read_age(cell, ON) == band


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        ("1990-06-10", "30-35"),
        ("11/06/1989", "30-35"),
        ("10/06/1989", "36-49"),
        ("12 mars 1985", "36-49"),
        ("Medan, 17 Agustus 1981", "36-49"),
        ("3 de marzo de 2004", "18-24"),
        ("05/06/01", "18-24"),
        ("32975", "30-35"),
        ("1999", "25-29"),
        ("", ""),
    ],
)
def test_birth_dates(cell, band):
    assert values.read_birth(cell, ON) == band


@pytest.mark.parametrize("cell", ["31/02/1990", "30/13/1990", "1/1/2030", "12/12/1850"])
def test_dates_that_nobody_has(cell):
    with pytest.raises(values.ImpossibleError):
        values.read_birth(cell, ON)


def test_a_column_says_whether_the_month_comes_first():
    assert values.reads_month_first(["12/31/1990", "01/02/1990"])
    assert not values.reads_month_first(["31/12/1990", "01/02/1990"])
    assert values.read_birth("06/11/1989", ON, month_first=True) == "30-35"


def test_a_list_without_headings_is_guessed_by_its_cells():
    how, people = read("1;Awa Diallo;F;28", "2;Koffi Yao;M;41", "3;Aya Brou;F;19")
    assert how.columns == ["number", "name", "sex", "age"]
    assert [person.sex for person in people] == ["f", "m", "f"]


def test_headings_of_one_row_may_stand_once_more():
    _how, people = read("Nom;Sexe", "Awa Diallo;F", "Nom;Sexe", "Aya Brou;F")
    assert [person.name for person in people] == ["Awa Diallo", "Aya Brou"]


def test_merged_cells_fill_down_but_names_do_not():
    grid = Grid(
        [
            ["Nom", "Sexe", "Fonction"],
            ["Awa Diallo", "F", "Déléguée"],
            ["Aya Brou", "F", ""],
        ],
        merged=[(1, 2, 2, 2)],
    )
    _how, people = understood_of(grid)
    assert [person.role for person in people] == ["steward", "steward"]
    grid = Grid(
        [["Nom", "Sexe"], ["Awa Diallo", "F"], ["", "F"], ["Aya Brou", "F"]],
        merged=[(1, 0, 2, 0)],
    )
    _how, people = understood_of(grid)
    assert problems(people) == {2: ["merged"], 3: ["no_name", "merged"]}


def test_a_formula_and_a_name_without_end_are_left_out():
    _how, people = read("Nom;Sexe", "=cmd|x;F", f"{'Awa ' * 90};F", "Aya Brou;F")
    assert problems(people) == {2: ["formula"], 3: ["too_long"]}
    assert [person.becomes for person in people] == ["leave", "leave", "take"]
    assert people[0].choices == ("leave",)


def test_what_stands_below_the_numbers_is_perhaps_no_person():
    _how, people = read(
        "N°;Nom;Sexe", "1;Awa Diallo;F", "2;Aya Brou;F", "3;Koffi Yao;M", ";Dr Salif;"
    )
    assert problems(people) == {5: ["below_list"]}
    assert people[-1].becomes == "leave"


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("Awa Diallo / Fatou Sow", ("Awa Diallo", "Fatou Sow")),
        ("Awa Diallo et Fatou Sow", ("Awa Diallo", "Fatou Sow")),
        ("Putri & Wulan", ("Putri", "Wulan")),
        ("José Ortega y Gasset", ()),
        ("Awa Diallo", ()),
    ],
)
def test_two_people_in_one_cell(name, halves):
    assert two_people(name) == halves


@pytest.mark.parametrize(
    ("cells", "halves"),
    [
        ("Ana y Luis;Gómez / López", ("Ana Gómez", "Luis López")),
        ("Ana María y Luis;Gómez", ("Ana María Gómez", "Luis Gómez")),
        ("José;Ortega y Gasset", ()),
        ("José;", ()),
    ],
)
def test_two_people_whose_names_stand_in_two_columns(cells, halves):
    _how, people = read("Nombres;Apellidos;Sexo", f"{cells};F", "Rosa;Ajú;F")
    assert people[0].halves == halves
    assert problems(people) == ({2: ["two_people"]} if halves else {})


def test_numbers_in_a_name_are_not_taken():
    assert without_numbers("Yao Konan  07 44 55 66 77") == "Yao Konan"
    assert without_numbers("12. Awa Diallo (+225 0102030405)") == "Awa Diallo"


def test_a_draft_says_the_same_when_it_was_put_away_and_taken_out():
    draft = Draft.of(read_grid(indonesian()), ON)
    draft.matches[5] = Match("0" * 32, ("name_same", "sex"), 0.97)
    draft.decisions[6] = "leave"
    draft.basis = Basis("sheet", 1, "2025-06-10", was_there=True)
    again = Draft.from_text(draft.to_text())
    assert again == draft
    assert [row for row, *_ in [(p.row, n) for p, n, _ in taken(again)]] == [
        5, 7, 8, 11, 11, 12,
    ]  # fmt: skip


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), min_size=1, max_size=8))
def test_any_grid_is_understood_somehow(rows):
    width = max(map(len, rows))
    grid = Grid([row + [""] * (width - len(row)) for row in rows])
    if width:
        how, people = understood_of(grid)
        assert len(how.columns) == width
        assert len(people) <= len(rows)
