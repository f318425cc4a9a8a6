"""The few things we ask about a person, and the answers there are; all can be skipped.

Only what counting needs: no birth date, no address, no workplace.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    WOMAN = "f", _("woman")
    MAN = "m", _("man")
    OTHER = "x", _("other")
    NOT_STATED = "", _("not stated")


class RoleAtWork(TextChoices):
    WORKER = "worker", _("worker or member")
    STEWARD = "steward", _("shop steward or workers' representative")
    COMMITTEE = "committee", _("member of a works or safety committee")
    OFFICER = "officer", _("union officer")
    LEADER = "leader", _("union leader")
    OTHER = "other", _("something else")
    NOT_STATED = "", _("not stated")


class Sector(TextChoices):
    FARMING = "farming", _("farming, plantations, fishing, forests")
    MINING = "mining", _("mining and quarries")
    GARMENT = "garment", _("garments, textiles, shoes")
    FACTORY = "factory", _("other factories")
    BUILDING = "building", _("building and wood")
    TRANSPORT = "transport", _("transport and ports")
    TRADE = "trade", _("shops, hotels, food")
    SCHOOL = "school", _("education")
    HEALTH = "health", _("health and care")
    PUBLIC = "public", _("public services")
    HOUSEHOLD = "household", _("domestic work")
    INFORMAL = "informal", _("informal work, self-employed")
    OTHER = "other", _("something else")
    NOT_STATED = "", _("not stated")


class AgeBand(TextChoices):
    UNDER_18 = "0-17", _("under 18")
    A18_24 = "18-24", "18–24"
    A25_29 = "25-29", "25–29"
    A30_35 = "30-35", "30–35"
    A36_49 = "36-49", "36–49"
    A50_UP = "50+", _("50 or older")
    NOT_STATED = "", _("not stated")
