from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from cms.fact_files import export_facts
from cms.module_files import export_po
from cms.pages.module import ModulePage


class Command(BaseCommand):
    help = "Write the PO file of a module, or of the facts, for a translator."

    def add_arguments(self, parser):
        parser.add_argument(
            "module", help="slug of the module, e.g. negotiation; or: facts"
        )
        parser.add_argument("language", help="e.g. fr")
        parser.add_argument("file", type=Path)

    def handle(self, *args, module, language, file, **options):
        if not Locale.objects.filter(language_code=language).exists():
            raise CommandError(f"{language!r} is not one of our languages.")
        po = export_facts(language) if module == "facts" else self.of(module, language)
        po.save(str(file))
        self.stdout.write(f"{file}: {po.percent_translated()} % of {len(po)} segments")

    def of(self, module, language):
        page = ModulePage.objects.filter(
            slug=module, locale__language_code="en"
        ).first()
        if page is None:
            raise CommandError(f"There is no module {module!r}.")
        return export_po(page, language)
