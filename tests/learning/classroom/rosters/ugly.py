"""Three lists as unions really write them; every person in them is made up."""

import csv
import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

from openpyxl import Workbook


def french() -> bytes:
    """XLSX: logo rows, merged titles, "Sexe" over H and F, idem, two lines, totals."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Feuille1"
    book.create_sheet("Feuille2")
    rows = [
        ["FÉDÉRATION DES TRAVAILLEURS DE L’AGRO-INDUSTRIE"],
        ["LISTE DE PRÉSENCE — Formation des délégués, Bouaké, du 3 au 5 mars 2025"],
        [],
        [
            "N°",
            "Nom et prénoms",
            "Sexe",
            None,
            "Date naiss.",
            "Fonction",
            "Entreprise",
            "Contact",
            "Emargement",
        ],
        [None, None, "H", "F"],
        [
            1,
            "KOUADIO\nAya Marie",
            None,
            "x",
            date(1990, 4, 12),
            "Déléguée syndicale",
            "SOGB",
            "07 08 09 10 11",
            None,
        ],
        [
            2,
            "Mr OUATTARA Lassina",
            "X",
            None,
            "31/02/1985",
            "idem",
            "idem",
            "+225 0102030405",
            None,
        ],
        [
            3,
            "n'guessan koffi",
            "x",
            None,
            "12 mars 1979",
            "Secrétaire général",
            "PALMCI",
            "0505050505",
            None,
        ],
        [4, "Traoré Mariam / Bamba Awa", None, "x", "1992", "Membre", '"', None, None],
        [
            5,
            "KOUADIO Aya Marie",
            None,
            "X",
            "12/04/1990",
            "déléguée",
            "SOGB",
            None,
            None,
        ],
        [6, "Yao Konan  07 44 55 66 77", "x", None, 41, "Planteur", "//", None, None],
        [7, None, None, "x", "05/06/01", "Ouvrière", "SAPH", None, None],
        [8, '=HYPERLINK("http://example.org","Ahou")', None, "x", None, "Ouvrière"],
        [9],
        [10],
        ["TOTAL", None, 3, 5],
        ["Fait à Bouaké, le 5 mars 2025"],
        [None, "Le formateur"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A1:I1", "A2:I2", "C4:D4", "A17:D17"):
        sheet.merge_cells(merged)
    return _saved(book)


def spanish() -> bytes:
    """CSV as Excel writes it in La Paz: cp1252, `sep=`, no header line at the top."""
    rows = [
        ["CENTRAL OBRERA – Taller de negociación colectiva"],
        ["Lugar: Santa Cruz", "", "Fecha: 14/08/2025"],
        [],
        [
            "Nro.",
            "APELLIDO PATERNO",
            "APELLIDO MATERNO",
            "NOMBRES",
            "H/M",
            "EDAD",
            "CARGO",
            "C.I.",
            "CELULAR",
            "FIRMA",
        ],
        [
            "1",
            "MAMANI",
            "QUISPE",
            "María del Carmen",
            "M",
            "28",
            "Afiliada",
            "4455667 SC",
            "71234567",
            "",
        ],
        [
            "2",
            "Condori",
            "",
            "José Luis",
            "H",
            "45 años",
            "Secretario General",
            "33221",
            "",
            "",
        ],
        ["3", "FLORES", "ñáñez", "rosa", "m", "17", "ídem", "", "69.876.543", ""],
        ["4", "Mamani", "Quispe", "María Carmen", "M", "28", "afiliada", "", "", ""],
        ["5", "Choque", "", "Juan", "H", "233", "Dirigente", "", "", ""],
        ["6", "Vargas", "Rojas", "Elena", "", "33", "Delegada sindical", "", "", ""],
        ["", "", "", "", "", "", "", "", "", ""],
        ["Total participantes:", "6"],
        ["Responsable de la capacitación: ______"],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return f"sep=;\r\n{text.getvalue()}".encode("cp1252", "replace")


def indonesian() -> bytes:
    """ODS: single names, L/P, dates by place, headings again on the second sheet."""
    headings = [
        "No",
        "Nama Lengkap",
        "L/P",
        "Tempat, tanggal lahir",
        "Jabatan",
        "Serikat",
        "No. HP",
        "Tanda tangan",
    ]
    return ods(
        [
            ["DAFTAR HADIR PESERTA"],
            ["Pelatihan Negosiasi – Medan, 10–12 Juni 2025"],
            [],
            headings,
            [
                "1",
                "SUHARTO",
                "L",
                "Medan, 17 Agustus 1981",
                "Ketua PUK",
                "FSP",
                "0812-3456-7890",
            ],
            [
                "2",
                "Hj. Siti Aminah",
                "P",
                "Binjai, 02-05-1994",
                "Anggota",
                "FSP",
                "081399998888",
            ],
            ["3", "Moh. Yusuf", "L", "30/13/1990", "Bendahara", "sda"],
            ["4", "dewi lestari", "p", "1999", "Buruh", "sda"],
            headings,
            ["5", "Suharto", "L", "17-08-1981", "Ketua PUK", "FSP"],
            ["6", "Putri & Wulan", "P", "", "anggota", "FSP"],
            ["7", "sda", "P", "", "anggota", "FSP"],
            ["Jumlah", "7"],
            ["", "Mengetahui, Ketua Panitia"],
        ]
    )


def ods(rows: list[list[str]]) -> bytes:
    """A spreadsheet as LibreOffice saves it, with texts only."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row or [""]
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>'
        f"<office:body><office:spreadsheet><table:table table:name='Daftar'>{lines}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return saved.getvalue()


def xlsx(rows: list[list]) -> bytes:
    """A plain workbook."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
