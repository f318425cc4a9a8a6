"""Closing the day: smileys, scores on paper, attesting, and closed."""

from django.db import transaction
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.actions.class_mode import end_classes_of
from learning.classroom.errors import IsClosedError, NotAttestedError, NotHersError
from learning.classroom.models import (
    Attestation,
    PaperScore,
    Smileys,
    Training,
)
from learning.classroom.queries.closing import people_there, register_figures
from learning.members.actions.audit import note
from learning.members.models import AuditEntry


def _open_training(training, by) -> Training:
    training = (
        Training.objects.for_tenant(training.tenant_id)
        .select_for_update()
        .get(pk=training.pk)
    )
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if training.is_closed:
        raise IsClosedError("Closed trainings are corrected, not changed")
    return training


@transaction.atomic
def count_smileys(*, training, question, good, middling, bad, by) -> Smileys:
    """How many held up which smiley for one question; again replaces the count.

    Raises ValueError for more smileys than people who were there.
    """
    training = _open_training(training, by)
    if good + middling + bad > people_there(training):
        raise ValueError("More smileys than people")
    counted, _ = Smileys.objects.for_tenant(training.tenant_id).update_or_create(
        training=training,
        question=question,
        defaults={
            "tenant_id": training.tenant_id,
            "good": good,
            "middling": middling,
            "bad": bad,
        },
    )
    return counted


@transaction.atomic
def key_in_paper_scores(*, training, test, sheets, right, by) -> None:
    """Of a test on paper: how many had each question right, of how many sheets.

    `right` maps (module key, question id) to a number; again replaces what was there.
    Raises ValueError where a question has more right answers than there were sheets.
    """
    training = _open_training(training, by)
    if any(not 0 <= number <= sheets for number in right.values()):
        raise ValueError("More right answers than sheets")
    for (module, question), number in right.items():
        PaperScore.objects.for_tenant(training.tenant_id).update_or_create(
            training=training,
            test=test,
            question=question,
            defaults={
                "tenant_id": training.tenant_id,
                "module_id": module,
                "right": number,
                "sheets": sheets,
            },
        )


@transaction.atomic
def attest(*, training, role, by) -> Attestation:
    """ "This register is right", as it stands now.

    Of the trainer, of a second trainer or a coordinator by their own account, or of
    somebody the class has chosen, who signed the paper sheet (the trainer notes that).
    Each once, unless the register has changed since. Raises NotHersError.
    """
    training = _open_training(training, by)
    own = {
        Attestation.Role.TRAINER: training.trainer_id == by.pk,
        Attestation.Role.CO_TRAINER: training.co_trainers.filter(user=by).exists(),
        Attestation.Role.COORDINATOR: rules.coordinates(by, training.tenant_id),
        Attestation.Role.ELECTED: rules.can_change(by, training),
    }
    if not own[role]:
        raise NotHersError("She does not attest as that")
    figures = register_figures(training)
    earlier = training.attestations.filter(
        role=role, register_hash=figures.register_hash
    ).first()
    if earlier:
        return earlier
    stated = Attestation(
        tenant_id=training.tenant_id,
        training=training,
        role=role,
        people=figures.people,
        minutes=figures.minutes,
        register_hash=figures.register_hash,
        attested_by=by,
    )
    stated.save()
    note(
        tenant=training.tenant_id,
        act=AuditEntry.Act.ATTESTED,
        by=by,
        thing="training",
        thing_id=training.pk,
        people=figures.people,
    )
    return stated


@transaction.atomic
def close_training(*, training, by) -> Training:
    """Close it: from now on only logged corrections. A class that still runs ends.

    Raises NotAttestedError unless two people, one of them its trainer, have attested
    the register as it stands; a training with no register at all (counted by heads)
    needs nobody.
    """
    training = _open_training(training, by)
    figures = register_figures(training)
    if figures.people:
        roles = set(
            training.attestations.filter(
                register_hash=figures.register_hash
            ).values_list("role", flat=True)
        )
        if Attestation.Role.TRAINER not in roles or len(roles) < 2:
            raise NotAttestedError("The trainer and a second person attest first")
    end_classes_of(training)
    training.state = Training.State.CLOSED
    training.closed_at, training.closed_by = timezone.now(), by
    training.save(update_fields=["state", "closed_at", "closed_by", "changed_at"])
    note(
        tenant=training.tenant_id,
        act=AuditEntry.Act.CLOSED,
        by=by,
        thing="training",
        thing_id=training.pk,
        people=figures.people,
    )
    return training
