"""After a back-up was restored: what had been erased since goes again."""

from django.core.management.base import BaseCommand

from learning.safekeeping.actions import reapply_erasures


class Command(BaseCommand):
    help = (
        "Erase again what the erasure list beside the keys says; safe to run each time."
    )

    def handle(self, **options):
        gone = reapply_erasures(by=None)
        if gone:
            self.stdout.write(f"Erased again after a restore: {gone}")
