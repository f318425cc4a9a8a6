from django.core.management.base import BaseCommand

from learning import keys


class Command(BaseCommand):
    help = "Make the programme's key in KEYS_DIR, once, on a new site."
    # Production refuses to start without the key, and this is how it comes about.
    requires_system_checks = []

    def handle(self, *args, **options):
        keys.make_programme_key()
        self.stdout.write(
            "KEYS_DIR has its programme.key. Back it up, apart from the database."
        )
