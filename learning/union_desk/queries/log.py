"""What was done with people's data, for the union to read."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.members.actions.people import ANSWERS_THING
from learning.members.actions.terms import TERM_THING
from learning.members.models import AuditEntry, in_months
from learning.safekeeping.labels import LABELS

Act = AuditEntry.Act
# Names that somebody saw, and data that went out of the house: a file, or names on
# a printed sheet (cards have none).
SEEN = Q(act__in=(Act.LOOKED, Act.SEARCHED))
TAKEN = Q(act=Act.EXPORTED) | Q(act=Act.PRINTED, thing="training")
# Where the act alone says too little.
WORDS = {
    (Act.CORRECTED, ANSWERS_THING): _("put right what is known of somebody"),
    (Act.CORRECTED, "certificate"): _("revoked a certificate"),
    (Act.DESTROYED, TERM_THING): _("names were destroyed, for their term was over"),
    (Act.CORRECTED, "registration"): _("took somebody out of a training, or put back"),
}
KINDS = {"seen": SEEN, "taken": TAKEN}


def what(entry) -> str:
    """What was done, in words."""
    return str(WORDS.get((entry.act, entry.thing)) or entry.get_act_display())


def why(entry) -> str:
    """What was written as the reason; of corrected answers, which they were; of names
    that go by the clock, how long they are kept."""
    if entry.thing == TERM_THING:
        return in_months(int(entry.reason))
    if entry.thing != ANSWERS_THING:
        return entry.reason
    fields = entry.reason.split(", ")
    return ", ".join(str(LABELS.get(field, field)) for field in fields)


def entries_of(tenant, *, act=""):
    """The tenant's audit log, latest first, with who did it; `act` an act, or one of
    KINDS."""
    found = AuditEntry.objects.for_tenant(tenant).select_related("by")
    if act in KINDS:
        found = found.filter(KINDS[act])
    elif act:
        found = found.filter(act=act)
    return found.order_by("-at", "-pk")
