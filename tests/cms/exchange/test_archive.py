"""One file out, one file in; a hostile or broken one leaves nothing behind."""

import io
import re
import stat
import struct
import zipfile
import zlib

import pytest
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.exchange import archive
from cms.exchange.archive import ArchiveError, bring_in, pack, unpack
from cms.exchange.readable import module_as_files
from cms.models import LessonPage, ModulePage
from learning.catalogue.shelf import shelf
from tests.cms.exchange.conftest import SMALL


def zipped(files: dict) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    packed.seek(0)
    return packed


def small() -> dict[str, bytes]:
    """The files of the small module as they lie in its folder: no database needed."""
    return {
        path.relative_to(SMALL).as_posix(): path.read_bytes()
        for path in SMALL.rglob("*.*")
    }


def remove_all_modules():
    """One by one, lessons first, as nothing else may be in the tree any more."""
    for model in (LessonPage, ModulePage):
        for pk in model.objects.values_list("pk", flat=True):
            model.objects.get(pk=pk).delete()


def counted() -> tuple:
    return (
        ModulePage.objects.count(),
        LessonPage.objects.count(),
        Image.objects.count(),
        Document.objects.count(),
    )


def test_the_same_module_gives_the_same_bytes(plain):
    assert pack(plain) == pack(plain)


def test_a_deleted_module_comes_back_as_the_same_one(
    module, north, django_capture_on_commit_callbacks
):
    packed, key = io.BytesIO(pack(module)), module.translation_key
    lessons = set(LessonPage.objects.values_list("translation_key", "slug"))
    remove_all_modules()

    with django_capture_on_commit_callbacks(execute=True):
        back = bring_in(packed, union=north, by=None)

    assert back.translation_key == key
    assert back.owner_union() == north
    assert set(LessonPage.objects.values_list("translation_key", "slug")) == lessons
    assert shelf.module("small").audience == "union"
    assert set(shelf.module("small").lessons[0].languages) == {"en", "fr"}


def test_brought_in_again_it_is_brought_up_to_date(plain):
    files = module_as_files(plain)
    changed = files["lessons/01-first.toml"].replace(b"A heading", b"A new heading")
    before = counted()

    bring_in(zipped(files | {"lessons/01-first.toml": changed}), union=None, by=None)

    assert counted() == before
    lesson = LessonPage.objects.get(slug="first", locale=plain.locale)
    assert "A new heading" in str(lesson.body)


def test_another_unions_module_is_not_taken(plain, north):
    with pytest.raises(ArchiveError, match="is here already"):
        bring_in(io.BytesIO(pack(plain)), union=north, by=None)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lessons/01-first.toml", b"slug = ", "01-first.toml"),
        ("lessons/01-first.toml", b'slug = "x"', "title"),
        ("lessons/01-first.toml", b"a = " + b"[" * 100_000, "01-first.toml"),
        ("module.toml", b"a = " + b"[" * 100_000, "module.toml"),
        ("module.toml", b"slug = 3", "module"),
        ("module.toml", b'slug = "x"\nkey = "not-a-key"', "key"),
        ("media/x.png", b"no picture", "media/x.png"),
        ("media/x.exe", b"MZ", "media/x.exe"),
    ],
)
def test_what_is_broken_is_refused_by_name_and_nothing_stays(home, name, content, said):
    with pytest.raises(ArchiveError, match=said):
        bring_in(zipped(small() | {name: content}), union=None, by=None)
    assert counted() == (0, 0, 0, 0)


def test_a_broken_catalogue_takes_back_what_went_before(home):
    with pytest.raises(ArchiveError, match=r"fr\.po"):
        bring_in(zipped(small() | {"fr.po": b"nonsense"}), union=None, by=None)
    assert counted() == (0, 0, 0, 0)


def test_one_id_twice_is_refused(home):
    lesson = small()["lessons/01-first.toml"]
    first = re.search(rb'^id = "(.+)"$', lesson, re.M)[1]
    second = re.findall(rb'^id = "(.+)"$', lesson, re.M)[1]
    twice = lesson.replace(b'id = "%s"' % second, b'id = "%s"' % first, 1)
    with pytest.raises(ArchiveError, match="twice"):
        bring_in(
            zipped(small() | {"lessons/01-first.toml": twice}), union=None, by=None
        )


# --- what is refused before anything is loaded ---------------------------------------


def test_a_folder_around_everything_is_forgiven(tmp_path):
    unpack(zipped({f"small/{name}": each for name, each in small().items()}), tmp_path)
    assert (tmp_path / "lessons" / "01-first.toml").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../module.toml",
        "/etc/passwd",
        "lessons/../../x.toml",
        "lessons\\..\\x.toml",
        "run.py",
        "media/x.svg.exe",
        ".htaccess",
        "lessons/a/b.toml",
    ],
)
def test_names_that_do_not_belong_are_refused(tmp_path, name):
    with pytest.raises(ArchiveError, match="does not belong"):
        unpack(zipped(small() | {name: b"x"}), tmp_path)


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("diagrams/x.svg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("module.toml", small()["module.toml"])
        made.writestr(link, "/etc/passwd")
    with pytest.raises(ArchiveError, match="does not belong"):
        unpack(packed, tmp_path)


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_TEXT", 10_000)
    bomb = {"lessons/09-bomb.toml": b"a" * 50_000_000}
    with pytest.raises(ArchiveError, match="too big"):
        unpack(zipped(small() | bomb), tmp_path)


def test_too_many_files_are_refused(tmp_path):
    many = {f"media/x{number}.png": b"" for number in range(500)}
    with pytest.raises(ArchiveError, match="too many"):
        unpack(zipped(small() | many), tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"A heading", b"<script>alert(1)</script>"),
        (b"A heading", b"<img src=x onerror=alert(1)>"),
    ],
)
def test_a_script_in_the_text_is_refused(tmp_path, old, new):
    lesson = small()["lessons/01-first.toml"].replace(old, new)
    with pytest.raises(ArchiveError, match="a browser would run"):
        unpack(zipped(small() | {"lessons/01-first.toml": lesson}), tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a zip at all"])
def test_what_is_no_zip_is_refused(tmp_path, content):
    with pytest.raises(ArchiveError, match="broken"):
        unpack(io.BytesIO(content), tmp_path)


def test_text_that_is_not_utf8_is_refused(tmp_path):
    broken = small() | {"lessons/01-first.toml": b"\xff\xfe\x00"}
    with pytest.raises(ArchiveError, match="UTF-8"):
        unpack(zipped(broken), tmp_path)


def test_without_a_module_it_is_none(tmp_path):
    with pytest.raises(ArchiveError, match=r"module\.toml"):
        unpack(zipped({"fr.po": b""}), tmp_path)


def bomb(width: int, height: int) -> bytes:
    """A PNG of so many pixels, in a few kilobytes: one bit each, all the same."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checked

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * -(-width // 8)) * height, 9)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def test_a_picture_of_too_many_pixels_is_refused_by_its_header(north):
    packed = bomb(8000, 5000)
    assert len(packed) < 20_000
    before = counted()

    with pytest.raises(ArchiveError, match=r"media/x.png: .*too many pixels"):
        bring_in(zipped(small() | {"media/x.png": packed}), union=north, by=None)

    assert counted() == before
