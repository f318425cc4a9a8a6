"""A module written out and read again is the same module."""

import tomllib
from uuid import UUID

import pytest
import tomli_w
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.blocks.lists import LessonBody
from cms.blocks.source import raw_stream
from cms.exchange.readable import Written, entries, module_as_files
from cms.models import LessonPage, ModulePage
from cms.module_files import load_module
from tests.cms.exchange.conftest import SMALL

LESSONS = sorted((settings.BASE_DIR / "fixtures" / "modules").glob("*/lessons/*.toml"))


def as_folder(files, folder):
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    return folder


def kept(model):
    names = [field.attname for field in model._meta.concrete_fields]
    # Which draft it is, and that translations nobody has begun got one.
    left_out = ("latest_revision_id", "live_revision_id", "has_unpublished_changes")
    return [
        {
            name: str(getattr(page, name))
            for name in names
            if name not in left_out and not name.endswith("_at")
        }
        for page in model.objects.order_by("path")
    ]


def test_written_out_and_loaded_again_nothing_changes(module, home, tmp_path):
    before = kept(ModulePage) + kept(LessonPage)
    folder = as_folder(module_as_files(module), tmp_path)

    load_module(folder, home)

    assert kept(ModulePage) + kept(LessonPage) == before


def test_every_identity_is_written_out(plain):
    files = module_as_files(plain)
    lesson = tomllib.loads(files["lessons/01-first.toml"].decode())

    page = LessonPage.objects.get(slug="first", locale=plain.locale)
    assert UUID(lesson["key"]) == page.translation_key
    assert [each["id"] for each in lesson["body"]] == [each.id for each in page.body]


def test_translations_come_along(module):
    files = module_as_files(module)
    original = (SMALL / "fr.po").read_text()
    assert "La première" in files["fr.po"].decode()
    assert "La première" in original
    assert "es.po" not in files  # nothing is translated into it


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_pictures_and_files_come_along(plain):
    image = Image.objects.create(title="The bus", file=get_test_image_file())
    document = Document.objects.create(
        title="Sheet", file=ContentFile(b"%PDF-1.7", name="sheet.pdf")
    )
    lesson = LessonPage.objects.get(slug="first", locale=plain.locale)
    lesson.body = [
        ("image", {"image": image, "alt": "A bus", "caption": ""}),
        ("download", {"document": document, "title": "The sheet"}),
    ]
    lesson.save_revision().publish()

    files = module_as_files(plain)
    body = tomllib.loads(files["lessons/01-first.toml"].decode())["body"]
    assert body[0]["image"] == f"media/the-bus-{image.pk}.png"
    assert files[body[1]["document"]] == b"%PDF-1.7"


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_every_lesson_of_ours_comes_back_block_by_block(file):
    """All kinds of block are in them; one that TOML can't say is found here."""
    drawings = {
        each.name: each.read_text()
        for each in file.parent.parent.glob("diagrams/*.svg")
    }
    source = tomllib.loads(file.read_text())["body"]
    raw = raw_stream(source, namespace=UUID(int=1), drawings=drawings)
    written = Written()
    again = tomllib.loads(tomli_w.dumps({"body": entries(stream(raw), written)}))
    kept = {
        name.removeprefix("diagrams/"): each.decode()
        for name, each in written.files.items()
    }

    back = raw_stream(again["body"], namespace=UUID(int=2), drawings=kept)

    # What is empty is not written out; it comes back as the editor's own "empty".
    assert entries(stream(back), Written()) == entries(stream(raw), Written())


def stream(raw: list[dict]):
    return LessonBody().to_python(raw)
