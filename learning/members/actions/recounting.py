"""Saying that what counting reads of some people has to be made again."""

from collections.abc import Iterable
from uuid import UUID

from learning.members.models import Participant


def to_recount(participants: Iterable[UUID]) -> None:
    """Something changed that counting goes by; in the transaction that changed it.

    One statement, because it stands in the way of every answer that is stored. The rows
    themselves are made by `classroom.actions.participations.catch_up`, before anybody
    reads them. Over all tenants: a register stays with its union when people move.
    """
    Participant.unscoped.filter(pk__in=participants, is_to_recount=False).update(
        is_to_recount=True
    )
