"""Names are masked until whoever may read them has given her secret again.

Kept in the server's session: five minutes from the last look, so that a phone put down
in the class room shows numbers and not people. What is looked at while they are open is
noted in the audit log, once for each thing and opening.
"""

import time

from learning.members.actions.audit import note
from learning.members.models import AuditEntry
from learning.members.queries import names_of

OPEN_SECONDS = 5 * 60
_OPENED = "names_opened_at"
_NOTED = "names_noted"


def open_for(request) -> None:
    """She has just given her PIN or password."""
    request.session[_OPENED] = int(time.time())
    request.session[_NOTED] = []


def are_open(request) -> bool:
    """Whether names may be shown; looking keeps them open, written once a minute."""
    opened = request.session.get(_OPENED, 0)
    now = int(time.time())
    if not 0 <= now - opened < OPEN_SECONDS:
        return False
    if now - opened >= 60:
        request.session[_OPENED] = now
    return True


def shut(request) -> None:
    request.session.pop(_OPENED, None)


def names_for(request, *, tenant, participants, thing="", thing_id=None) -> dict:
    """The names to show on a page, by participant's id; {} while they are masked.

    The view has asked whether this account may (`classroom.rules.can_open_names`, or
    that it coordinates the tenant). `thing` and `thing_id` say where she looked: they
    go into the audit log with how many names she saw.
    """
    if not are_open(request):
        return {}
    names = names_of(tenant, participants)
    if names:
        note_look(
            request, tenant=tenant, thing=thing, thing_id=thing_id, people=len(names)
        )
    return names


def note_look(request, *, tenant, thing, thing_id, people: int) -> None:
    """Note in the audit log that names are shown, once for each thing and opening."""
    looked_at = f"{getattr(tenant, 'pk', tenant)} {thing} {thing_id}"
    noted = request.session.get(_NOTED, [])
    if looked_at in noted:
        return
    note(
        tenant=tenant,
        act=AuditEntry.Act.LOOKED,
        by=request.user,
        thing=thing,
        thing_id=thing_id,
        people=people,
    )
    request.session[_NOTED] = [*noted, looked_at]
