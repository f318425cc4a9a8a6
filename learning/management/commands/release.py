"""Release the figures of a year when a month of it is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from learning.reports.actions.releasing_all import release_latest


class Command(BaseCommand):
    help = (
        "Release all tables, totals and blocks of this year and the last, of one state."
    )

    def handle(self, **options):
        released = release_latest(today=timezone.localdate())
        if options["verbosity"]:
            self.stdout.write(f"{released} years released")
