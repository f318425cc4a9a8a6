"""Lessons that count as done because they were done in class."""

from collections.abc import Iterable

from django.db import transaction

from learning.catalogue.shelf import shelf
from learning.classroom import rules
from learning.classroom.errors import NotHersError, NotVisibleError
from learning.classroom.models import Credit
from learning.members.actions.audit import note
from learning.members.models import AuditEntry
from learning.progress.actions import complete_by_credit


@transaction.atomic
def credit(*, training, registrations: Iterable, lesson_key, by) -> int:
    """Credit one lesson to these people of a training; returns to how many it was new.

    What was completed stays completed, so a credit is never taken back. A test is
    never credited: it is passed. Raises NotHersError, and NotVisibleError for what is
    no lesson of this union's modules.
    """
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    module = shelf.index().module_of_lesson.get(lesson_key)
    lesson = module and next(
        (each for each in module.lessons if each.key == lesson_key), None
    )
    if lesson is None or not module.is_open_to(
        signed_in=True, tenant_id=training.tenant_id
    ):
        raise NotVisibleError("No such lesson for this union")
    known = set(
        Credit.objects.for_tenant(training.tenant_id)
        .filter(lesson=lesson_key)
        .values_list("participant_id", flat=True)
    )
    new = 0
    for registration in registrations:
        if registration.participant_id in known:
            continue
        given = Credit(
            tenant_id=training.tenant_id,
            participant=registration.participant,
            lesson_id=lesson_key,
            training=training,
            credited_by=by,
        )
        given.save()
        complete_by_credit(
            participant=registration.participant,
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
