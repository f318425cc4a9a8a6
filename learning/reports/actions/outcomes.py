"""Telling what came of it, moving it round the cycle, saying what is told twice."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.classroom.models import Training
from learning.reports import rules
from learning.reports.errors import NotAllowedError
from learning.reports.models import Outcome, OutcomeMove, OutcomePair
from learning.reports.models.targets import FIRST_YEAR
from learning.reports.queries_outcomes import others_like

FACTS = (
    *("kind", "title", "parties", "level", "country", "starts_on", "ends_on"),
    *("women", "men", "not_stated", "covered_by_source"),
    *("contribution", "known_how", "confirmed_by", "confirmed_on"),
    *("evidence_link", "evidence_place"),
)


@transaction.atomic
def tell_outcome(*, tenant, union, trainings, by, outcome=None, step=None, **facts):
    """Write a record down, or correct `outcome`; returns it.

    `facts` are all of FACTS, `trainings` the cohort behind it. A new one stands at
    `step` of the cycle since its first day. Who tells of the same is looked for anew;
    what was decided stays. Raises NotAllowedError, and ValidationError by field.
    """
    _allowed(by, tenant)
    if union.tenant_id != tenant.pk:
        raise NotAllowedError("Not a union of this tenant")
    if outcome is None:
        record = Outcome(tenant=tenant, step=Outcome.Step(step))
    else:
        record = _held(outcome)
    record.union = union
    for field in FACTS:
        setattr(record, field, facts[field])
    _check(record)
    record.full_clean(validate_constraints=False)
    record.save()
    record.trainings.set(_hers(tenant, trainings))
    if outcome is None:
        _moved(record, record.step, record.starts_on, "", by)
    _look_for_pairs(record)
    return record


@transaction.atomic
def move_outcome(*, outcome, step, moved_on, by, note="") -> OutcomeMove:
    """It has come to another step of the cycle, on that day. What it came from is kept.
    Raises NotAllowedError, and ValidationError for a day that has not been."""
    _allowed(by, outcome.tenant_id)
    record = _held(outcome)
    _check_day("moved_on", moved_on)
    record.step = Outcome.Step(step)
    record.save(update_fields=["step", "changed_at"])
    return _moved(record, record.step, moved_on, note.strip(), by)


@transaction.atomic
def withdraw_outcome(*, outcome, by) -> Outcome:
    """It was a mistake: it is shown to its own union and counted nowhere."""
    return _set_withdrawn(outcome, by, timezone.now())


@transaction.atomic
def bring_back_outcome(*, outcome, by) -> Outcome:
    return _set_withdrawn(outcome, by, None)


@transaction.atomic
def decide_outcome_pair(*, pair, decision, by) -> OutcomePair:
    """Say that two records tell of one thing, or of two; "" takes it back. Raises
    NotAllowedError; ValueError for another word."""
    if not rules.can_decide_outcome_pairs(by):
        raise NotAllowedError("It lies between two unions: the programme decides")
    held = OutcomePair.objects.select_for_update().get(pk=pair.pk)
    held.decision = OutcomePair.Decision(decision)
    decided = held.decision != OutcomePair.Decision.OPEN
    held.decided_at, held.decided_by = (timezone.now(), by) if decided else (None, None)
    held.save()
    return held


def _allowed(by, tenant) -> None:
    if not rules.can_keep_outcomes(by, tenant):
        raise NotAllowedError("Records are the union's own")


def _held(outcome: Outcome) -> Outcome:
    rows = Outcome.objects.for_tenant(outcome.tenant_id)
    return rows.select_for_update().get(pk=outcome.pk)


def _hers(tenant, trainings) -> list[Training]:
    wanted = {each.pk for each in trainings}
    found = list(Training.objects.for_tenant(tenant).filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise NotAllowedError("Not a training of this tenant")
    return found


def _check(record: Outcome) -> None:
    _check_day("starts_on", record.starts_on)
    if record.ends_on and record.ends_on < record.starts_on:
        raise ValidationError({"ends_on": _("It ends before it begins.")})
    if record.confirmed_on:
        _check_day("confirmed_on", record.confirmed_on)
    if record.covered is not None and not record.covered_by_source.strip():
        raise ValidationError(
            {"covered_by_source": _("Say where the number of workers comes from.")}
        )


def _check_day(field: str, day) -> None:
    if day.year < FIRST_YEAR or day > timezone.localdate():
        raise ValidationError({field: _("Choose a day that has been.")})


def _moved(record, step, moved_on, note, by) -> OutcomeMove:
    move = OutcomeMove(
        tenant_id=record.tenant_id,
        outcome=record,
        step=step,
        moved_on=moved_on,
        note=note,
        told_by=by,
    )
    move.save()
    return move


def _set_withdrawn(outcome, by, at) -> Outcome:
    _allowed(by, outcome.tenant_id)
    record = _held(outcome)
    record.withdrawn_at, record.withdrawn_by = at, (by if at else None)
    record.save(update_fields=["withdrawn_at", "withdrawn_by", "changed_at"])
    return record


def _look_for_pairs(record: Outcome) -> None:
    """Pairs nobody has decided are found anew; a decided one stands."""
    mine = OutcomePair.objects.filter(first=record) | OutcomePair.objects.filter(
        second=record
    )
    mine.filter(decision="").delete()
    for other, alike in others_like(record):
        first, second = sorted((record, other), key=lambda each: each.pk)
        OutcomePair.objects.get_or_create(
            first=first, second=second, defaults={"likeness": alike}
        )
