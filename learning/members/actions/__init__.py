"""The writes of this room: keyword-only, atomic, and each says who did it."""

from learning.members.actions.appointments import appoint, end_role
from learning.members.actions.cards import (
    PrintedCard,
    hand_out,
    make_card_for,
    make_cards,
    person_of_card,
    replace_card,
    use_card,
    withdraw_card,
)
from learning.members.actions.joining import (
    come_with_code,
    end_join_code,
    make_join_code,
)
from learning.members.actions.people import (
    answer_questions,
    change_union,
    correct_answers,
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
    change_union_facts,
    found_union,
    make_tenant,
    move_union,
    open_the_open_tenant,
)
from learning.members.actions.vouching import refuse, vouch, wait_again

__all__ = [
    "Place",
    "PrintedCard",
    "answer_questions",
    "appoint",
    "change_union",
    "change_union_facts",
    "choose_secret",
    "come_with_code",
    "correct_answers",
    "decide_consent",
    "end_join_code",
    "end_role",
    "forget_name",
    "found_union",
    "hand_out",
    "issue_reset_code",
    "keep_place",
    "make_card_for",
    "make_cards",
    "make_join_code",
    "make_staff_account",
    "make_tenant",
    "move_union",
    "name_participant",
    "open_the_open_tenant",
    "person_of_card",
    "refuse",
    "renew_recovery_code",
    "replace_card",
    "use_card",
    "use_code",
    "vouch",
    "wait_again",
    "withdraw_card",
]
