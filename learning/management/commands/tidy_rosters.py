"""Empty lists that nobody brought in for seven days, tenant by tenant."""

from django.core.management.base import BaseCommand

from learning.classroom.actions.rosters import forget_leftovers
from learning.members.models import Union


class Command(BaseCommand):
    help = "Empty lists of people that were chosen a week ago and never read in."

    def handle(self, **options):
        forgotten = sum(
            forget_leftovers(tenant=tenant)
            for tenant in Union.objects.tenants().order_by("pk")
        )
        if options["verbosity"]:
            self.stdout.write(f"{forgotten} lists emptied")
