"""A module as readable files: the way back of `cms/module_files.py`.

What stands in the files is what the editor keeps, with every identity (keys of pages,
ids of blocks and choices) written out, so that a module that comes back is the same one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import tomli_w
from django.utils.text import slugify
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html

from cms.localisation import source_of
from cms.module_files import export_po
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.snippets.glossary import GlossaryTerm

MODULE_FIELDS = (
    *("title", "neutral_title", "summary", "outcome", "product"),
    *("minutes", "pass_mark", "questions_drawn"),
)
LESSON_FIELDS = (
    *("title", "objective", "minutes", "completion_rule"),
    *("sensitivity", "content_note"),
)


@dataclass
class Written:
    """The files of a module so far: path → content. Media are written as they turn up."""

    files: dict[str, bytes] = field(default_factory=dict)

    def toml(self, path: str, content: dict) -> None:
        self.files[path] = tomli_w.dumps(content, multiline_strings=True).encode()

    def drawing(self, name: str, svg: str) -> str:
        self.files[f"diagrams/{name}.svg"] = svg.encode()
        return f"{name}.svg"

    def media(self, kept) -> str:
        """A picture or file of the library; named by its number, as two may be alike."""
        suffix = PurePosixPath(kept.file.name).suffix.lower()
        path = f"media/{slugify(kept.title)[:40] or 'file'}-{kept.pk}{suffix}"
        if path not in self.files:
            with kept.file.open("rb") as content:
                self.files[path] = content.read()
        return path


def module_as_files(module: ModulePage) -> dict[str, bytes]:
    """The files of a module in the language it was written in, and a PO per language.

    Draft words that are not published are not in it.
    """
    module = source_of(module).specific
    written = Written()
    content: dict[str, Any] = {
        "slug": module.slug,
        "key": str(module.translation_key),
        "language": module.locale.language_code,
        **_fields(module, MODULE_FIELDS),
    }
    for name, stream in (("pretest", module.pre_test), ("pool", module.pool)):
        if stream:
            content[name] = entries(stream, written)
    written.toml("module.toml", content)
    lessons = LessonPage.objects.child_of(module).live().order_by("path")
    for number, lesson in enumerate(lessons, start=1):
        written.toml(
            f"lessons/{number:02}-{lesson.slug}.toml",
            {
                "slug": lesson.slug,
                "key": str(lesson.translation_key),
                **_fields(lesson, LESSON_FIELDS),
                "body": entries(lesson.body, written),
            },
        )
    for locale in Locale.objects.exclude(pk=module.locale_id):
        catalogue = export_po(module, locale.language_code, only_begun=True)
        if catalogue.translated_entries():
            written.files[f"{locale.language_code}.po"] = str(catalogue).encode()
    terms = _glossary(module)
    if terms:
        written.toml("glossary.toml", {"term": terms})
    return written.files


def _fields(page, names) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(page, name)) != ""}


def _glossary(module: ModulePage) -> list[dict[str, str]]:
    """The owner's terms; another union that takes the module over wants them too."""
    terms = GlossaryTerm.objects.filter(union=module.owner_union())
    return [
        {"source": term.source}
        | ({"note": term.note} if term.note else {})
        | {each.language: each.words for each in term.translations.all()}
        for term in terms.prefetch_related("translations")
    ]


def entries(stream, written: Written) -> list[dict]:
    """The blocks of a StreamField as `raw_stream` takes them, ids included."""
    definitions = stream.stream_block.child_blocks
    return [
        {
            "type": raw["type"],
            "id": raw["id"],
            **_entry(definitions[raw["type"]], raw, written),
        }
        for raw in stream.get_prep_value()
        if raw["type"] in definitions
    ]


def _entry(block: blocks.StructBlock, raw: dict, written: Written) -> dict:
    value = _struct(block, raw["value"], written)
    if raw["type"] == "diagram":
        value["file"] = written.drawing(f"drawing-{raw['id'][:8]}", value.pop("svg"))
    if raw["type"] == "true_false":
        value["answer"] = value["answer"] == "true"
    if raw["type"] == "sorting":
        value["cards"] = [
            card | {"bin": each["id"]}
            for each in value["bins"]
            for card in each.pop("cards", ())
        ]
    return value


def _struct(block: blocks.StructBlock, value: dict, written: Written) -> dict:
    """TOML has no null: what is empty is left out."""
    found = {
        name: _readable(block.child_blocks[name], each, written)
        for name, each in value.items()
        if name in block.child_blocks and each is not None
    }
    return {name: each for name, each in found.items() if each not in ("", [])}


def _readable(block: blocks.Block, value: Any, written: Written) -> Any:
    for kind, write in _WRITERS:
        if isinstance(block, kind):
            return write(block, value, written)
    return value


def _list(block: blocks.ListBlock, value: list, written: Written) -> list:
    if not isinstance(block.child_block, blocks.StructBlock):
        return [each["value"] for each in value]
    return [
        {"id": item["id"], **_struct(block.child_block, item["value"], written)}
        for item in value
    ]


def _rich_text(block, value: str, written: Written) -> str:
    """Links to pages of this site become addresses: elsewhere their numbers are wrong."""
    return expand_db_html(value) if "linktype" in value else value


def _picture(block, value: int, written: Written) -> str:
    return written.media(get_image_model().objects.get(pk=value))


def _document(block, value: int, written: Written) -> str:
    return written.media(get_document_model().objects.get(pk=value))


_WRITERS: tuple[tuple[type[blocks.Block], Callable], ...] = (
    (blocks.ListBlock, _list),
    (blocks.StructBlock, _struct),
    (blocks.RichTextBlock, _rich_text),
    (ImageChooserBlock, _picture),
    (DocumentChooserBlock, _document),
)
