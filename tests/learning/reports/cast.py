"""Who keeps figures, unions with trainings, and people who are counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.models import (
    Participation,
    Registration,
    Training,
    TrainingContent,
)
from learning.members.models import Membership, Union, User
from learning.records import new_id
from learning.reports.actions.outcomes import tell_outcome
from learning.reports.actions.periods import make_period
from learning.reports.models import Period
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import (
    ModuleFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
    UnionFactory,
    UserFactory,
)


def programme(role: str = "officer"):
    """An account of the programme's staff."""
    user = UserFactory()
    user.email = f"{user.sign_in_name}@example.org"
    user.save()
    ends_on = timezone.localdate() + timedelta(days=9) if role == "evaluator" else None
    Membership.objects.create(user=user, role=role, ends_on=ends_on)
    return user


def count_in(number: int, *, union=None, module, on=date(2026, 3, 1), **fields):
    """So many people of a union who passed a module on that day."""
    union = union or UnionFactory()
    for _each in range(number):
        person = ParticipantFactory(union=union, user=None)
        Participation(
            id=new_id(),
            tenant=union.tenant,
            participant=person,
            person=person.pk,
            module=module,
            theme=module,
            union=union,
            lineage=union.lineage,
            counted_on=on,
            passed_on=on,
            trained_on=on,
            modality="home",
            **{"country": "BJ", "sex": "f"} | fields,
        ).save(force_insert=True)


def told_by(cast, **facts):
    """A record of a union's coordinator (`tests.learning.classroom.cast`)."""
    known = {
        "kind": "agreement",
        "title": "Agreement on night transport",
        "parties": "FNEA, Bénin Textile SA",
        "level": "company",
        "country": "BJ",
        "starts_on": date(2026, 3, 2),
        "ends_on": None,
        "women": None,
        "men": None,
        "not_stated": None,
        "covered_by_source": "the pay roll",
        "contribution": "The committee that was trained asked for it.",
        "known_how": "Minutes of the talks.",
        "confirmed_by": "",
        "confirmed_on": None,
        "evidence_link": "",
        "evidence_place": "",
        "trainings": (),
        "step": "agreement",
        "union": cast.union,
    }
    return tell_outcome(tenant=cast.union, by=cast.coordinator, **known | facts)


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
