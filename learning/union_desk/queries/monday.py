"""Monday's list: what waits for the coordinator, each a sentence with its action."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.classroom.models import (
    Attendance,
    Destruction,
    HeadCount,
    Registration,
    Training,
)
from learning.classroom.queries.following import due
from learning.members.models import (
    AuditEntry,
    Participant,
    PossibleDouble,
    ResetCode,
)
from learning.members.queries import is_frozen

MOST_LINES = 7


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
    yield from _to_vouch_for(tenant)
    yield from _without_register(tenant)
    yield from _doubles(tenant)
    yield from _follow_ups(tenant)
    yield from _resets(tenant)
    yield from _taken_out(tenant)


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


def _to_vouch_for(tenant):
    people = (
        Participant.objects.for_tenant(tenant)
        .filter(vouching=Participant.Vouching.WAITING)
        .count()
    )
    people += (
        Registration.objects.for_tenant(tenant)
        .filter(needs_vouching=True, vouched_at=None, refused_at=None)
        .exclude(participant__vouching=Participant.Vouching.WAITING)
        .count()
    )
    if people:
        yield Line(
            ngettext(
                "%(count)d person waits for somebody to vouch for her.",
                "%(count)d people wait for somebody to vouch for them.",
                people,
            )
            % {"count": people},
            _("Vouch for them"),
            f"{reverse('union_desk:people')}?waiting=on",
        )


def _without_register(tenant):
    """Trainings that are over, without a register and without a head count."""
    over = (
        Training.objects.for_tenant(tenant)
        .filter(ends_on__lt=timezone.localdate())
        .exclude(state=Training.State.CLOSED)
        .exclude(evidence=Training.Evidence.DECLARED)
        .filter(
            ~Exists(
                Attendance.objects.for_tenant(tenant).filter(
                    session__training=OuterRef("pk")
                )
            ),
            ~Exists(
                HeadCount.objects.for_tenant(tenant).filter(training=OuterRef("pk"))
            ),
        )
        .count()
    )
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
    pairs = PossibleDouble.objects.for_tenant(tenant).filter(decision="").count()
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


def _resets(tenant):
    week = timezone.now() - timedelta(days=7)
    used = ResetCode.objects.for_tenant(tenant).filter(used_at__gte=week).count()
    if used:
        yield Line(
            ngettext(
                "%(count)d account was opened with a one-time code last week.",
                "%(count)d accounts were opened with a one-time code last week.",
                used,
            )
            % {"count": used},
            _("See the log"),
            reverse("union_desk:log"),
        )


def _taken_out(tenant):
    week = timezone.now() - timedelta(days=7)
    acts = AuditEntry.objects.for_tenant(tenant).filter(at__gte=week)
    out = acts.filter(
        Q(act=AuditEntry.Act.EXPORTED)
        | Q(act=AuditEntry.Act.LOOKED)
        | Q(act=AuditEntry.Act.SEARCHED)
    ).count()
    if out:
        yield Line(
            ngettext(
                "Names were opened or data taken out %(count)d time last week.",
                "Names were opened or data taken out %(count)d times last week.",
                out,
            )
            % {"count": out},
            _("See who"),
            f"{reverse('union_desk:log')}?act=out",
        )
