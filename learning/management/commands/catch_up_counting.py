"""The rows that counting reads, of everybody about whom something changed."""

from django.core.management.base import BaseCommand

from learning.classroom.actions.participations import catch_up


class Command(BaseCommand):
    help = "Make counting's rows again of those whose facts changed."

    def handle(self, **options):
        done = catch_up()
        if options["verbosity"]:
            self.stdout.write(f"Counted again: {done} people.")
