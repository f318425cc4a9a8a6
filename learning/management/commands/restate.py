"""Count closed periods again, where rows behind them have changed."""

from django.core.management.base import BaseCommand

from learning.reports.actions.restating import restate_all


class Command(BaseCommand):
    help = "Look at every closed period, and write down which figures have changed."

    def handle(self, **options):
        restated = restate_all()
        if options["verbosity"]:
            self.stdout.write(f"{restated} figures restated")
