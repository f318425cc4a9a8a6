from django.core.management.base import BaseCommand

from cms.fact_changes import compile_expired


class Command(BaseCommand):
    help = "Tell readers of facts past their day of review that they are to be checked."

    def handle(self, *args, **options):
        count = compile_expired()
        if options["verbosity"]:
            self.stdout.write(f"{count} pages compiled anew")
