from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from learning.classroom.actions.projects import add_project


class Command(BaseCommand):
    help = "Make a project that trainings can name, or change the one with that slug."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--funder", default="")
        parser.add_argument("--from", dest="starts_on", type=date.fromisoformat)
        parser.add_argument("--until", dest="ends_on", type=date.fromisoformat)

    def handle(self, *args, slug, name, funder, starts_on, ends_on, **options):
        try:
            project = add_project(
                slug=slug,
                name=name,
                funder=funder,
                starts_on=starts_on,
                ends_on=ends_on,
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{project.slug}: {project.name}")
