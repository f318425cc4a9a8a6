"""Planning, changing and correcting a training."""

from datetime import date, time

import pytest
from django.utils import timezone

from learning.classroom.actions.registering import Tick, mark
from learning.classroom.actions.trainings import (
    Meeting,
    change_training,
    plan_training,
    shifted,
)
from learning.classroom.errors import (
    NeedsReasonError,
    NeedsReferralError,
    NotHersError,
    NothingTaughtError,
    NotOneOfUsError,
    NotVisibleError,
)
from learning.classroom.models import Attendance, Training
from learning.classroom.queries.trainings import trainings_of
from learning.members.models import AuditEntry
from learning.records import new_id
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    RegistrationFactory,
    UnionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = Meeting(held_on=date(2026, 11, 2), minutes=360, starts_at=time(8, 30))
WEDNESDAY = Meeting(held_on=date(2026, 11, 4), minutes=240)


def taught(sensitivity="none", **fields):
    return LessonFactory(module=ModuleFactory(**fields), sensitivity=sensitivity)


def planned(cast, by=None, **given):
    given.setdefault("contents", [(taught().module_id, None)])
    details = {"title": "Talks", "language": "fr", "referral": given.pop("turn_to", "")}
    return plan_training(
        union=cast.union,
        meetings=given.pop("meetings", [WEDNESDAY, MONDAY]),
        by=by or cast.trainer,
        **given,
        **details,
    )


def corrected(cast, **given):
    given.setdefault("contents", [(taught().module_id, None)])
    session = Meeting(pk=cast.session.pk, held_on=cast.session.held_on, minutes=360)
    given.setdefault("meetings", [session])
    return change_training(training=cast.training, by=cast.trainer, **given)


def closed():
    return a_training(state="closed", closed_at=timezone.now())


def test_a_training_lasts_from_its_first_to_its_last_session():
    cast = a_training()
    made = planned(cast)
    assert (made.starts_on, made.ends_on) == (MONDAY.held_on, WEDNESDAY.held_on)
    assert [each.minutes for each in made.sessions.all()] == [360, 240]
    assert made.trainer == cast.trainer
    assert made in trainings_of(cast.trainer)
    assert made in trainings_of(cast.coordinator)


@pytest.mark.parametrize(
    ("given", "error"),
    [({"contents": []}, NothingTaughtError), ({"meetings": []}, NothingTaughtError)],
)
def test_nothing_is_planned_without_lessons_or_days(given, error):
    with pytest.raises(error):
        planned(a_training(), **given)


def test_what_is_sensitive_needs_somebody_to_turn_to():
    cast, contents = a_training(), [(taught("sensitive").module_id, None)]
    with pytest.raises(NeedsReferralError):
        planned(cast, contents=contents, turn_to="  ")
    assert planned(cast, contents=contents, turn_to="The office, 21").referral


def test_a_module_of_another_union_is_not_taught():
    other = taught(owner=UnionFactory(), audience="union")
    with pytest.raises(NotVisibleError):
        planned(a_training(), contents=[(other.module_id, None)])


def test_a_coordinator_says_who_holds_it_and_a_trainer_does_not():
    cast = a_training()
    other = staff_of(cast.union, "trainer")
    made = planned(cast, by=cast.coordinator, trainer=other, co_trainers=[cast.trainer])
    assert made.trainer == other
    assert made in trainings_of(cast.trainer)
    with pytest.raises(NotHersError):
        planned(cast, trainer=other)
    with pytest.raises(NotOneOfUsError):
        planned(cast, by=cast.coordinator, trainer=UserFactory())


def test_nobody_plans_for_a_union_that_is_not_hers():
    with pytest.raises(NotHersError):
        planned(a_training(), by=a_training().trainer)


def test_a_closed_one_is_corrected_with_a_reason_that_is_noted():
    cast = closed()
    with pytest.raises(NeedsReasonError):
        corrected(cast, place="Parakou")
    corrected(cast, place="Parakou", reason="It was moved")
    assert Training.objects.for_tenant(cast.union).get().place == "Parakou"
    noted = AuditEntry.objects.for_tenant(cast.union).get()
    assert (noted.act, noted.reason) == ("corrected", "It was moved")


def test_a_session_with_marks_is_not_taken_away():
    cast = a_training()
    tick(cast, RegistrationFactory(training=cast.training), 360)
    made = corrected(cast, meetings=[MONDAY])
    assert made.sessions.count() == 2
    assert corrected(cast, meetings=[WEDNESDAY]).sessions.count() == 2


def tick(cast, line, minutes):
    one = Tick(new_id(), line.pk, minutes, "tap", timezone.now())
    mark(session=cast.session, ticks=[one], by=cast.trainer)


@pytest.mark.parametrize(("lasts", "held"), [(420, [420, 90, 0]), (60, [60, 60, 0])])
def test_who_was_there_for_all_of_it_still_is_when_it_lasts_longer(lasts, held):
    cast = a_training()
    for minutes in (360, 90, 0):
        tick(cast, RegistrationFactory(training=cast.training), minutes)
    session = Meeting(pk=cast.session.pk, held_on=cast.session.held_on, minutes=lasts)
    corrected(cast, meetings=[session])
    rows = Attendance.objects.for_tenant(cast.union).order_by("registration__number")
    assert [row.minutes for row in rows] == held


def test_a_copy_keeps_the_days_between_its_sessions():
    moved = shifted([WEDNESDAY, MONDAY], date(2027, 1, 11))
    assert [each.held_on.day for each in moved] == [11, 13]
    assert moved[0].starts_at == time(8, 30)
    assert shifted([], date(2027, 1, 11)) == []
