"""Hostile and mistaken files: each is refused by its own word, or read as text."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from learning.classroom.rosters.apart import read_apart
from learning.classroom.rosters.grid import MOST_BYTES, MOST_ROWS, UnreadableError
from learning.classroom.rosters.reading import read_grid
from tests.learning.classroom.rosters.ugly import ods, xlsx

FILES = Path(__file__).parent / "files"
TWO = [["Nom", "Sexe"], ["Élodie Bâ", "F"]]


def why(content: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        read_grid(content)
    return refused.value.why


@pytest.mark.parametrize(
    "content",
    [
        xlsx(TWO),
        ods(TWO),
        "Nom;Sexe\nÉlodie Bâ;F\n".encode("cp1252"),
        "Nom;Sexe\nÉlodie Bâ;F\n".encode("utf-16"),
        "Nom\tSexe\r\nÉlodie Bâ\tF\r\n".encode("utf-16-le"),
        "\ufeffNom,Sexe\nÉlodie Bâ,F\n".encode(),
        'sep=|\r\nNom|Sexe\r\n"Élodie Bâ"|F\r\n'.encode("cp1252"),
    ],
)
def test_one_list_in_many_forms(content):
    assert read_grid(content).rows == TWO


def test_an_old_excel_file():
    rows = read_grid((FILES / "old.xls").read_bytes()).rows
    assert rows[1] == ["KOUADIO Aya", "F", "34"]


def test_names_that_run_from_right_to_left():
    content = "الاسم;الجنس\nمحمد بن علي;ذكر\n"
    for encoding in ("utf-8", "utf-16", "cp1256"):
        assert read_grid(content.encode(encoding)).rows[1] == ["محمد بن علي", "ذكر"]


def test_what_a_person_sees_in_a_cell():
    rows = [
        [
            date(1990, 4, 12),
            datetime(1990, 4, 12, 8),  # noqa: DTZ001 -- as workbooks have it
            34.0,
            1.5,
            True,
            "  two \n lines ",
        ]
    ]
    assert read_grid(xlsx(rows)).rows == [
        ["1990-04-12", "1990-04-12", "34", "1.5", "x", "two\nlines"]
    ]


def test_the_fullest_visible_sheet_and_where_it_begins():
    book = Workbook()
    book.active.append(["notes"])
    people = book.create_sheet("people")
    people["B5"], people["C5"], people["B6"] = "Nom", "Sexe", "Awa"
    people.merge_cells("B6:C6")
    hidden = book.create_sheet("hidden")
    for _each in range(9):
        hidden.append(["secret", "secret", "secret"])
    hidden.sheet_state = "hidden"
    saved = io.BytesIO()
    book.save(saved)
    grid = read_grid(saved.getvalue())
    assert grid.rows == [["", "Nom", "Sexe"], ["", "Awa", ""]]
    assert (grid.first, grid.number(1), grid.merged) == (5, 6, [(1, 1, 1, 2)])


def test_a_formula_is_never_evaluated():
    """A workbook gives the value it was saved with; in CSV it is text, refused later."""
    grid = read_grid(xlsx([["Nom", "Sexe"], ['=HYPERLINK("http://x","Awa")', "F"]]))
    assert grid.rows[1] == ["", "F"]
    grid = read_grid(b'Nom;Sexe\n"=HYPERLINK(""http://x"";""Awa"")";F\n')
    assert grid.rows[1][0].startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "empty"),
        (xlsx([]), "empty"),
        (b"x" * (MOST_BYTES + 1), "too_big"),
        (b"\x89PNG\r\n\x1a\n....", "no_table"),
        (b"PK\x03\x04 this is no archive", "no_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3000, "no_table"),
        (b"\x00\x01\x02\x03" * 100, "no_table"),
        ((FILES / "locked.xlsx").read_bytes(), "password"),
        (b"Nom;Sexe\n" + b"Awa Diallo;F\n" * (MOST_ROWS + 300), "too_many_rows"),
    ],
)
def test_what_cannot_be_read(content, word):
    assert why(content) == word


def test_macros_are_not_looked_at():
    """A workbook with macros: the same, with a program in it that nobody runs."""
    saved = io.BytesIO(xlsx(TWO))
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    assert read_grid(saved.getvalue()).rows == TWO


def test_a_bomb_says_how_large_it_gets():
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 1024 * 1024))
    assert len(saved.getvalue()) < MOST_BYTES
    assert why(saved.getvalue()) == "too_big_inside"


@pytest.mark.slow
def test_a_bomb_that_lies_ends_only_its_own_process():
    """Two cells, a million rows and sixteen thousand columns apart."""
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "x", "y"
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(UnreadableError) as refused:
        read_apart(saved.getvalue())
    assert refused.value.why == "too_big_inside"


@pytest.mark.slow
def test_apart_it_is_read_as_here():
    content = xlsx(TWO)
    assert read_apart(content) == read_grid(content)
    with pytest.raises(UnreadableError) as refused:
        read_apart(b"%PDF-1.7")
    assert refused.value.why == "no_table"
