"""A module as one file, to be carried from one site to another: a ZIP of readable files.

A file that comes in is hostile or broken until it has been looked at. What is unpacked
is exactly what a module consists of, by name; nothing is believed of what the ZIP says
about sizes; no text may hold a script. Then it goes the way of every module
(`cms/module_files.py`), in one transaction: all of it or nothing.
"""

import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from cms.exchange.readable import module_as_files
from cms.exchange.scripts import script_in
from cms.module_files import ModuleFilesError, language_of, load_module
from cms.pages.home import HomePage
from cms.pages.module import ModulePage
from cms.walls.workspaces import collection_of

MOST_BYTES = 30 * 1024 * 1024  # of the ZIP
MOST_UNPACKED = 100 * 1024 * 1024
MOST_TEXT = 2 * 1024 * 1024  # of one text
MOST_FILES = 400
NAMES = re.compile(
    r"(module|glossary)\.toml|lessons/[\w-]{1,80}\.toml|diagrams/[\w-]{1,80}\.svg"
    r"|media/[\w-]{1,80}\.[a-z0-9]{2,5}|[a-z]{2,3}(-[a-z]{2,8})?\.po",
    re.ASCII,
)
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")


class ArchiveError(ValueError):
    """A file that is no module, or a dangerous one; the message is for an author."""


def pack(module: ModulePage) -> bytes:
    """The module as one ZIP; the same module gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(module_as_files(module).items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(file, folder: Path) -> None:
    """Write the files of a ZIP below `folder`. Raises ArchiveError, saying why not."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name, content in _checked(archive):
                target = folder / name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(content)
    except (
        *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError),
        *(NotImplementedError, RuntimeError, OSError),
    ) as error:
        raise ArchiveError(_("This file is broken, or it is no module.")) from error
    if not (folder / "module.toml").exists():
        raise ArchiveError(_("This is no module: it has no module.toml."))


def _checked(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if len(entries) > MOST_FILES:
        raise ArchiveError(_("There are too many files in it for a module."))
    top = _folder_around(entries)
    left, seen = MOST_UNPACKED, set()
    for entry in entries:
        name = entry.filename.removeprefix(top)
        if not NAMES.fullmatch(name) or name in seen or _is_odd(entry):
            raise ArchiveError(
                _("“%(name)s” does not belong in a module.")
                % {"name": entry.filename[:80]}
            )
        seen.add(name)
        is_media = name.startswith("media/")
        most = min(left, MOST_UNPACKED if is_media else MOST_TEXT)
        with archive.open(entry) as packed:
            content = packed.read(most + 1)  # whatever the ZIP says of its size
        if len(content) > most:
            raise ArchiveError(_("It is too big when unpacked."))
        left -= len(content)
        if not is_media:
            _check_text(name, content)
        yield name, content


def _folder_around(entries) -> str:
    """People pack folders again by hand, and then there is one more around it."""
    tops = {each.filename.partition("/")[0] for each in entries}
    if len(tops) != 1:
        return ""
    top = f"{tops.pop()}/"
    inside = any(each.filename == f"{top}module.toml" for each in entries)
    return top if inside else ""


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    is_encrypted = bool(entry.flag_bits & 1)
    return is_link or is_encrypted


def _check_text(name: str, content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArchiveError(
            _("“%(name)s” is not UTF-8 text.") % {"name": name}
        ) from error
    found = script_in(text)
    if found:
        raise ArchiveError(
            _("“%(name)s” holds what a browser would run: %(found)s")
            % {"name": name, "found": found}
        )


def bring_in(file, *, union, by) -> ModulePage:
    """Make a module out of a file, for a union or (None) the programme; published.

    A union's module can be read by that union only, until an author says otherwise. One
    that came from here keeps its identity and is brought up to date. Raises ArchiveError
    and stores nothing where something is wrong.
    """
    with tempfile.TemporaryDirectory() as folder:
        unpack(file, Path(folder))
        return load_for(Path(folder), union=union)


def load_for(folder: Path, *, union, origin: UUID | None = None) -> ModulePage:
    """Load a folder into the workspace of a union; all or nothing.

    Raises ArchiveError with what is wrong, in an author's words.
    """
    stored = []
    try:
        with transaction.atomic():
            media = _store_media(folder, union, stored)
            home = _home(union, language_of(folder))
            return load_module(
                folder,
                home,
                media=media,
                origin=origin,
                audience="union" if union else "open",
            )
    except (ModuleFilesError, ArchiveError) as error:
        _remove(stored)
        raise ArchiveError(str(error)) from error
    except Exception:
        _remove(stored)
        raise


def _home(union, language: str) -> HomePage:
    home = HomePage.objects.filter(union=union, locale__language_code=language).first()
    if home is None:
        raise ArchiveError(
            _("The module is written in “%(language)s”, which this site does not have.")
            % {"language": language[:20]}
        )
    return home


def _store_media(folder: Path, union, stored: list) -> dict[str, int]:
    """Pictures and files into the owner's library: path in the archive → their number."""
    collection = collection_of(union)
    numbers = {}
    for path in sorted((folder / "media").glob("*")):
        kept = _picture(path) if path.suffix in PICTURES else _document(path)
        kept.collection = collection
        kept.save()
        stored.append(kept.file)
        numbers[f"media/{path.name}"] = kept.pk
    return numbers


def _picture(path: Path):
    content = ContentFile(path.read_bytes(), name=path.name)
    try:
        WagtailImageField().clean(content)
    except ValidationError as error:
        raise ArchiveError(f"media/{path.name}: {' '.join(error.messages)}") from error
    content.seek(0)
    return get_image_model()(title=_title(path), file=content)


def _document(path: Path):
    document = get_document_model()(
        title=_title(path), file=ContentFile(path.read_bytes(), name=path.name)
    )
    try:
        document.clean()
    except ValidationError as error:
        raise ArchiveError(f"media/{path.name}: {' '.join(error.messages)}") from error
    return document


def _title(path: Path) -> str:
    return PurePosixPath(path.name).stem.rpartition("-")[0] or path.stem


def _remove(files: list) -> None:
    """What the database takes back, the disk does not."""
    for file in files:
        file.storage.delete(file.name)
