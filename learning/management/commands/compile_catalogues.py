"""Interface translations, ready to run: each .po file becomes a .mo beside it.

Django's own `compilemessages` needs gettext's programs; Babel does it without.
"""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def is_current(source: Path, compiled: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def compile_catalogue(source: Path, compiled: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    # Renamed into place, so that a running server never reads half a file.
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(compiled)


class Command(BaseCommand):
    help = "Compile the interface translations under locale/ that have changed."

    def handle(self, *, verbosity: int, **options):
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compiled = source.with_suffix(".mo")
                if not is_current(source, compiled):
                    compile_catalogue(source, compiled)
                    if verbosity:
                        self.stdout.write(f"  compiled {source.parent.parent.name}")
