"""The demo's last two years: trainings that are over, so that there is something to count.

Everything goes through the same actions as real work, in each of the three unions.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from uuid import uuid4

from django.utils import timezone

from learning.catalogue.shelf import shelf
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.closing import attest, close_training
from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.classroom.models import Attestation
from learning.members.queries import coordinators_of
from learning.records import new_id

EVERY = timedelta(days=91)
DAY = 360
# How long somebody stays of a day: most to the end.
STAYS = (DAY, DAY, DAY, DAY, 300, 180)
BEFORE = ("no", "no", "no", "year", "earlier", "")


@dataclass(frozen=True)
class Kind:
    """Who comes: what she is, is drawn from these."""

    sexes: tuple[str, ...] = ("f", "f", "f", "m", "m", "")
    ages: tuple[str, ...] = ("18-24", "25-29", "30-35", "36-49", "36-49", "50+", "")


ANYBODY = Kind()


def load_past(source: dict, unions: dict, say) -> None:
    """Trainings of this year and the last in each union; some people come again."""
    chance = random.Random(2025)  # noqa: S311 -- made-up people, no secret
    today = timezone.localdate()
    for each in source["union"]:
        union = unions[each["slug"]]
        held = 0
        known = []
        sizes, modules = cycle(source["past"]["people"]), cycle(_modules(source))
        day = date(today.year - 1, 1, 14) + timedelta(days=chance.randrange(30))
        while day < today - timedelta(days=7):
            known += hold(union, next(modules), day, next(sizes), known, chance)
            day, held = day + EVERY, held + 1
        drives = list(_drives(source["past"]["drive"], union, today, chance))
        people = len(known) + sum(map(len, drives))
        say(f"  {union.name}: {held + len(drives)} trainings, {people} people")


def _drives(drive: dict, union, today: date, chance) -> Iterator[list]:
    """The same training for many of one kind, in some months of both years; the people
    of each."""
    module = shelf.module(drive["module"])
    kind = Kind(tuple(drive["sexes"]), tuple(drive["ages"]))
    for year in (today.year - 1, today.year):
        for month in drive["months"]:
            day = date(year, month, 10)
            if module and day < today - timedelta(days=7):
                yield hold(union, module, day, drive["people"], [], chance, kind)


def _modules(source) -> list:
    """Those of them that are here; a demo may be loaded with one only."""
    found = [shelf.module(slug) for slug in source["past"]["modules"]]
    return [each for each in found if each]


def hold(union, module, day, size, known, chance, kind=ANYBODY) -> list:
    """One training from plan to close; returns the people who were new in it."""
    coordinator = coordinators_of(union)[0]
    place = chance.choice(list(union.branches.order_by("slug")))
    training = plan_training(
        union=place,
        contents=[(module.key, None)],
        meetings=[Meeting(held_on=day, minutes=DAY)],
        title=module.outward_title(union.language),
        language=union.language,
        country=union.country,
        place="",
        referral=union.help_contact,
        by=coordinator,
    )
    again = chance.sample(known, min(len(known), size // 4))
    lines = [
        register(training=training, participant=person, way="hand", by=coordinator)
        for person in again
    ]
    while len(lines) < size:
        lines.append(
            write_in(
                training=training,
                key=uuid4(),
                sex=chance.choice(kind.sexes),
                age_band=chance.choice(kind.ages),
                before=chance.choice(BEFORE),
                by=coordinator,
            )
        )
    ticks = [
        Tick(
            id=new_id(),
            registration=line.pk,
            minutes=chance.choice(STAYS),
            how="tap",
            marked_at=timezone.now(),
        )
        for line in lines
    ]
    mark(session=training.sessions.get(), ticks=ticks, by=coordinator)
    for role in (Attestation.Role.TRAINER, Attestation.Role.ELECTED):
        attest(training=training, role=role, by=coordinator)
    close_training(training=training, by=coordinator)
    return [line.participant for line in lines[len(again) :]]
