import gettext
import os

import pytest
from django.core.management import call_command

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "union"
msgstr "syndicat"

#, fuzzy
msgid "lesson"
msgstr "leçon ?"
"""


@pytest.fixture
def catalogue(tmp_path, settings):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    source = folder / "django.po"
    source.write_text(PO)
    return source


def look_up(source, words: str) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext(words)


def test_a_catalogue_is_compiled_without_gettexts_programs(catalogue):
    call_command("compile_catalogues", verbosity=0)

    assert look_up(catalogue, "union") == "syndicat"


def test_a_doubtful_translation_is_left_out(catalogue):
    call_command("compile_catalogues", verbosity=0)

    assert look_up(catalogue, "lesson") == "lesson"


def test_only_what_has_changed_is_compiled_again(catalogue):
    compiled = catalogue.with_suffix(".mo")
    call_command("compile_catalogues", verbosity=0)
    os.utime(compiled, ns=(2**62, 2**62))

    call_command("compile_catalogues", verbosity=0)
    assert compiled.stat().st_mtime_ns == 2**62

    catalogue.write_text(PO.replace("syndicat", "le syndicat"))
    os.utime(compiled, (0, 0))
    call_command("compile_catalogues", verbosity=0)
    assert look_up(catalogue, "union") == "le syndicat"
