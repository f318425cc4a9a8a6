"""From the bytes of a file to a grid of text; hostile until proven otherwise.

Only what a cell shows is read: calamine gives the value a formula had when the file was
saved and evaluates nothing; macros are not looked at. What the bytes are, they say
themselves; the name of the file is not asked.

Run as a program (by apart.py) it reads a file from stdin within limits on memory and
processor time, and writes the grid, or why there is none, to stdout. It imports nothing
of Django, so that it starts at once.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from learning.classroom.rosters.grid import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    UnreadableError,
)

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A workbook behind a password lies whole in a stream of that name.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Unpacked; a list of 5,000 people has 3 MB.
MOST_INSIDE = 60 * 1024 * 1024
# Pictures, PDF, archives … that somebody has given another ending.
NO_TABLES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"\x1f\x8b", b"7z")
SEPARATORS = ";,\t|"
# Of the program.
PROCESSOR_SECONDS = 20
MOST_MEMORY = 768 * 1024 * 1024
# Titles, totals and empty lines above and below the people.
AROUND = 200


def read_grid(content: bytes) -> Grid:
    """The fullest sheet of a file, cut to where there is text. Raises UnreadableError."""
    if len(content) > MOST_BYTES:
        raise UnreadableError("too_big")
    if not content.strip(b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise UnreadableError("empty")
    if content.startswith(NO_TABLES):
        raise UnreadableError("no_table")
    if content.startswith((ZIP, OLE)):
        return _trimmed(*_workbook(content))
    return _trimmed(_text(content), [])


def _workbook(content: bytes) -> tuple[list, list]:
    if content.startswith(ZIP):
        _check_inside(content)
    elif ENCRYPTED in content:
        raise UnreadableError("password")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [
                book.get_sheet_by_name(each.name)
                for each in book.sheets_metadata
                if str(each.typ).endswith("WorkSheet")
                and str(each.visible).endswith("Visible")
                and not str(each.visible).endswith("Hidden")
            ]
            sheet = max(sheets, key=_size, default=None)
            if sheet is None:
                raise UnreadableError("no_table")
            if sheet.total_width > 16_384 or sheet.total_height > 1_048_576:
                raise UnreadableError("too_big_inside")
            merged = sheet.merged_cell_ranges or []
            rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS * 4)
    except PasswordError:
        raise UnreadableError("password") from None
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        raise UnreadableError("no_table") from None
    return rows, [(*start, *end) for start, end in merged]


def _size(sheet) -> int:
    return (sheet.height or 0) * min(sheet.width or 0, MOST_COLUMNS)


def _check_inside(content: bytes) -> None:
    """An archive says how large it gets; who lies about it meets the limit on memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableError("no_table") from None
    if sum(each.file_size for each in inside) > MOST_INSIDE or len(inside) > 2000:
        raise UnreadableError("too_big_inside")
    if any(each.flag_bits & 0x1 for each in inside):
        raise UnreadableError("password")
    if _encrypted_ods(content):
        raise UnreadableError("password")


def _encrypted_ods(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "META-INF/manifest.xml" not in archive.namelist():
            return False
        try:
            manifest = archive.read("META-INF/manifest.xml")
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return False
    return b"encryption-data" in manifest


def _text(content: bytes) -> list[list[str]]:
    """A CSV file in whatever encoding and with whatever separator."""
    text = _decoded(content)
    if "\x00" in text:
        raise UnreadableError("no_table")
    lines = text.splitlines()
    separator = None
    # Excel's own first line: sep=;
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0]) > 4:
        separator = lines[0].strip()[4:5]
        text = text.split("\n", 1)[1] if "\n" in text else ""
    separator = separator or _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS * 4:
                break
    except csv.Error:
        raise UnreadableError("no_table") from None
    return rows


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _decode(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\x00" in content[:200]:
        little = content[1:200:2].count(0) > content[0:200:2].count(0)
        return _decode(content, "utf-16-le" if little else "utf-16-be")
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- slow, seldom needed

    # Latin letters most likely, as Excel saves them; else what it looks like.
    best = from_bytes(
        content, cp_isolation=["cp1252", "cp1256", "cp1251", "cp1258", "mac_roman"]
    ).best()
    return _decode(content, best.encoding if best else "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode(encoding, errors="replace")


def _separator(text: str) -> str:
    """The one that cuts most lines into equally many parts."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines if separator in line]
        usual = max(set(counts), key=counts.count) if counts else 0
        return counts.count(usual), usual

    return max(SEPARATORS, key=evenness)


def _trimmed(rows: list[list], merged: list) -> Grid:
    """Without the empty rows and columns around; refuses what is too long."""
    rows = [[_shown(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
    filled = [at for at, row in enumerate(rows) if any(row)]
    if not filled:
        raise UnreadableError("empty")
    if len(filled) > MOST_ROWS + AROUND:
        raise UnreadableError("too_many_rows")
    top, bottom = filled[0], filled[-1]
    width = max(at for row in rows for at, cell in enumerate(row, 1) if cell)
    kept = [row[:width] + [""] * (width - len(row)) for row in rows[top : bottom + 1]]
    inside = [
        (r1 - top, c1, r2 - top, min(c2, width - 1))
        for r1, c1, r2, c2 in merged
        if r1 >= top and r2 <= bottom and c1 < width
    ]
    return Grid(rows=kept, first=top + 1, merged=inside)


def _shown(cell) -> str:
    """What a person sees in the cell."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    lines = [" ".join(line.split()) for line in str(cell).splitlines()]
    return "\n".join(line for line in lines if line)[:LONGEST_CELL]


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    try:
        answer = read_grid(sys.stdin.buffer.read()).to_json()
    except UnreadableError as refused:
        answer = {"why": refused.why}
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
