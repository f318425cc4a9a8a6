"""What reaches over all that is kept about one person. So far: erasing her."""

from django.db import transaction

from learning.enrolments.actions import forget_pins
from learning.members.actions import erase_account
from learning.members.queries import participant_of
from learning.progress.actions import forget_answers


@transaction.atomic
def erase_person(*, user, by) -> None:
    """Erase an account, the name, the answers, and the random number of her phone.

    The count stays, and so does her certificate: what remains is a random id that leads
    to nobody (docs/privacy.md). Raises NotAllowedError as `erase_account` does.
    """
    participant = participant_of(user)
    erase_account(user=user, by=by)
    if participant:
        forget_answers(participant=participant, by=by)
        forget_pins(participant=participant, by=by)
