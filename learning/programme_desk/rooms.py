"""The rooms of the programme's desk, in the order of its tabs, and whose they are."""

from django.utils.translation import gettext_lazy as _

from learning.members.queries import roles_of
from learning.members.roles import Administrator
from learning.members.rooms import Room
from learning.programme_desk.doors import OFFICERS, READERS

# A tab is shown to who may open it.
ROOMS = (
    (Room("reports", _("Where do we stand?"), "programme_desk:reports"), READERS),
    (Room("ask", _("Ask a question"), "programme_desk:ask"), READERS),
    (Room("periods", _("Reporting periods"), "programme_desk:periods"), READERS),
    (Room("samples", _("Samples"), "programme_desk:samples"), READERS),
    (Room("indicators", _("Targets"), "programme_desk:indicators"), OFFICERS),
    (Room("outcomes", _("What came of it"), "programme_desk:outcomes"), READERS),
    (Room("history", _("Earlier years"), "programme_desk:history"), READERS),
    (Room("unions", _("Unions"), "programme_desk:unions"), (Administrator,)),
    (
        Room("staff", _("Who works for the programme"), "programme_desk:staff"),
        (Administrator,),
    ),
    (Room("projects", _("Projects"), "programme_desk:projects"), (Administrator,)),
    (
        Room("certificates", _("Certificates"), "programme_desk:certificates"),
        (Administrator,),
    ),
)


def rooms_for(user) -> list[Room]:
    """Those that the account may open."""
    held = roles_of(user)
    return [room for room, roles in ROOMS if held & set(roles)]
