import polib
import pytest
from django.core.management import call_command

from learning.management.commands.collect_strings import entries_of

TEMPLATE = """{% load i18n %}
  {% translate "Go on" %}
{% translate "May" context "the month" %}
    {% blocktranslate trimmed count n=n %}
      {{ n }} lesson
    {% plural %}
      {{ n }} lessons
    {% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext as _, pgettext_lazy
# Translators: on a button
_("Leave")
pgettext_lazy("trade union", "union")
_(name)
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "templates/page.html",
            TEMPLATE,
            [
                (None, "Go on", ""),
                ("the month", "May", ""),
                (None, "%(n)s lesson", "%(n)s lessons"),
            ],
        ),
        ("code.py", CODE, [(None, "Leave", ""), ("trade union", "union", "")]),
    ],
    ids=["template", "code"],
)
def test_strings_are_found(tmp_path, name, text, expected):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)

    found = [(each.msgctxt, each.msgid, each.msgid_plural) for each in entries_of(path)]

    assert found == expected


def test_what_was_translated_stays_and_what_is_gone_is_kept_aside(tmp_path, settings):
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    before = polib.POFile()
    before.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    before.append(polib.POEntry(msgid="Skip to the text", msgstr="Aller au texte"))
    before.append(polib.POEntry(msgid="Said nowhere", msgstr="Dit nulle part"))
    before.save(str(path))
    settings.LOCALE_PATHS = [tmp_path]

    call_command("collect_strings")

    after = polib.pofile(str(path))
    assert after.find("Skip to the text").msgstr == "Aller au texte"
    assert after.find("Said nowhere", include_obsolete_entries=True).obsolete
    assert len(after.untranslated_entries()) > 100


def test_a_new_string_with_a_plural_has_as_many_forms_as_the_language(
    tmp_path, settings
):
    path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    before = polib.POFile()
    before.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=6; plural=0;",
    }
    before.save(str(path))
    settings.LOCALE_PATHS = [tmp_path]

    call_command("collect_strings")

    # As it stands in the file: a form that is missing breaks the whole catalogue.
    assert 'msgstr[5] ""' in path.read_text()
    assert "msgid_plural" in path.read_text()
