"""Unions with trainings and people in them, made as registers make them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.models import Registration, Training, TrainingContent
from learning.members.models import Union, User
from learning.records import new_id
from learning.reports.actions.periods import make_period
from learning.reports.models import Period
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import (
    ModuleFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
    UnionFactory,
)


@dataclass
class House:
    """One union with its people at work."""

    union: Union
    trainer: User
    coordinator: User


def a_house(**fields) -> House:
    union = UnionFactory(**fields)
    return House(union, staff_of(union, "trainer"), staff_of(union, "coordinator"))


def hold(house, day: date, people=0, *, modules=(), known=(), **fields) -> Training:
    """A training of one day of six hours, with so many women there all the time, and
    with those who are `known` already."""
    fields.setdefault("country", house.union.country)
    training = TrainingFactory(
        union=house.union, trainer=house.trainer, starts_on=day, **fields
    )
    SessionFactory(training=training)
    for module in modules or [ModuleFactory()]:
        TrainingContent(tenant=training.tenant, training=training, module=module).save()
    for _each in range(people):
        come(house, training)
    for person in known:
        come(house, training, person=person)
    return training


def come(house, training, *, person=None, minutes=360, **said) -> Registration:
    """Somebody is written in (if she is not yet) and was there for so long."""
    said.setdefault("sex", "f")
    person = person or ParticipantFactory(union=house.union, user=None, **said)
    line = training.registrations.filter(participant=person).first() or register(
        training=training, participant=person, way="hand", by=house.trainer
    )
    tick = Tick(
        id=new_id(),
        registration=line.pk,
        minutes=minutes,
        how="tap",
        marked_at=timezone.now(),
        reason="it was on the paper",
    )
    mark(session=training.sessions.get(), ticks=[tick], by=house.trainer)
    return line


def a_year(year: int, by) -> Period:
    return make_period(
        name=f"Year {year}",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        by=by,
    )
