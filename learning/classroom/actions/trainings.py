"""Planning trainings: the event, what is taught, when, and by whom."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from learning.catalogue.shelf import shelf
from learning.classroom import rules
from learning.classroom.errors import (
    IsClosedError,
    NeedsReferralError,
    NotHersError,
    NothingTaughtError,
    NotVisibleError,
)
from learning.classroom.models import Training, TrainingContent, TrainingSession
from learning.classroom.queries.trainings import lesson_in, needs_referral
from learning.members.actions.audit import note
from learning.members.models import AuditEntry

# What `plan_training` and `change_training` take as **details.
DETAILS = (
    "title",
    "modality",
    "language",
    "country",
    "place",
    "link",
    "project",
    "referral",
    "evidence",
    "method",
    "hours_rule",
)


@dataclass(frozen=True)
class Meeting:
    """One session as it is planned; `pk` says which one it changes, None is a new one."""

    held_on: date
    minutes: int
    starts_at: time | None = None
    place: str = ""
    link: str = ""
    pk: object = None


@transaction.atomic
def plan_training(
    *, union, contents, meetings, by, trainer=None, **details
) -> Training:
    """Plan a training of a union.

    `contents` is a list of (module key, lesson key or None for the whole module) in the
    order of teaching, `meetings` a list of `Meeting`. `trainer` is whoever plans it,
    unless a coordinator names another. Raises NotHersError, NothingTaughtError,
    NotVisibleError, and NeedsReferralError where something sensitive is taught and
    `details["referral"]` names nobody to turn to.
    """
    if not rules.can_plan(by, union.tenant_id):
        raise NotHersError("She is no trainer or coordinator there")
    training = Training(
        union=union,
        tenant_id=union.tenant_id,
        trainer=trainer or by,
        **_known(details),
    )
    _set_days(training, meetings)
    _check_contents(training, contents)
    training.full_clean(exclude=["tenant", "union", "trainer", "project"])
    training.save(force_insert=True)
    _write_contents(training, contents)
    _write_meetings(training, meetings)
    return training


@transaction.atomic
def change_training(*, training, contents, meetings, by, **details) -> Training:
    """Change a training that is not closed; what is left out of `meetings` goes, unless
    somebody is marked there. Raises as `plan_training`, and IsClosedError."""
    training = (
        Training.objects.for_tenant(training.tenant_id)
        .select_for_update()
        .get(pk=training.pk)
    )
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if training.is_closed:
        raise IsClosedError("Closed trainings are corrected, not changed")
    for name, value in _known(details).items():
        setattr(training, name, value)
    _set_days(training, meetings)
    _check_contents(training, contents)
    training.full_clean(exclude=["tenant", "union", "trainer", "project"])
    training.save()
    training.contents.all().delete()
    _write_contents(training, contents)
    kept = {each.pk for each in meetings if each.pk}
    training.sessions.exclude(pk__in=kept).filter(marks__isnull=True).delete()
    _write_meetings(training, meetings)
    return training


def _known(details) -> dict:
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise TypeError(f"A training has no {sorted(unknown)}")
    return details


def _set_days(training, meetings) -> None:
    if not meetings:
        raise NothingTaughtError("A training has at least one session")
    days = [each.held_on for each in meetings]
    training.starts_on, training.ends_on = min(days), max(days)


def _check_contents(training, contents) -> None:
    if not contents:
        raise NothingTaughtError("A training has at least one module or lesson")
    index = shelf.index()
    found = []
    for module_key, lesson_key in contents:
        module = index.by_key.get(module_key)
        if module is None or not module.is_open_to(
            signed_in=True, tenant_id=training.tenant_id
        ):
            raise NotVisibleError("No such module for this union")
        lesson = lesson_in(module, lesson_key) if lesson_key else None
        if lesson_key and lesson is None:
            raise NotVisibleError("No such lesson in that module")
        found.append((module, lesson))
    # What was held before this site needs nobody to turn to any more.
    is_over = training.evidence == Training.Evidence.DECLARED
    if needs_referral(found) and not is_over and not training.referral.strip():
        raise NeedsReferralError("Name an office or service people can turn to")


def _write_contents(training, contents) -> None:
    for position, (module, lesson) in enumerate(dict.fromkeys(contents)):
        TrainingContent(
            tenant_id=training.tenant_id,
            training=training,
            module_id=module,
            lesson_id=lesson,
            position=position,
        ).save(force_insert=True)


def _write_meetings(training, meetings) -> None:
    for each in meetings:
        session = TrainingSession(tenant_id=training.tenant_id, training=training)
        if each.pk:
            session = training.sessions.get(pk=each.pk)
        for name in ("held_on", "minutes", "starts_at", "place", "link"):
            setattr(session, name, getattr(each, name))
        session.full_clean(exclude=["tenant", "training"])
        session.save()


@transaction.atomic
def hand_over(*, training, to, by) -> None:
    """Give a training to another trainer of its tenant; a coordinator does it.

    Raises NotHersError where `by` does not coordinate the tenant or `to` may not teach
    there.
    """
    if not rules.coordinates(by, training.tenant_id) or not rules.can_plan(
        to, training.tenant_id
    ):
        raise NotHersError("A coordinator, to a trainer of the same union")
    training.trainer = to
    training.save(update_fields=["trainer", "changed_at"])
    training.co_trainers.filter(user=to).delete()
    note(
        tenant=training.tenant_id,
        act=AuditEntry.Act.HANDED_OVER,
        by=by,
        thing="training",
        thing_id=training.pk,
    )
