"""Planning trainings: the event, what is taught, when, and by whom."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction

from learning.catalogue.shelf import shelf
from learning.classroom import rules
from learning.classroom.actions.registering import stretch
from learning.classroom.errors import (
    NeedsReasonError,
    NeedsReferralError,
    NotHersError,
    NothingTaughtError,
    NotOneOfUsError,
    NotVisibleError,
)
from learning.classroom.models import (
    CoTrainer,
    Training,
    TrainingContent,
    TrainingSession,
)
from learning.classroom.queries.trainings import lesson_in, needs_referral
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
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
    "for_trainers",
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
    *, union, contents, meetings, by, trainer=None, co_trainers=(), **details
) -> Training:
    """Plan a training of a union.

    `contents` is a list of (module key, lesson key or None for the whole module) in the
    order of teaching, `meetings` a list of `Meeting`. `trainer` is whoever plans it,
    unless a coordinator names another; `co_trainers` hold it with her. Raises
    NotHersError, NotOneOfUsError, NothingTaughtError, NotVisibleError, and
    NeedsReferralError where something sensitive is taught and `details["referral"]`
    names nobody to turn to.
    """
    if not rules.can_plan(by, union.tenant_id):
        raise NotHersError("She is no trainer or coordinator there")
    others = [each for each in (trainer, *co_trainers) if each and each != by]
    if others and not rules.coordinates(by, union.tenant_id):
        raise NotHersError("A coordinator says who holds a training")
    if trainer and not rules.can_plan(trainer, union.tenant_id):
        raise NotOneOfUsError("No trainer there")
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
    _write_meetings(training, meetings, by)
    _write_co_trainers(training, co_trainers)
    return training


@transaction.atomic
def change_training(
    *, training, contents, meetings, by, co_trainers=None, reason="", **details
) -> Training:
    """Change a training; what is left out of `meetings` goes, unless somebody is marked
    there. A closed one is corrected: with a `reason`, noted in the audit log.

    `co_trainers` None leaves them. Raises as `plan_training`, and NeedsReasonError.
    """
    training = (
        Training.objects.for_tenant(training.tenant_id)
        .select_for_update()
        .get(pk=training.pk)
    )
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if training.is_closed and not reason.strip():
        raise NeedsReasonError("Closed trainings are corrected, with a reason")
    for name, value in _known(details).items():
        setattr(training, name, value)
    _check_contents(training, contents)
    kept = {each.pk for each in meetings if each.pk}
    training.sessions.exclude(pk__in=kept).filter(marks__isnull=True).delete()
    _write_meetings(training, meetings, by)
    _set_days(training, training.sessions.all())
    training.full_clean(exclude=["tenant", "union", "trainer", "project"])
    training.save()
    training.contents.all().delete()
    _write_contents(training, contents)
    to_recount(training.registrations.values_list("participant", flat=True))
    if co_trainers is not None:
        if not rules.coordinates(by, training.tenant_id):
            raise NotHersError("A coordinator says who holds a training")
        _write_co_trainers(training, co_trainers)
    if training.is_closed:
        note(
            tenant=training.tenant_id,
            act=AuditEntry.Act.CORRECTED,
            by=by,
            thing="training",
            thing_id=training.pk,
            reason=reason.strip(),
        )
    return training


def shifted(meetings, to: date) -> list[Meeting]:
    """The meetings of an earlier training, the first one on day `to`, with the same
    days between them; new ones, so none has a `pk`."""
    by_day = sorted(meetings, key=lambda each: each.held_on)
    move = to - by_day[0].held_on if by_day else timedelta(0)
    return [
        Meeting(
            held_on=each.held_on + move,
            minutes=each.minutes,
            starts_at=each.starts_at,
            place=each.place,
            link=each.link,
        )
        for each in by_day
    ]


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


def _write_meetings(training, meetings, by) -> None:
    known = {each.pk: each for each in training.sessions.all()}
    for each in meetings:
        # One that is not of this training, or gone meanwhile, is written anew.
        session = known.get(each.pk) or TrainingSession(
            tenant_id=training.tenant_id, training=training
        )
        planned = session.minutes
        for name in ("held_on", "minutes", "starts_at", "place", "link"):
            setattr(session, name, getattr(each, name))
        session.full_clean(exclude=["tenant", "training"])
        session.save()
        if each.pk in known and planned != session.minutes:
            stretch(session=session, planned=planned, by=by)


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


def _write_co_trainers(training, users) -> None:
    for user in users:
        if not rules.can_plan(user, training.tenant_id):
            raise NotOneOfUsError("No trainer there")
    training.co_trainers.exclude(user__in=users).delete()
    known = set(training.co_trainers.values_list("user", flat=True))
    for user in users:
        if user.pk not in known and user.pk != training.trainer_id:
            CoTrainer(tenant_id=training.tenant_id, training=training, user=user).save(
                force_insert=True
            )
