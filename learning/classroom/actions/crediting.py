"""Lessons that count as done because they were done in class."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django_tasks import task

from learning.catalogue.shelf import shelf
from learning.classroom import rules
from learning.classroom.errors import NotHersError, NotVisibleError
from learning.classroom.models import Credit, Training
from learning.classroom.queries.following import took_part
from learning.members.actions.audit import note
from learning.members.models import AuditEntry, User
from learning.members.queries import standing_for
from learning.progress.actions.events import complete_by_credit

# Beyond that the worker does it.
AT_ONCE = 60


@transaction.atomic
def credit(*, training, registrations: Iterable, lesson_key, by) -> int:
    """Credit one lesson to these people of a training; returns to how many it was new.

    An entry without an account that was joined to another one is credited there. Whoever
    has gone to another union is left out. What was completed stays completed, so a credit is never taken back. A
    test is never credited: it is passed. Raises NotHersError, and NotVisibleError for
    what is no lesson of this union's modules.
    """
    # Two who press at once wait for each other.
    training = (
        Training.objects.for_tenant(training.tenant_id)
        .select_for_update()
        .get(pk=training.pk)
    )
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    lesson = _lesson(training, lesson_key)
    known = set(
        Credit.objects.for_tenant(training.tenant_id)
        .filter(lesson=lesson_key)
        .values_list("participant_id", flat=True)
    )
    new = 0
    for registration in registrations:
        person = registration.participant
        if person.user_id is None:
            person = standing_for(person)
        if person.pk in known or person.tenant_id != training.tenant_id:
            continue
        known.add(person.pk)
        given = Credit(
            tenant_id=training.tenant_id,
            participant=person,
            lesson_id=lesson_key,
            training=training,
            credited_by=by,
        )
        given.save()
        complete_by_credit(
            participant=person,
            lesson_key=lesson_key,
            version=lesson.latest_version,
            language=training.language,
            at=given.credited_at,
            by=by,
        )
        new += 1
    if new:
        note(
            tenant=training.tenant_id,
            act=AuditEntry.Act.CREDITED,
            by=by,
            thing="training",
            thing_id=training.pk,
            people=new,
        )
    return new


def _lesson(training, lesson_key):
    module = shelf.index().module_of_lesson.get(lesson_key)
    lesson = module and next(
        (each for each in module.lessons if each.key == lesson_key), None
    )
    if lesson is None or not module.is_open_to(
        signed_in=True, tenant_id=training.tenant_id
    ):
        raise NotVisibleError("No such lesson for this union")
    return lesson


@task()
def credit_everybody(
    tenant_pk: str, training_pk: str, lessons: list[str], by_pk: str
) -> None:
    """In the worker: these lessons to all who took part; the arguments name nobody.

    A transaction for each lesson and some sixty people, so nobody waits long for the
    one who holds the training; broken off and done again it comes out the same.
    """
    training = Training.objects.for_tenant(tenant_pk).filter(pk=training_pk).first()
    by = User.objects.filter(pk=by_pk).first()
    if training is None or by is None or not rules.can_change(by, training):
        return  # she has left meanwhile
    rows = list(took_part(tenant_pk).filter(training=training))
    for lesson in lessons:
        for start in range(0, len(rows), AT_ONCE):
            credit(
                training=training,
                registrations=rows[start : start + AT_ONCE],
                lesson_key=UUID(lesson),
                by=by,
            )
