"""Everything that has to be in place before the site can serve; safe to run each time."""

import hashlib
import time
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from learning.models import Module, User


def static_fingerprint() -> str:
    """Changes when a static file of ours or of a package comes, goes or changes."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def templates_fingerprint() -> str:
    """Changes when what makes a lesson's HTML changes: templates, blocks, words."""
    digest = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    for pattern in (
        "learning/templates/learning/reading/ask_*.html",
        "learning/reading/by_kind/*.py",
        "cms/templates/cms/blocks/*.html",
        "cms/blocks/*.py",
        "cms/facts/*.py",
        "cms/templates/cms/facts/*.html",
        "cms/compiling.py",
        "locale/*/LC_MESSAGES/django.po",
    ):
        for file in sorted(root.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Bring database, cache table, translations and static files up to date."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="load the demo into an empty database"
        )

    def handle(self, *, demo: bool, **options):
        self.step("Database", "migrate", interactive=False, verbosity=0)
        self.step("Cache table", "createcachetable", verbosity=0)
        # Before anybody can look: a restored back-up holds what has been erased since.
        call_command("reapply_erasures", stdout=self.stdout)
        self.step("Translations", "compile_catalogues", verbosity=0)
        self.collect_static_files()
        if demo:
            self.load_demo()
        self.compile_lessons()

    def step(self, label: str, command: str, **options) -> None:
        self.stdout.write(f"{label} …", ending="")
        self.stdout.flush()
        started = time.monotonic()
        call_command(command, **options)
        self.stdout.write(f" ready ({time.monotonic() - started:.1f} s)")

    def collect_static_files(self) -> None:
        """Compressing them takes seconds, so only when one has changed."""
        mark = Path(settings.STATIC_ROOT) / ".collected"
        now = static_fingerprint()
        if not mark.exists() or mark.read_text() != now:
            self.step("Static files", "collectstatic", interactive=False, verbosity=0)
            mark.write_text(now)

    def compile_lessons(self) -> None:
        """What trainees read is made by templates, so it is made anew with new ones."""
        mark = Path(settings.DATA_DIR) / "compiled-with"
        now = templates_fingerprint()
        if Module.objects.exists() and (not mark.exists() or mark.read_text() != now):
            self.step("Lessons", "compile", stdout=StringIO())
        mark.write_text(now)

    def load_demo(self) -> None:
        # Left behind when loading was cut short, so that the next start finishes it.
        unfinished = settings.DATA_DIR / "demo-unfinished"
        if User.objects.exists() and not unfinished.exists():
            return
        self.stdout.write("Loading the demo into the empty database …")
        unfinished.touch()
        call_command("load_demo", stdout=self.stdout)
        unfinished.unlink()
