from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.module_files import export_po
from cms.pages.module import ModulePage


class Command(BaseCommand):
    help = "Write the PO file of a module in one language, for a translator."

    def add_arguments(self, parser):
        parser.add_argument("module", help="slug of the module, e.g. negotiation")
        parser.add_argument("language", help="e.g. fr")
        parser.add_argument("file", type=Path)

    def handle(self, *args, module, language, file, **options):
        page = ModulePage.objects.filter(
            slug=module, locale__language_code="en"
        ).first()
        if page is None:
            raise CommandError(f"There is no module {module!r}.")
        po = export_po(page, language)
        po.save(str(file))
        self.stdout.write(f"{file}: {po.percent_translated()} % of {len(po)} segments")
