"""The directory of help out of a readable file: fixtures/help-services.toml."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.module_files import NAMESPACE, ModuleFilesError, read_toml
from cms.snippets.help_service import HelpService, HelpServiceTranslation

WORDS = ("what", "contact", "hours")
FIELDS = {
    *("country", "name", "language", "languages", "source", "last_checked"),
    *("confidence", *WORDS),
}


@transaction.atomic
def load_help_services(
    file: Path, *, say: Callable[[str], None] = lambda line: None
) -> int:
    """Make or refresh the programme's entries; returns how many the file has.

    What has been checked later than the file says stays as it is. Raises
    ModuleFilesError, naming the entry, for what the editor would refuse.
    """
    entries = read_toml(file).get("service", [])
    for number, entry in enumerate(entries, start=1):
        try:
            _load(entry)
        except KeyError as error:
            raise ModuleFilesError(
                f"{file.name}, entry {number}: no {error}"
            ) from error
        except (ValidationError, ValueError) as error:
            raise ModuleFilesError(f"{file.name}, entry {number}: {error}") from error
    say(f"{file.stem}: {len(entries)}")
    return len(entries)


def _load(entry: dict) -> None:
    translations = {
        name: value for name, value in entry.items() if isinstance(value, dict)
    }
    unknown = sorted(set(entry) - FIELDS - set(translations))
    if unknown:
        raise ValueError(f"there is no field “{unknown[0]}”")
    key = uuid5(NAMESPACE, f"help service {entry['country']} {entry['name']}")
    service = HelpService.objects.filter(key=key).first() or HelpService(key=key)
    checked = _day(entry["last_checked"])
    if service.last_checked_date and (
        checked is None or service.last_checked_date > checked
    ):
        return
    service.last_checked_date = checked
    service.country, service.name = entry["country"], entry["name"]
    service.source = entry["source"]
    service.confidence = entry["confidence"]
    service.languages = ", ".join(entry.get("languages", ()))
    service.language = entry.get("language", "en")
    for name in WORDS:
        setattr(service, name, entry.get(name, ""))
    service.full_clean()
    service.save()
    for language, words in translations.items():
        row, _ = HelpServiceTranslation.objects.update_or_create(
            service=service,
            language=language,
            defaults={name: words.get(name, "") for name in ("name", *WORDS)},
        )
        row.full_clean()


def _day(written: str | date) -> date | None:
    """A day of TOML, or one in quotation marks; empty where nobody has checked."""
    if isinstance(written, date) or not written:
        return written or None
    return date.fromisoformat(written)
