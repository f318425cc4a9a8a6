"""The programme's facts as readable files: one TOML file, and one PO file per language.

Loading takes the path of an author and of a translator: a fact is checked and published,
translations come in by PO file. What is the same already is left alone, so loading again
publishes nothing and marks nothing.
"""

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid5

import polib
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.fact_changes import loading, open_translations
from cms.localisation import register
from cms.module_files import NAMESPACE, ModuleFilesError, po_file
from cms.segments import store_words
from cms.snippets.fact import Fact

REQUIRED = (
    "key",
    "value",
    "statement",
    "jurisdiction",
    "source",
    "as_of",
    "review_by",
    "confidence",
)
OPTIONAL = ("instrument", "replaces")
CONTEXT = "facts"


def load_facts(
    folder: Path,
    *,
    language: str = "en",
    say: Callable[[str], None] = lambda line: None,
) -> list[Fact]:
    """Make or update the programme's facts from `facts.toml` and the PO files beside it.

    Raises ModuleFilesError for a file that cannot be read or that the editor would
    refuse. A language without a file waits for its translator.
    """
    file = folder / "facts.toml"
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("fact", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModuleFilesError(f"{file.name}: {error}") from error
    locale = Locale.objects.get(language_code=language)
    with translation.override(language), loading():
        loaded = [_load(file, entry, locale) for entry in entries]
    changed = sum(is_changed for _fact, is_changed in loaded)
    say(f"facts: {len(loaded)}, of them new or changed: {changed}")
    facts = [fact for fact, _is_changed in loaded]
    catalogues = {each: po_file(each) for each in sorted(folder.glob("*.po"))}
    known = set(Locale.objects.values_list("language_code", flat=True))
    for file in catalogues:
        if file.stem not in known:
            raise ModuleFilesError(
                f"{file.name}: {file.stem} is not one of our languages"
            )
    counts = Counter()
    for fact, is_changed in loaded:
        # Registering is dear, so once for all languages.
        found = {each.target_locale.language_code: each for each in register(fact)}
        said = {
            file.stem: _po_of_fact(whole, fact) for file, whole in catalogues.items()
        }
        for code, each in found.items():
            # What is not translated any more shows in the words of a changed original.
            if said.get(code):
                counts[code] += _import(each, said[code], anyway=is_changed)
            elif is_changed and _is_there(each):
                each.save_target(publish=True)
    for code, count in counts.items():
        say(f"  {code} facts: {count} brought up to date")
    if changed:
        open_translations.enqueue()
    return facts


@transaction.atomic
def _load(file: Path, entry: dict, locale: Locale) -> tuple[Fact, bool]:
    values = _read(file, entry)
    fact = Fact.objects.filter(union=None, key=values["key"], locale=locale).first()
    is_new = fact is None
    if is_new:
        key = uuid5(NAMESPACE, f"fact {values['key']}")
        fact = Fact(translation_key=key, locale=locale, live=False)
    changed = [name for name, value in values.items() if getattr(fact, name) != value]
    if not changed and fact.live:
        return fact, False
    for name, value in values.items():
        setattr(fact, name, value)
    try:
        fact.full_clean()
    except ValidationError as error:
        messages = "; ".join(error.messages)
        raise ModuleFilesError(f"{file.name}: {values['key']}: {messages}") from error
    if is_new:
        fact.save()
    fact.save_revision(changed=True).publish()
    fact.refresh_from_db()
    return fact, True


def _read(file: Path, entry: dict) -> dict:
    """The fields of one entry; a missing or unknown one is named."""
    key = entry.get("key", "?")
    for name in REQUIRED:
        if name not in entry:
            raise ModuleFilesError(f"{file.name}: {key}: “{name}” is missing")
    for name, value in entry.items():
        if name not in (*REQUIRED, *OPTIONAL):
            raise ModuleFilesError(f"{file.name}: {key}: there is no field “{name}”")
        wanted = date if name in ("as_of", "review_by") else str
        if type(value) is not wanted:
            raise ModuleFilesError(f"{file.name}: {key}: “{name}” cannot be {value!r}")
    return {name: entry.get(name, "") for name in (*REQUIRED, *OPTIONAL)}


def _po_of_fact(whole: polib.POFile, fact: Fact) -> polib.POFile:
    """The entries of one fact out of a PO file, as wagtail-localize wants them."""
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    prefix = f"{CONTEXT}/{fact.key}:"
    for entry in whole:
        if entry.obsolete or "fuzzy" in entry.flags or not entry.msgstr:
            continue
        if entry.msgctxt and entry.msgctxt.startswith(prefix):
            path = entry.msgctxt.removeprefix(prefix)
            po.append(
                polib.POEntry(msgctxt=path, msgid=entry.msgid, msgstr=entry.msgstr)
            )
    return po


def _translation_of(fact: Fact, locale: Locale) -> Translation:
    return next(each for each in register(fact) if each.target_locale_id == locale.pk)


def _import(found: Translation, po: polib.POFile, *, anyway: bool) -> bool:
    """Take words in and publish them; False where they are there already."""
    before = None if anyway else _words(found)
    store_words(found, po, tool_name="PO file")
    if before is not None and _is_there(found) and _words(found) == before:
        return False
    # A fact is shown in part, too: what is missing stands there as in the original.
    found.save_target(publish=True)
    return True


def _is_there(found: Translation) -> bool:
    try:
        found.get_target_instance()
    except ObjectDoesNotExist:
        return False
    return True


def _words(found: Translation) -> list[tuple]:
    return [
        (entry.msgctxt, entry.msgid, entry.msgstr)
        for entry in found.export_po()
        if not entry.obsolete
    ]


def export_facts(language: str) -> polib.POFile:
    """The programme's facts as one PO file: what is translated, and what is empty."""
    locale = Locale.objects.get(language_code=language)
    whole = polib.POFile(wrapwidth=78)
    whole.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
    }
    originals = Fact.objects.originals().filter(union=None, live=True)
    for fact in originals.exclude(locale=locale).order_by("key"):
        for entry in _translation_of(fact, locale).export_po():
            if not entry.obsolete:
                entry.msgctxt = f"{CONTEXT}/{fact.key}:{entry.msgctxt}"
                entry.comment = ""
                whole.append(entry)
    return whole
