"""The rooms of the coordinator's desk, in the order of its tabs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.members.rooms import Room

ROOMS = (
    Room("monday", _("This week"), "union_desk:desk"),
    Room("people", _("People"), "union_desk:people"),
    Room("doubles", _("One person or two?"), "union_desk:doubles"),
    Room("trainings", _("Trainings"), "union_desk:trainings"),
    Room("figures", _("Figures"), "union_desk:figures"),
    Room("outcomes", _("What came of it"), "union_desk:outcomes"),
    Room("staff", _("Trainers and authors"), "union_desk:staff"),
    Room("log", pgettext_lazy("audit log", "Log"), "union_desk:log"),
    Room("names", _("Lock names"), "union_desk:freeze"),
)
