"""Choosing how long a union keeps names; the clock that follows is in safekeeping."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from learning.members import rules
from learning.members.actions.audit import note
from learning.members.errors import NotAllowedError, NotConfirmedError
from learning.members.models import AuditEntry, NamesTerm, Union
from learning.members.queries import term_of
from learning.members.roles import Coordinator

# Between the choice of a shorter term and the first name that goes by it; and as long
# before any name goes, Monday's list says so.
DAYS_OF_WARNING = 30
# What an audit entry is about that tells of the term; its reason is the months.
TERM_THING = "term"


def begin_with_term(*, tenant) -> NamesTerm:
    """A union that has just become a tenant keeps names for the months all begin with,
    until a coordinator chooses. It has no people yet, so nothing goes by surprise."""
    term = NamesTerm(tenant=tenant, starts_on=timezone.localdate())
    term.save(force_insert=True)
    return term


def as_chosen(term: NamesTerm | None, *, tenant, months: int) -> NamesTerm:
    """The tenant's term as it would be with these months, not saved."""
    starts_on = term.starts_on if term else timezone.localdate()
    if shortens(term, months):
        starts_on = timezone.localdate() + timedelta(days=DAYS_OF_WARNING)
    chosen = NamesTerm(tenant=tenant, months=months, starts_on=starts_on)
    if term:
        chosen.pk, chosen.created_at = term.pk, term.created_at
    return chosen


def shortens(term: NamesTerm | None, months: int) -> bool:
    """Whether names would go earlier than now; where nobody has decided, always."""
    return term is None or months < term.months


@transaction.atomic
def choose_term(*, tenant, months: int, by, confirmed: bool = False) -> NamesTerm:
    """Any coordinator says how many months after the last training a name is kept.

    A longer term holds at once and brings nothing back. A shorter one, or the first
    where there was none, destroys names: it has to be `confirmed`, and nothing goes by it
    for DAYS_OF_WARNING, in which another coordinator can lengthen it again. The same
    months once more say that they are right. Raises NotAllowedError, NotConfirmedError,
    and ValidationError for other months than MONTHS.
    """
    if not rules.holds(by, Coordinator, tenant=tenant):
        raise NotAllowedError("Only a coordinator of that tenant")
    # Two who choose at once wait for each other, also where there is no term to lock.
    Union.objects.select_for_update().get(pk=tenant.pk)
    term = term_of(tenant)
    if shortens(term, months) and not confirmed:
        raise NotConfirmedError("Names would go that stay now")
    chosen = as_chosen(term, tenant=tenant, months=months)
    chosen.chosen_at, chosen.chosen_by = timezone.now(), by
    chosen.full_clean(exclude=["id", "tenant", "chosen_by"], validate_unique=False)
    chosen.save(force_insert=term is None, force_update=term is not None)
    note(
        tenant=tenant,
        act=AuditEntry.Act.CHOSE_TERM,
        by=by,
        thing=TERM_THING,
        reason=str(months),
    )
    return chosen
