"""What a term does to the names there are: how many go, and when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.members.actions.terms import DAYS_OF_WARNING, as_chosen, shortens
from learning.members.models import MONTHS, Identity, NamesTerm, in_months
from learning.members.queries import term_of
from learning.safekeeping.term import going_by

MOST_DAYS = 6


@dataclass(frozen=True)
class Outlook:
    """Under one term: the next days on which names go, and how many soon."""

    months: int
    is_shorter: bool
    # (day, names), the next first; MOST_DAYS at most.
    days: list[tuple[date, int]]
    # Names that go within the days of warning, of all there are.
    soon: int
    names: int

    @property
    def in_words(self) -> str:
        return in_months(self.months)

    @property
    def choice(self) -> tuple[int, str]:
        """As it stands in the form: "12 months: 140 of 312 names go within 30 days"."""
        says = _("%(months)s: no name goes within %(within)d days")
        if self.soon:
            says = ngettext(
                "%(months)s: %(soon)d of %(names)d name goes within %(within)d days",
                "%(months)s: %(soon)d of %(names)d names go within %(within)d days",
                self.names,
            )
        told = {"soon": self.soon, "names": self.names, "within": DAYS_OF_WARNING}
        return self.months, says % (told | {"months": self.in_words})


def outlooks(tenant) -> tuple[NamesTerm | None, dict[int, Outlook]]:
    """The term that holds, and by months what each that can be chosen does; four
    queries."""
    now = term_of(tenant)
    terms = [as_chosen(now, tenant=tenant, months=months) for months in MONTHS]
    names = Identity.objects.for_tenant(tenant).count()
    last = timezone.localdate() + timedelta(days=DAYS_OF_WARNING)
    found = {}
    for term, days in zip(terms, going_by(tenant, terms), strict=True):
        found[term.months] = Outlook(
            months=term.months,
            is_shorter=shortens(now, term.months),
            days=sorted(days.items())[:MOST_DAYS],
            soon=sum(number for day, number in days.items() if day <= last),
            names=names,
        )
    return now, found
