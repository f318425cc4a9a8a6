"""What whoever comes in by a code or a card tells about herself, asked once."""

from django.db import transaction
from django.utils import timezone

from learning.classroom.models import Registration, Training
from learning.classroom.queries.joining import line_to_ask_about
from learning.members.actions.people import answer_questions
from learning.members.models import Participant


@transaction.atomic
def answer_once(*, participant, by, before="", **answers) -> Participant:
    """Store what nobody has said of her yet; what somebody near her has said stands.

    `answers` are some of `members.actions.people.ANSWERS`, `before` is a
    `Registration.Before` and goes onto the line `line_to_ask_about` names; an empty one
    says nothing. Returns her as she is now. Raises NotAllowedError unless `by` is she
    herself or near her, and ValidationError.
    """
    # Training, line, person: in the order in which everybody takes them.
    if before:
        _say_before(participant, before)
    people = Participant.objects.for_tenant(participant.tenant_id)
    held = people.select_for_update().get(pk=participant.pk)
    new = {
        field: answer
        for field, answer in answers.items()
        if answer and not getattr(held, field)
    }
    # Also without any: whether she may, and that she is counted anew, is said there.
    if new or before:
        answer_questions(participant=held, by=by, **new)
    return held


def _say_before(participant, before: str) -> None:
    line = line_to_ask_about(participant)
    if line is None:
        return
    trainings = Training.objects.for_tenant(line.tenant_id).select_for_update()
    if trainings.get(pk=line.training_id).is_closed:
        return
    line.before = before
    line.clean_fields(exclude=["tenant", "training", "participant"])
    # Whoever has written it down meanwhile knew it too.
    Registration.objects.for_participant(participant).filter(
        pk=line.pk, before=Registration.Before.UNKNOWN
    ).update(before=before, changed_at=timezone.now())
