"""Keeping somebody's place: an account and a participant, and no name."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from learning.members import codes, rules, sign_in_names
from learning.members.actions.unions import open_the_open_tenant
from learning.members.errors import NoNameLeftError, NotAllowedError
from learning.members.models import Participant, User
from learning.members.queries import open_tenant
from learning.members.roles import Administrator, Coordinator


@dataclass(frozen=True)
class Place:
    """A new place; the code is here once, and nowhere else in the clear."""

    user: User
    participant: Participant
    recovery_code: str


@transaction.atomic
def keep_place(*, secret, language="", union=None, by=None) -> Place:
    """Make a trainee's account with a name given out, and the person it counts as.

    `by` is the trainer who does it for somebody; None means she does it herself.
    """
    union = union or open_tenant() or open_the_open_tenant()
    if by is not None and not rules.holds(
        by, *rules.NEAR_PEOPLE, tenant=union.tenant_id
    ):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    user = _account(secret, language)
    participant = Participant(user=user, union=union, tenant_id=union.tenant_id)
    participant.save(force_insert=True)
    user.participant = participant
    return Place(user, participant, _new_recovery_code(user))


@transaction.atomic
def make_staff_account(*, email, by, language="") -> User:
    """An account for somebody who works here: by e-mail, and not yet with any role.

    Without a password: she sets one by the link that allauth sends to her address.
    """
    if by is not None and not rules.holds(by, Administrator, Coordinator):
        raise NotAllowedError(
            "Only administrators and coordinators make staff accounts"
        )
    user = _account(None, language, email=email.lower())
    EmailAddress.objects.create(
        user=user, email=user.email, primary=True, verified=True
    )
    return user


@transaction.atomic
def choose_secret(*, user, secret) -> None:
    """Set a new PIN or password; every other session of hers ends with it."""
    user.set_password(secret)
    user.save(update_fields=["password"])


def _account(secret, language, email="") -> User:
    for name in sign_in_names.candidates(avoiding=secret or ""):
        if User.objects.filter(sign_in_name=name).exists():
            continue
        try:
            with transaction.atomic():
                return User.objects.create_user(
                    name, secret, language=language, email=email
                )
        except IntegrityError:
            # Somebody else was given the same name at the same moment, or the e-mail
            # is taken, which another name would not mend.
            if email and User.objects.filter(email=email).exists():
                raise
    raise NoNameLeftError("No free sign-in name found")


def _new_recovery_code(user) -> str:
    code = codes.make_code(codes.RECOVERY_GROUPS)
    user.recovery_code_hash = codes.hashed(user.pk, code)
    user.save(update_fields=["recovery_code_hash"])
    return code
