"""Count who stands in the lists of two unions, for a closed period, once more if need be."""

from django.core.management.base import BaseCommand, CommandError

from learning.reports.actions.overlaps import count_overlaps
from learning.reports.models import Period


class Command(BaseCommand):
    help = (
        "Compare, in memory, the lists of unions that let it, for closed periods; "
        "what was counted before stays."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "period", nargs="?", help="its name; without it, every closed period"
        )

    def handle(self, *, period, verbosity, **options):
        closed = Period.objects.filter(closed_at__isnull=False)
        if period is not None:
            closed = closed.filter(name=period)
            if not closed:
                raise CommandError(f"No closed period has the name {period!r}")
        counted = sum(
            count_overlaps(starts_on=each.starts_on, ends_on=each.ends_on, by=None)
            for each in closed
        )
        if verbosity:
            self.stdout.write(f"{counted} pairs of unions compared")
