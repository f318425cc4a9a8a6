"""Adding a language: a folder, a locale, homes to write in. No line of code."""

import re
from pathlib import Path

import django
import polib
from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.messages.plurals import get_plural
from django.conf import settings
from django.db import transaction
from django.utils.translation import to_locale
from wagtail.models import Locale

from cms.localisation import is_source, refresh_translations
from cms.pages.home import HomePage
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.walls.workspaces import open_home


class UnknownLanguageError(ValueError):
    """A code that CLDR does not know; the message says so."""


def add_language(code: str) -> Path:
    """Make a language of the project and return its interface catalogue.

    The catalogue lists every string of the interface, empty where Django, Wagtail and
    allauth have no translation of their own; missing ones show in English. Homes are
    made in every workspace, and (by the task worker) a draft of every live lesson, so
    that translators find their work. Idempotent.
    """
    try:
        CldrLocale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise UnknownLanguageError(
            f"{code!r} is not a language of CLDR; use a code such as km, wo or es-419"
        ) from None
    catalogue = catalogue_of(code)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    bring_up_to_date(catalogue, code)
    with transaction.atomic():
        locale, _ = Locale.objects.get_or_create(language_code=code.lower())
        _make_homes(locale)
    for model in (ModulePage, LessonPage):
        for page in model.objects.live().filter(alias_of=None).order_by("path"):
            if is_source(page):
                refresh_translations.enqueue(page.pk)
    return catalogue


def catalogue_of(code: str) -> Path:
    """Where Django looks for the interface in a language: `pt_BR` for pt-br."""
    folder = Path(settings.LOCALE_PATHS[0]) / to_locale(code.lower())
    return folder / "LC_MESSAGES" / "django.po"


def bring_up_to_date(catalogue: Path, code: str) -> polib.POFile:
    """Add to a catalogue, empty, every string another language has; keep its own."""
    known = (
        polib.pofile(str(catalogue))
        if catalogue.exists()
        else polib.POFile(wrapwidth=78)
    )
    if not known.metadata:
        known.metadata = {
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": code,
            "Plural-Forms": plural_forms(code),
        }
    there = {(entry.msgctxt, entry.msgid) for entry in known}
    for entry in _all_strings():
        if not entry.obsolete and (entry.msgctxt, entry.msgid) not in there:
            empty = polib.POEntry(
                msgid=entry.msgid,
                msgctxt=entry.msgctxt,
                msgid_plural=entry.msgid_plural,
                occurrences=entry.occurrences,
                comment=entry.comment,
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
            if entry.msgid_plural:
                forms = _plurals(known.metadata["Plural-Forms"])
                empty.msgstr_plural = dict.fromkeys(range(forms), "")
            known.append(empty)
    known.save(str(catalogue))
    return known


def missing_strings(code: str) -> list[str]:
    """The interface strings that still show in English in this language."""
    catalogue = polib.pofile(str(catalogue_of(code)))
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def plural_forms(code: str) -> str:
    """The gettext header for the plurals of a language: as Django has it, else CLDR.

    Both rules of one language must number the forms alike; Babel's Arabic one does not.
    """
    folder = Path(django.__file__).parent / "conf" / "locale" / to_locale(code.lower())
    catalogue = folder / "LC_MESSAGES" / "django.po"
    if catalogue.exists():
        return polib.pofile(str(catalogue)).metadata["Plural-Forms"]
    return get_plural(to_locale(code.lower())).plural_forms


def _plurals(header: str) -> int:
    """How many forms a header promises."""
    return int(re.match(r"nplurals=(\d+);", header)[1])


def _all_strings() -> polib.POFile:
    """Every string of the interface: those of the French catalogue, always complete."""
    complete = settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(complete))


def _make_homes(locale: Locale) -> None:
    for home in HomePage.objects.filter(alias_of=None).exclude(locale=locale):
        if not home.has_translation(locale):
            home.copy_for_translation(locale).save_revision().publish()
    for home in HomePage.objects.filter(locale=locale):
        open_home(home)
