"""Count results again where a question was voided; the clock of `manage.py work` does it."""

from django.core.management.base import BaseCommand

from learning.reading.recount import recount_all


class Command(BaseCommand):
    help = "Count test results again where a question was voided; none falls by it."

    def handle(self, *, verbosity: int, **options):
        risen = recount_all()
        if verbosity:
            self.stdout.write(f"{risen} results rose.")
