"""Enrolling: a trainee says she wants to follow a module."""

from django.db import transaction
from django.utils import timezone

from learning.enrolments.models import Enrolment
from learning.statements import Insertion

_enrolments = Insertion(Enrolment)


@transaction.atomic
def enrol(*, participant, module_key, by) -> Enrolment:
    """Enrol once; doing it again returns the same enrolment.

    `by` is the account that did it: the trainee's own, or (None) the server, when an
    answer arrives from a phone that had practised before.
    """
    enrolment, _ = Enrolment.objects.for_tenant(participant.tenant_id).get_or_create(
        participant=participant,
        module_id=module_key,
        defaults={"tenant_id": participant.tenant_id},
    )
    return enrolment


@transaction.atomic(savepoint=False)
def enrol_in_all(*, participant, module_keys, by) -> None:
    """Enrol in several modules, each once; one query, whether or not she follows them."""
    now = timezone.now()
    _enrolments.store(
        Enrolment(
            created_at=now,
            changed_at=now,
            enrolled_at=now,
            tenant_id=participant.tenant_id,
            participant_id=participant.pk,
            module_id=each,
        )
        for each in sorted(set(module_keys))
    )


@transaction.atomic
def pin(*, enrolment: Enrolment, by) -> None:
    """A discreet module stands on her place from now on."""
    if enrolment.pinned_at is None:
        enrolment.pinned_at = timezone.now()
        enrolment.save(update_fields=["pinned_at", "changed_at"])


@transaction.atomic
def unpin(*, enrolment: Enrolment, by) -> None:
    """It stands there no more, and nothing says that it did."""
    enrolment.pinned_at = None
    enrolment.save(update_fields=["pinned_at", "changed_at"])


@transaction.atomic
def forget_pins(*, participant, by) -> None:
    """Of a person who is erased: that she took the course is counted, not this."""
    Enrolment.objects.for_participant(participant).update(pinned_at=None)


@transaction.atomic
def skip_pre_test(*, enrolment: Enrolment, by) -> None:
    """She goes straight to the lessons; the first time she says so is kept."""
    if enrolment.pre_test_skipped_at is None:
        enrolment.pre_test_skipped_at = timezone.now()
        enrolment.save(update_fields=["pre_test_skipped_at", "changed_at"])
