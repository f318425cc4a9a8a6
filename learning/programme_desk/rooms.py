"""The rooms of the programme's desk, in the order of its tabs."""

from django.utils.translation import gettext_lazy as _

from learning.members.rooms import Room

ROOMS = (
    Room("unions", _("Unions"), "programme_desk:unions"),
    Room("staff", _("Who works for the programme"), "programme_desk:staff"),
    Room("projects", _("Projects"), "programme_desk:projects"),
    Room("certificates", _("Certificates"), "programme_desk:certificates"),
    Room("periods", _("Reporting periods"), "programme_desk:periods"),
    Room("samples", _("Samples"), "programme_desk:samples"),
    Room("indicators", _("Targets"), "programme_desk:indicators"),
    Room("outcomes", _("What came of it"), "programme_desk:outcomes"),
    Room("history", _("Earlier years"), "programme_desk:history"),
)
