"""Keeping somebody's place: an account and a participant, and no name."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from learning.members import codes, rules, sign_in_names
from learning.members.actions.unions import open_the_open_tenant
from learning.members.errors import NoNameLeftError, NotAllowedError
from learning.members.models import Participant, User
from learning.members.queries import open_tenant
from learning.members.roles import Administrator, Coordinator

Way = Participant.Way


@dataclass(frozen=True)
class Place:
    """A new place; the code is here once, and nowhere else in the clear."""

    user: User
    participant: Participant
    recovery_code: str


def keep_place(
    *, secret, language="", union=None, by=None, came_by=None, hashed=None
) -> Place:
    """Make a trainee's account with a name given out, and the person it counts as.

    `by` is the trainer who does it for somebody; None means she does it herself. Who
    comes by a code (`came_by`, a `Participant.Way`) waits to be vouched for. `hashed` is
    the secret hashed before, where the caller holds the database already.
    """
    # Slow on purpose, so not while forty others wait for the database.
    hashed = hashed or make_password(secret)
    with transaction.atomic():
        return _keep_place(secret, hashed, language, union, by, came_by)


def _keep_place(secret, hashed, language, union, by, came_by) -> Place:
    union = union or open_tenant() or open_the_open_tenant()
    if by is not None and not rules.holds(
        by, *rules.NEAR_PEOPLE, tenant=union.tenant_id
    ):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    user = new_account(language=language, hashed=hashed, avoiding=secret)
    way = came_by or (Way.BY_HAND if by else Way.OWN_PLACE)
    waits = way in (Way.JOIN_CODE, Way.UNION_CODE)
    participant = Participant(
        user=user,
        union=union,
        tenant_id=union.tenant_id,
        known_by=Participant.KnownBy.ACCOUNT,
        came_by=way,
        vouching=Participant.Vouching.WAITING if waits else "",
    )
    participant.save(force_insert=True)
    user.participant = participant
    return Place(user, participant, new_recovery_code(user))


@transaction.atomic
def make_staff_account(*, email, by, language="") -> User:
    """An account for somebody who works here: by e-mail, and not yet with any role.

    Without a password: she sets one by the link that allauth sends to her address.
    """
    if by is not None and not rules.holds(by, Administrator, Coordinator):
        raise NotAllowedError(
            "Only administrators and coordinators make staff accounts"
        )
    user = new_account(language=language, email=email.lower())
    EmailAddress.objects.create(
        user=user, email=user.email, primary=True, verified=True
    )
    return user


@transaction.atomic
def choose_secret(*, user, secret) -> None:
    """Set a new PIN or password; every other session of hers ends with it."""
    user.set_password(secret)
    user.save(update_fields=["password"])


def new_account(*, language="", hashed=None, email="", avoiding="") -> User:
    """An account under the next free sign-in name; nobody can sign in to it until it has
    a secret (`hashed`). Call it inside a transaction."""
    for name in sign_in_names.candidates(avoiding=avoiding):
        if User.objects.filter(sign_in_name=name).exists():
            continue
        user = User(
            sign_in_name=name,
            password=hashed or make_password(None),
            language=language,
            email=email,
        )
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError:
            # Somebody else was given the same name at the same moment, or the e-mail
            # is taken, which another name would not mend.
            if email and User.objects.filter(email=email).exists():
                raise
        else:
            return user
    raise NoNameLeftError("No free sign-in name found")


def new_recovery_code(user) -> str:
    """The next code to write down; the one before is worth nothing."""
    code = codes.make_code(codes.RECOVERY_GROUPS)
    user.recovery_code_hash = codes.hashed(user.pk, code)
    user.save(update_fields=["recovery_code_hash"])
    return code
