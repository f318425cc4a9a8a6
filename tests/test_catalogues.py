"""The interface in every language: nothing missing, nothing doubtful, nothing broken."""

import re
from functools import cache

import polib
import pytest

from learning.management.commands.collect_strings import catalogues, strings_in_code

# Promised whole. A language that is being added is listed with what is still to do.
COMPLETE = {"ar", "es", "fr", "id"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
CATALOGUES = {path.parent.parent.name: path for path in catalogues()}


@cache
def wanted() -> polib.POFile:
    return strings_in_code()


def key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid


def test_the_promised_languages_are_there():
    assert set(CATALOGUES) >= COMPLETE


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_string_of_the_code_is_in_the_catalogue(language):
    """`manage.py collect_strings` brings them in."""
    there = {key(entry) for entry in polib.pofile(str(CATALOGUES[language]))}
    assert (
        sorted(str(key(entry)) for entry in wanted() if key(entry) not in there) == []
    )


@pytest.mark.parametrize("language", sorted(COMPLETE))
def test_a_promised_language_is_whole(language):
    catalogue = polib.pofile(str(CATALOGUES[language]))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_what_is_still_to_do_is_said(capsys):
    for language in sorted(set(CATALOGUES) - COMPLETE):
        catalogue = polib.pofile(str(CATALOGUES[language]))
        to_do = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
        with capsys.disabled():
            print(f"\n{language}: {len(to_do)} of {len(catalogue)} to translate")  # noqa: T201 -- a report


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_placeholders_survive_translation(language):
    """A lost or misspelt `%(name)s` is a broken page for whoever reads that language."""
    broken = []
    for entry in polib.pofile(str(CATALOGUES[language])).translated_entries():
        asked = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for words in [entry.msgstr, *entry.msgstr_plural.values()]:
            given = set(PLACEHOLDER.findall(words))
            # "One lesson" may do without its number; a new placeholder never works.
            lost = asked - given and not entry.msgid_plural
            if words and (given - asked or lost):
                broken.append(f"{entry.msgid!r}: {words!r}")
    assert broken == []


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_plurals_are_as_many_as_the_language_has(language):
    catalogue = polib.pofile(str(CATALOGUES[language]))
    forms = int(re.search(r"nplurals=(\d+)", catalogue.metadata["Plural-Forms"])[1])
    wrong = [
        entry.msgid
        for entry in catalogue.translated_entries()
        if entry.msgid_plural and len(entry.msgstr_plural) != forms
    ]
    assert wrong == []
