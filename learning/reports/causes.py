"""Why a closed figure has changed: what was done since to the registers behind it.

Told are kinds of acts, as fixed words, and nothing about whom they were done to.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import (
    Attendance,
    Participation,
    Registration,
    RosterImport,
    Training,
)
from learning.members.models import AuditEntry, Consent
from learning.reports.models import FrozenRegister
from learning.reports.row_hashes import AT_MOST, batched

Act = AuditEntry.Act
# What can change a count; the words are those of the programme's screens.
WORDS = {
    Act.CORRECTED: _("a register, an answer or a certificate was corrected"),
    Act.REGISTERED: _("somebody was written into a register"),
    Act.VOUCHED: _("a union vouched for somebody"),
    Act.REFUSED: _("a union said: not one of ours"),
    Act.MERGED: _("two entries of one person were joined"),
    Act.UNMERGED: _("two entries were taken apart again"),
    Act.MOVED: _("somebody went over to another union"),
    Act.IMPORTED: _("a list was read in"),
    Act.UNDID_IMPORT: _("a list was taken back"),
    Act.CREDITED: _("work done in class was credited"),
    Act.ERASED: _("a person was erased"),
    "consent": _("somebody said anew whether she is to be counted"),
    "late": _("marks came late into a register that was not closed"),
    "planned": _("the dates or contents of a training were changed"),
}


def causes_of(
    changed: Iterable[FrozenRegister], since: datetime
) -> dict[UUID, list[str]]:
    """Tenant → what was done since then to the registers that have changed, as keys of
    WORDS in their order; an empty list where nothing tells."""
    trainings, at_home = defaultdict(list), set()
    for each in changed:
        if each.training_id:
            trainings[each.tenant_id].append(each.training_id)
        else:
            at_home.add(each.tenant_id)
    return {
        tenant: _of_tenant(tenant, trainings[tenant], tenant in at_home, since)
        for tenant in {*trainings, *at_home}
    }


def _of_tenant(tenant, trainings, at_home: bool, since) -> list[str]:
    found: set[str] = set()
    for some in batched(trainings, AT_MOST):
        found |= _of_trainings(tenant, some, since)
    if at_home:
        alone = Participation.objects.for_tenant(tenant).filter(module__isnull=False)
        found |= _of_people(tenant, alone.values("participant"), since)
    return [word for word in WORDS if word in found]


def _of_trainings(tenant, trainings, since) -> set[str]:
    people = Registration.objects.for_tenant(tenant).filter(training__in=trainings)
    found = _of_people(tenant, people.values("participant"), since)
    lists = RosterImport.objects.for_tenant(tenant).filter(training__in=trainings)
    done = _entries(tenant, since).filter(
        Q(thing_id__in=trainings)
        | Q(thing_id__in=people.values("pk"))
        | Q(thing_id__in=lists.values("pk"))
    )
    found |= set(done.values_list("act", flat=True))
    open_ones = Training.objects.for_tenant(tenant).filter(pk__in=trainings)
    open_ones = open_ones.exclude(state=Training.State.CLOSED)
    marks = Attendance.objects.for_tenant(tenant).filter(changed_at__gte=since)
    if marks.filter(session__training__in=open_ones.values("pk")).exists():
        found.add("late")
    if open_ones.filter(changed_at__gte=since).exists():
        found.add("planned")
    return found


def _of_people(tenant, people, since) -> set[str]:
    done = _entries(tenant, since).filter(participant__in=people)
    found = set(done.values_list("act", flat=True))
    said = Consent.objects.for_tenant(tenant).filter(
        purpose=Consent.Purpose.COUNTED, decided_at__gte=since, participant__in=people
    )
    return found | ({"consent"} if said.exists() else set())


def _entries(tenant, since):
    acts = [word for word in WORDS if word in Act.values]
    return (
        AuditEntry.objects.for_tenant(tenant)
        .filter(at__gte=since, act__in=acts)
        .order_by()
    )
