from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from learning import demo
from learning.models import User


class Command(BaseCommand):
    help = "Load the demo (made-up unions, accounts, modules, people) into an empty database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--module",
            action="append",
            default=[],
            dest="only",
            help="only these modules (their slugs), for a demo that loads in half a minute",
        )

    def handle(self, *args, only, **options):
        if not settings.DEMO:
            raise CommandError("The demo is switched off here (DEMO=False).")
        if User.objects.filter(sign_in_name="trainee").exists():
            self.stdout.write("The demo is here already.")
            return
        demo.load(
            settings.BASE_DIR / "fixtures" / "demo",
            load_modules=lambda: call_command(
                "load_modules", only=only, stdout=self.stdout
            ),
            say=self.stdout.write,
        )
