from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from cms.fact_files import load_facts
from cms.module_files import ModuleFilesError


class Command(BaseCommand):
    help = (
        "Make or update the programme's facts from fixtures/facts; safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "facts",
        )

    def handle(self, *args, folder, **options):
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        try:
            load_facts(folder, say=self.stdout.write)
        except ModuleFilesError as error:
            raise CommandError(str(error)) from error
