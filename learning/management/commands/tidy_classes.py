"""End classes that nobody has ended, tenant by tenant."""

from django.core.management.base import BaseCommand

from learning.classroom.actions.class_mode import end_forgotten
from learning.members.models import Union


class Command(BaseCommand):
    help = "End classes that nobody has moved yesterday or today."

    def handle(self, **options):
        ended = sum(
            end_forgotten(tenant=tenant)
            for tenant in Union.objects.tenants().order_by("pk")
        )
        if options["verbosity"]:
            self.stdout.write(f"{ended} classes ended")
