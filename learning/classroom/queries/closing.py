"""What closing the day needs to know: who stayed, how long, and what stands where."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from learning.activities.sensitivity import NONE
from learning.classroom.models import (
    Attendance,
    Attestation,
    FollowUp,
    Registration,
)
from learning.classroom.queries.register import heads_in
from learning.classroom.queries.trainings import contents_of


@dataclass(frozen=True)
class Stayed:
    """One line of the register, with all her minutes in the training."""

    registration: Registration
    minutes: int
    share: int  # per cent of the planned minutes, rounded down

    @property
    def label(self) -> str:
        """What she is called where names are masked."""
        user = self.registration.participant.user
        if user:
            return user.sign_in_name
        return _("No. %(number)d") % {"number": self.registration.number}


def planned_minutes(training) -> int:
    """All sessions of a training together, in minutes."""
    return training.sessions.aggregate(all=Sum("minutes"))["all"] or 0


def days_attended(training) -> dict:
    """Registration's id → on how many days she was there, of those who were at all; one
    query."""
    rows = (
        Attendance.objects.for_tenant(training.tenant_id)
        .filter(session__training=training, minutes__gt=0)
        .values("registration_id")
        .annotate(days=Count("session__held_on", distinct=True))
    )
    return {row["registration_id"]: row["days"] for row in rows}


def who_stayed(training) -> list[Stayed]:
    """Every registration in the order of the sheet, with minutes and share; two queries.

    Whoever was refused ("not one of ours") is left out.
    """
    planned = planned_minutes(training)
    rows = (
        Registration.objects.for_tenant(training.tenant_id)
        .filter(training=training, refused_at=None)
        .select_related("participant__user")
        .annotate(minutes=Sum("attendances__minutes"))
        .order_by("number")
    )
    return [
        Stayed(
            row,
            row.minutes or 0,
            min(100, 100 * (row.minutes or 0) // planned) if planned else 0,
        )
        for row in rows
    ]


def stayed_long_enough(stayed: Stayed, training) -> bool:
    """The hours rule: the per cent of planned hours for a certificate of participation.

    `training.hours_rule` is 80 unless the trainer planned otherwise, as the programme
    counts "trained".
    """
    return stayed.share >= training.hours_rule


@dataclass(frozen=True)
class RegisterFigures:
    """What is attested: people who were there, their minutes, and a hash over the rows."""

    people: int
    minutes: int
    register_hash: str


def register_figures(training) -> RegisterFigures:
    """The register as it stands now. The hash is SHA-256 over one line a mark that
    holds, by random ids and without a name: a later correction changes it."""
    rows = (
        Attendance.objects.for_tenant(training.tenant_id)
        .filter(session__training=training, registration__refused_at=None)
        .order_by("session_id", "registration_id")
        .values_list("session_id", "registration_id", "minutes")
    )
    digest, people, minutes = hashlib.sha256(), set(), 0
    for session, registration, there in rows:
        digest.update(f"{session} {registration} {there}\n".encode())
        if there:
            people.add(registration)
            minutes += there
    return RegisterFigures(len(people), minutes, digest.hexdigest())


def people_there(training) -> int:
    """Who was there at all: by the register, and those who were counted by head."""
    return register_figures(training).people + heads_in(training)


def attestations_of(training) -> list[Attestation]:
    """Who has said that the register is right, the first one first."""
    return list(
        Attestation.objects.for_tenant(training.tenant_id)
        .filter(training=training)
        .select_related("attested_by")
        .order_by("attested_at")
    )


def is_discreet(training) -> bool:
    """Whether something was taught that nobody should be seen with."""
    return any(
        module.is_discreet or (lesson or module).sensitivity != NONE
        for module, lesson in contents_of(training)
    )


def follow_up_days(training) -> list[tuple[int, date]]:
    """After 3, 6 and 12 months: (months, the day on which it is due)."""
    return [
        (months, months_later(training.ends_on, months))
        for months, _ in FollowUp.MONTHS
    ]


def months_later(day: date, months: int) -> date:
    """The same day of a later month; where there is none, the month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(
        day.year + years + (month == 11),
        (month + 1) % 12 + 1,
        1,  # month counts from 0
    )
    last = (first_of_next.toordinal()) - 1
    return date(day.year + years, month + 1, min(day.day, date.fromordinal(last).day))
