"""A training that is some months past, and people who were there."""

from datetime import timedelta

from django.utils import timezone

from learning.classroom.actions.registering import Tick, mark
from learning.classroom.models import TrainingContent
from learning.members.actions import decide_consent
from learning.members.models import Consent
from learning.records import new_id
from tests.learning.classroom.cast import Cast, a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory


def past_training(days=100, **fields) -> Cast:
    """Ended so many days ago: after 100 the question of three months is open."""
    return a_training(starts_on=timezone.localdate() - timedelta(days=days), **fields)


def was_there(cast, *, account=True, minutes=360, person=None):
    """One more line of the register, with a mark; `account=False`: known by number."""
    options = {} if account else {"user": None}
    person = person or ParticipantFactory(union=cast.union, **options)
    line = RegistrationFactory(training=cast.training, participant=person)
    tick = Tick(new_id(), line.pk, minutes, "tap", timezone.now())
    mark(session=cast.session, ticks=[tick], by=cast.trainer)
    return line


def teach(cast, lesson_or_module) -> None:
    """Put a lesson, or all of a module, on what is taught."""
    is_lesson = hasattr(lesson_or_module, "module_id")
    TrainingContent(
        tenant=cast.training.tenant,
        training=cast.training,
        module_id=lesson_or_module.module_id if is_lesson else lesson_or_module.key,
        lesson_id=lesson_or_module.key if is_lesson else None,
    ).save()


def lets_trainer_see(person, given=True) -> None:
    decide_consent(
        participant=person,
        purpose=Consent.Purpose.CONTACT,
        given=given,
        language="en",
        by=person.user,
    )
