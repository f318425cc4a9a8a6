"""Who is in the house: unions, accounts, participants, and their names in another room.

`User` is an account (a sign-in name and a secret), `Participant` is a person counted
once, with or without an account, and `Identity` is the only place for a name, sealed
under the key of the tenant. See DESIGN 2.5 and 2.8 in docs/architecture.md.
"""

from learning.members.models.accounts import (
    Membership,
    MembershipQuerySet,
    ResetCode,
    User,
)
from learning.members.models.audit import AuditEntry
from learning.members.models.cards import Card, JoinCode
from learning.members.models.doubles import Merge, PossibleDouble
from learning.members.models.freezing import NameFreeze
from learning.members.models.people import Consent, Identity, Participant
from learning.members.models.terms import MONTHS, NamesTerm, in_months
from learning.members.models.unions import PastPlace, Union, UnionQuerySet

__all__ = [
    "MONTHS",
    "AuditEntry",
    "Card",
    "Consent",
    "Identity",
    "JoinCode",
    "Membership",
    "MembershipQuerySet",
    "Merge",
    "NameFreeze",
    "NamesTerm",
    "Participant",
    "PastPlace",
    "PossibleDouble",
    "ResetCode",
    "Union",
    "UnionQuerySet",
    "User",
    "in_months",
]
