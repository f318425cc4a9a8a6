"""Monday's list: what waits for the coordinator, each a sentence with its action."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.classroom.models import Destruction
from learning.classroom.queries.following import due
from learning.cldr import day
from learning.members.actions.terms import DAYS_OF_WARNING
from learning.members.models import AuditEntry, Identity, Participant
from learning.members.queries import is_frozen, people_waiting, term_of
from learning.reports.queries_outcomes import untold
from learning.reports.queries_samples import registers_asked_for
from learning.reports.queries_sign_offs import waiting_for
from learning.safekeeping.term import going
from learning.union_desk.queries.doubles import open_pairs
from learning.union_desk.queries.log import SEEN, TAKEN
from learning.union_desk.queries.trainings import (
    registrations_waiting,
    without_register,
)

MOST_LINES = 7
RESET = Q(act=AuditEntry.Act.RESET)


@dataclass(frozen=True)
class Line:
    """One sentence, and where its action is."""

    says: str
    action: str
    url: str


def lines_for(tenant) -> list[Line]:
    """Up to seven lines, the most pressing first. A fixed number of queries."""
    return list(_lines(tenant))[:MOST_LINES]


def _lines(tenant) -> Iterator[Line]:
    yield from _locked(tenant)
    yield from _destructions(tenant)
    yield from _names_going(tenant)
    yield from _to_vouch_for(tenant)
    yield from _to_vouch_for_in_class(tenant)
    yield from _without_register(tenant)
    yield from _doubles(tenant)
    yield from _figures(tenant)
    yield from _registers_asked_for(tenant)
    yield from _follow_ups(tenant)
    yield from _untold(tenant)
    yield from _last_week(tenant)


def _locked(tenant):
    if is_frozen(tenant):
        yield Line(
            _("All names of your union are locked."),
            _("See the lock"),
            reverse("union_desk:freeze"),
        )


def _destructions(tenant):
    for asked in Destruction.objects.for_tenant(tenant).filter(
        confirmed_at=None, withdrawn_at=None
    ):
        if asked.is_waiting:
            yield Line(
                _("Names are to be destroyed, and a second coordinator must say yes."),
                _("Look at it"),
                reverse("union_desk:destruction", args=[asked.pk]),
            )


def _names_going(tenant):
    """Whose term is over within the days of warning; or that nobody has decided on it."""
    term = term_of(tenant)
    last = timezone.localdate() + timedelta(days=DAYS_OF_WARNING)
    days = going(tenant, term, by=last).values()
    page = reverse("union_desk:term")
    if days:
        says = ngettext(
            "%(count)d person's name will be destroyed on %(day)s: its term is over.",
            "%(count)d people's names will be destroyed, the first on %(day)s: their term "
            "is over.",
            len(days),
        )
        told = {"count": len(days), "day": day(min(days))}
        yield Line(says % told, _("See how many, and when"), page)
    if term is None:
        if Identity.objects.for_tenant(tenant).exists():
            yield Line(
                _("How long does your union keep names? Nobody has decided yet."),
                _("Decide"),
                page,
            )
    elif term.chosen_at is None:
        says = _(
            "Names are kept %(months)s after somebody's last training. Is it right?"
        )
        yield Line(says % {"months": term}, _("Decide"), page)


def _to_vouch_for(tenant):
    people = people_waiting(tenant).count()
    if people:
        yield Line(
            ngettext(
                "%(count)d person waits for somebody to vouch for her.",
                "%(count)d people wait for somebody to vouch for them.",
                people,
            )
            % {"count": people},
            _("Vouch for them"),
            f"{reverse('trainer_desk:at_home')}?tenant={tenant.slug}",
        )


def _to_vouch_for_in_class(tenant):
    """Who is known to the union, and joined a class with a code that gets forwarded."""
    waiting = registrations_waiting(tenant).exclude(
        participant__vouching=Participant.Vouching.WAITING
    )
    people = waiting.count()
    if people:
        yield Line(
            ngettext(
                "%(count)d person joined a class with its code: was she there?",
                "%(count)d people joined a class with its code: were they there?",
                people,
            )
            % {"count": people},
            _("See which"),
            f"{reverse('union_desk:trainings')}?without=vouching",
        )


def _without_register(tenant):
    over = without_register(tenant).count()
    if over:
        yield Line(
            ngettext(
                "%(count)d training is over and has no register yet.",
                "%(count)d trainings are over and have no register yet.",
                over,
            )
            % {"count": over},
            _("See which"),
            f"{reverse('union_desk:trainings')}?without=register",
        )


def _doubles(tenant):
    pairs = open_pairs(tenant).count()
    if pairs:
        yield Line(
            ngettext(
                "%(count)d pair of entries may be one person.",
                "%(count)d pairs of entries may be one person each.",
                pairs,
            )
            % {"count": pairs},
            _("Decide"),
            reverse("union_desk:doubles"),
        )


def _figures(tenant):
    for period in waiting_for(tenant):
        yield Line(
            _("“%(period)s” is over. Are the figures yours?") % {"period": period.name},
            _("Look at them"),
            reverse("union_desk:figures_of", args=[period.pk]),
        )


def _registers_asked_for(tenant):
    asked = registers_asked_for(tenant)
    if asked:
        yield Line(
            ngettext(
                "An evaluator asks to see %(count)d register.",
                "An evaluator asks to see %(count)d registers.",
                asked,
            )
            % {"count": asked},
            _("See which"),
            reverse("union_desk:figures"),
        )


def _follow_ups(tenant):
    people = due(tenant, timezone.localdate()).count()
    if people:
        yield Line(
            ngettext(
                "%(count)d person can be asked now what came of a training.",
                "%(count)d people can be asked now what came of a training.",
                people,
            )
            % {"count": people},
            _("See whom"),
            reverse("trainer_desk:follow_ups"),
        )


def _untold(tenant):
    """What answers afterwards speak of, and no record tells of yet."""
    things = len(untold(tenant))
    if things:
        yield Line(
            ngettext(
                "People say that something came of a training, and no record tells of it.",
                "People say that %(count)d things came of trainings, and no record tells "
                "of them.",
                things,
            )
            % {"count": things},
            _("Tell of it"),
            reverse("union_desk:outcomes"),
        )


def _last_week(tenant):
    """What the audit log has of seven days: who got back in, what was seen and taken."""
    week = timezone.now() - timedelta(days=7)
    told = (
        AuditEntry.objects.for_tenant(tenant)
        .filter(at__gte=week)
        .aggregate(
            resets=Count("pk", filter=RESET),
            seen=Count("pk", filter=SEEN),
            taken=Count("pk", filter=TAKEN),
        )
    )
    log = reverse("union_desk:log")
    if told["resets"]:
        text = ngettext(
            "Last week %(count)d one-time code was given to let somebody back in.",
            "Last week %(count)d one-time codes were given to let people back in.",
            told["resets"],
        )
        act = AuditEntry.Act.RESET
        yield Line(text % {"count": told["resets"]}, _("See who"), f"{log}?act={act}")
    if told["taken"]:
        text = ngettext(
            "Last week data or names were taken out %(count)d time.",
            "Last week data or names were taken out %(count)d times.",
            told["taken"],
        )
        yield Line(text % {"count": told["taken"]}, _("See who"), f"{log}?act=taken")
    if told["seen"]:
        text = ngettext(
            "Last week names were opened or searched %(count)d time.",
            "Last week names were opened or searched %(count)d times.",
            told["seen"],
        )
        yield Line(text % {"count": told["seen"]}, _("See who"), f"{log}?act=seen")
