"""What every first view of a lesson we ship weighs, in every language it is complete in.

As the quality panel weighs it; `python -m bench first_view` asks a browser. Loading the
modules takes minutes, so their files are compiled alone: the words of a PO file are put
in the place of ours, in one pass over each lesson.
"""

import re
from uuid import uuid4

import polib
import pytest
from django.conf import settings
from wagtail.models import Locale

from cms.blocks.source import raw_stream
from cms.module_files import folders_in_order, read_toml
from cms.pages.lesson import LessonPage
from cms.publishing import lesson_as_visitors_get_it
from cms.quality import BUDGET, weight_of
from cms.snippets.fact import Fact

FIXTURES = settings.BASE_DIR / "fixtures"
FOLDERS = folders_in_order(FIXTURES / "modules")
HTML = 9_000


def words_of(file) -> dict[str, str]:
    return {each.msgid: each.msgstr for each in polib.pofile(str(file)) if each.msgstr}


def in_every_language(folder) -> dict[str, dict[str, str]]:
    """Language → what its words are for ours; ours are in English."""
    return {"en": {}} | {file.stem: words_of(file) for file in folder.glob("*.po")}


@pytest.fixture
def facts(db):
    entries = read_toml(FIXTURES / "facts" / "facts.toml")["fact"]
    keys = {entry["key"]: uuid4() for entry in entries}
    for language, words in in_every_language(FIXTURES / "facts").items():
        locale, _is_new = Locale.objects.get_or_create(language_code=language)
        Fact.objects.bulk_create(
            Fact(
                **in_words(entry, words),
                translation_key=keys[entry["key"]],
                locale=locale,
            )
            for entry in entries
        )


def in_words(source, words: dict[str, str]):
    """The same with the words of another language; what stands in none stays."""
    if isinstance(source, str):
        if source in words:
            return words[source]
        # Rich text is translated paragraph by paragraph.
        return re.sub(
            r">([^<>\s].*?)(?=</(?:p|li|h\d)>)",
            lambda found: f">{words.get(found[1], found[1])}",
            source,
        )
    if isinstance(source, dict):
        return {
            name: each
            if name in ("id", "type", "file", "key")
            else in_words(each, words)
            for name, each in source.items()
        }
    if isinstance(source, list):
        return [in_words(each, words) for each in source]
    return source


def page_of(source: dict, module, locale, drawings: dict) -> LessonPage:
    """A lesson's page that is nowhere saved."""
    names = ("title", "slug", "objective", "minutes", "sensitivity", "content_note")
    page = LessonPage(**{name: source[name] for name in names if name in source})
    page.body = raw_stream(
        source["body"], namespace=page.translation_key, drawings=drawings
    )
    page.locale, page.path = locale, f"{module.path}0001"
    page.get_parent = lambda *args, **kwargs: module
    return page


def lessons_in_every_language(module):
    for folder in FOLDERS:
        drawings = {
            each.name: each.read_text() for each in (folder / "diagrams").glob("*.svg")
        }
        for language, words in in_every_language(folder).items():
            locale, _is_new = Locale.objects.get_or_create(language_code=language)
            for lesson in sorted((folder / "lessons").glob("*.toml")):
                source = in_words(read_toml(lesson), words)
                name = f"{language} {folder.name} {lesson.stem}"
                yield name, page_of(source, module, locale, drawings)


def test_every_first_view_is_within_the_budget(module, facts):
    weights = {
        name: weight_of(lesson_as_visitors_get_it(page))
        for name, page in lessons_in_every_language(module)
    }
    assert len(weights) >= 4 * 6 * 4  # modules, lessons, languages
    heavy = {
        name: weight
        for name, weight in weights.items()
        if weight.total > BUDGET or weight.document > HTML
    }
    assert heavy == {}
