from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale, Site

from cms.fact_files import load_facts
from cms.help_service_files import load_help_services
from cms.indexing import held_back
from cms.module_files import (
    ModuleFilesError,
    folders_in_order,
    load_module,
    load_standard_pages,
)
from cms.walls.workspaces import set_up_programme, set_up_tenant


class Command(BaseCommand):
    help = "Make or update the programme's modules from the files in fixtures/modules."

    def add_arguments(self, parser):
        parser.add_argument(
            "folders", nargs="*", type=Path, help="default: all of fixtures/modules"
        )
        parser.add_argument(
            "--module",
            action="append",
            default=[],
            dest="only",
            help="of fixtures/modules only these (their slugs)",
        )

    def handle(self, *args, folders, only, **options):
        with held_back():
            self.load(folders, only)

    def load(self, folders: list[Path], only: list[str]) -> None:
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        workspace = set_up_programme()
        for tenant in apps.get_model("learning.Union").objects.tenants():
            set_up_tenant(tenant)
        home = next(
            each for each in workspace.homes if each.locale.language_code == "en"
        )
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "localhost",
                "root_page": home,
                "site_name": settings.WAGTAIL_SITE_NAME,
            },
        )
        modules = settings.BASE_DIR / "fixtures" / "modules"
        try:
            # First, for modules use them.
            facts = settings.BASE_DIR / "fixtures" / "facts"
            load_facts(facts, say=self.stdout.write)
        except ModuleFilesError as error:
            raise CommandError(str(error)) from error
        ours = folders_in_order(modules)
        for folder in folders or [
            each for each in ours if not only or each.name in only
        ]:
            try:
                load_module(folder, home, say=self.stdout.write)
            except ModuleFilesError as error:
                raise CommandError(str(error)) from error
        if not folders:
            pages = settings.BASE_DIR / "fixtures" / "pages"
            load_standard_pages(pages, home, say=self.stdout.write)
            services = settings.BASE_DIR / "fixtures" / "help-services.toml"
            load_help_services(services, say=self.stdout.write)
