from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from learning.members.actions import appoint, make_staff_account
from learning.members.errors import NotAllowedError
from learning.members.roles import Administrator


class Command(BaseCommand):
    help = "Make the first administrator of a new site; others are made on a screen."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--language", default="en")

    def handle(self, *args, email, language, **options):
        try:
            validate_email(email)
            with transaction.atomic():
                admin = make_staff_account(email=email, by=None, language=language)
                appoint(user=admin, role=Administrator, by=None)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        except IntegrityError as error:
            raise CommandError("There is an account with that address") from error
        except NotAllowedError as error:
            raise CommandError(
                "There is an administrator already, who appoints others at /programme/"
            ) from error
        self.stdout.write(admin.sign_in_name)
