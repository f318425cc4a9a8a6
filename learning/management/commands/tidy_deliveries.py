"""Throw away papers of old editions; the clock of `manage.py work` does it each day."""

from django.core.management.base import BaseCommand

from learning.deliveries.actions import tidy, tidy_kits
from learning.members.models import Union
from learning.reports.actions.bundling import tidy_bundles


class Command(BaseCommand):
    help = (
        "Throw away booklets and plans of old editions, and class kits and files of "
        "reports of two days ago; they are made again on demand."
    )

    def handle(self, *, verbosity: int, **options):
        gone = tidy() + tidy_bundles()
        gone += sum(
            tidy_kits(tenant=tenant)
            for tenant in Union.objects.tenants().order_by("pk")
        )
        if verbosity:
            self.stdout.write(f"{gone} papers thrown away.")
