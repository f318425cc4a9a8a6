"""Interface strings, from the code into every catalogue under locale/.

Does what `makemessages` does, without gettext's programs: new strings come in empty,
those that are gone are kept as obsolete, what was translated stays.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

# Babel's notation: which arguments are singular, plural and context.
SINGULAR, PLURAL = (1,), (1, 2)
IN_CONTEXT, PLURAL_IN_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": SINGULAR,
    "gettext": SINGULAR,
    "gettext_lazy": SINGULAR,
    "gettext_noop": SINGULAR,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": PLURAL_IN_CONTEXT,
    "npgettext_lazy": PLURAL_IN_CONTEXT,
}
NOTE = "Translators"


def strings_in_code() -> polib.POFile:
    """Every string our Python and our templates ask a translation for."""
    found = polib.POFile()
    by_key: dict[tuple, polib.POEntry] = {}
    for path in sources():
        place = str(path.relative_to(settings.BASE_DIR))
        for entry in entries_of(path):
            key = (entry.msgctxt, entry.msgid)
            if key not in by_key:
                by_key[key] = entry
                found.append(entry)
            by_key[key].occurrences.append((place, ""))
    return found


def sources() -> Iterator[Path]:
    for app in ("cms", "learning"):
        for pattern in ("*.py", "*.html", "*.txt"):
            for path in sorted((settings.BASE_DIR / app).rglob(pattern)):
                if path.suffix == ".py" or "templates" in path.parts:
                    yield path


def entries_of(path: Path) -> Iterator[polib.POEntry]:
    text = path.read_text()
    if path.suffix != ".py":
        # Django turns a template into calls of gettext; Babel's reader then trips over
        # its indentation, which means nothing there.
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.strip() for line in lines)
    found = extract_python(BytesIO(text.encode()), KEYWORDS, [NOTE], {})
    for _line, function, messages, comments in found:
        entry = entry_from(KEYWORDS[function], messages)
        if entry:
            entry.comment = "\n".join(comments)
            yield entry


def entry_from(keyword: tuple, messages) -> polib.POEntry | None:
    """None where the string is no literal, so that nothing can be looked up."""
    given = list(messages) if isinstance(messages, tuple) else [messages]
    context = given.pop(0) if keyword in (IN_CONTEXT, PLURAL_IN_CONTEXT) else None
    if not given or not given[0]:
        return None
    plural = given[1] if keyword in (PLURAL, PLURAL_IN_CONTEXT) else ""
    flags = ["python-format"] if "%(" in given[0] else []
    return polib.POEntry(
        msgctxt=context, msgid=given[0], msgid_plural=plural or "", flags=flags
    )


def catalogues() -> list[Path]:
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def give_plurals(catalogue: polib.POFile) -> None:
    """Give new strings with a plural as many empty forms as the language has."""
    header = catalogue.metadata.get("Plural-Forms", "nplurals=2;")
    forms = int(re.search(r"nplurals=(\d+)", header)[1])
    for entry in catalogue:
        if entry.msgid_plural and not entry.msgstr_plural:
            entry.msgstr_plural = dict.fromkeys(range(forms), "")


class Command(BaseCommand):
    help = "Bring the translators' catalogues up to date with the code."

    def handle(self, **options):
        strings = strings_in_code()
        for path in catalogues():
            catalogue = polib.pofile(str(path))
            catalogue.merge(strings)
            give_plurals(catalogue)
            catalogue.save()
            language = path.parent.parent.name
            waiting = len(catalogue.untranslated_entries())
            self.stdout.write(f"{language}: {len(catalogue)} strings, {waiting} to do")
