from django.core.management.base import BaseCommand, CommandError

from cms.languages import UnknownLanguageError, add_language, missing_strings


class Command(BaseCommand):
    help = "Add a language (km, wo, es-419 …); restart afterwards. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("code")

    def handle(self, *args, code, **options):
        try:
            catalogue = add_language(code)
        except UnknownLanguageError as error:
            raise CommandError(str(error)) from error
        missing = missing_strings(code)
        self.stdout.write(f"{catalogue}: {len(missing)} strings wait for a translator")
        for each in missing:
            self.stdout.write(f"  {each}")
        self.stdout.write(
            "Restart the server; the language is then offered to everyone."
        )
