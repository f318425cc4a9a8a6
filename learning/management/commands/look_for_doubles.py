"""Propose entries that may be one person, tenant by tenant."""

from django.core.management.base import BaseCommand

from learning.classroom.actions.doubles import look_for_doubles
from learning.members.models import Union


class Command(BaseCommand):
    help = "Compare the names of each tenant's people and propose possible doubles."

    def handle(self, **options):
        found = sum(
            look_for_doubles(tenant=tenant, by=None)
            for tenant in Union.objects.tenants().order_by("pk")
        )
        if options["verbosity"]:
            self.stdout.write(f"{found} new possible doubles")
