"""Counting heads: how many people were in the room, without a row about any of them."""

from django.db import transaction

from learning.classroom import rules
from learning.classroom.errors import NeedsReasonError, NotHersError
from learning.classroom.models import HeadCount, Training
from learning.members.actions.audit import note
from learning.members.models import AuditEntry


@transaction.atomic
def count_heads(*, training, counts: dict[tuple[str, str], int], by, reason="") -> None:
    """Store how many people of each sex and age band were there beside those in the list.

    `counts` is (sex, age band) → people, the values of `members.answers`; it replaces
    what was counted before, and a 0 takes a group back. Counted in participations;
    in unique people it makes an interval. Raises NotHersError, and NeedsReasonError
    where the training is closed.
    """
    locked = Training.objects.for_tenant(training.tenant_id).select_for_update()
    training = locked.get(pk=training.pk)
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if training.is_closed and not reason.strip():
        raise NeedsReasonError("Closed trainings are corrected, with a reason")
    known = {(each.sex, each.age_band): each for each in training.head_counts.all()}
    for group in known.keys() - {each for each, people in counts.items() if people}:
        known[group].delete()
    for (sex, age_band), people in counts.items():
        row = known.get((sex, age_band)) or HeadCount(
            tenant_id=training.tenant_id, training=training, sex=sex, age_band=age_band
        )
        if people and people != row.people:
            row.people, row.counted_by = people, by
            row.full_clean(exclude=["tenant", "training"])
            row.save()
    if training.is_closed:
        note(
            tenant=training.tenant_id,
            act=AuditEntry.Act.CORRECTED,
            by=by,
            thing="training",
            thing_id=training.pk,
            people=sum(counts.values()),
            reason=reason.strip(),
        )
