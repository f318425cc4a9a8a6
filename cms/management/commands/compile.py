from django.core.management.base import BaseCommand, CommandError

from cms.exchange.adapting import tell_all_copies
from cms.publishing import compile_all


class Command(BaseCommand):
    help = "Rebuild what trainees read from all live pages; safe to run again."

    def handle(self, *args, **options):
        counts = compile_all(self.stdout.write)
        tell_all_copies()
        self.stdout.write(
            f"{counts['compiled']} compiled, {counts['waiting']} waiting for "
            f"translation, {counts['failed']} failed"
        )
        if counts["failed"]:
            raise CommandError("see the failed publications on the author's home")
