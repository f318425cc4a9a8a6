"""Destroy the names whose term is over, tenant by tenant."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from learning.members.models import Union
from learning.safekeeping.actions import destroy_at_term


class Command(BaseCommand):
    help = "Destroy the names that each union's term has run out for."

    def handle(self, **options):
        today = timezone.localdate()
        gone = sum(
            destroy_at_term(tenant=tenant, today=today, by=None)
            for tenant in Union.objects.tenants().order_by("pk")
        )
        if options["verbosity"]:
            self.stdout.write(f"{gone} names destroyed")
