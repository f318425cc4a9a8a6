"""The writes of this room: keyword-only, atomic, and each says who did it."""

from learning.members.actions.appointments import appoint, end_role
from learning.members.actions.people import (
    answer_questions,
    change_union,
    decide_consent,
    forget_name,
    name_participant,
)
from learning.members.actions.places import (
    Place,
    choose_secret,
    keep_place,
    make_staff_account,
)
from learning.members.actions.recovery import (
    issue_reset_code,
    renew_recovery_code,
    use_code,
)
from learning.members.actions.unions import (
    found_union,
    make_tenant,
    open_the_open_tenant,
)

__all__ = [
    "Place",
    "answer_questions",
    "appoint",
    "change_union",
    "choose_secret",
    "decide_consent",
    "end_role",
    "forget_name",
    "found_union",
    "issue_reset_code",
    "keep_place",
    "make_staff_account",
    "make_tenant",
    "name_participant",
    "open_the_open_tenant",
    "renew_recovery_code",
    "use_code",
]
