"""Throw away papers of old editions; the clock of `manage.py work` does it each day."""

from django.core.management.base import BaseCommand

from learning.deliveries.actions import tidy


class Command(BaseCommand):
    help = (
        "Throw away booklets and plans of old editions; they are made again on demand."
    )

    def handle(self, *, verbosity: int, **options):
        gone = tidy()
        if verbosity:
            self.stdout.write(f"{gone} papers thrown away.")
