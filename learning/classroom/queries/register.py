"""Reading a register: its lines, its count, and what was marked when and by whom."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from learning.classroom.models import Attendance, AttendanceMark, Registration

PRESENT, LATE, AWAY = "present", "late", "away"


@dataclass(frozen=True)
class Line:
    """One person in the register of a session; `minutes` None: nothing is marked yet."""

    registration: Registration
    minutes: int | None
    is_late: bool
    of: int
    name: str = ""

    @property
    def pk(self) -> UUID:
        return self.registration.pk

    @property
    def number(self) -> int:
        return self.registration.number

    @property
    def alias(self) -> str:
        """Her sign-in name; empty where she has no account and is called by number."""
        user = self.registration.participant.user
        return user.sign_in_name if user else ""

    @property
    def state(self) -> str:
        """One of present, late, away; empty where nothing is marked."""
        if self.minutes is None:
            return ""
        if self.minutes == 0:
            return AWAY
        return LATE if self.is_late else PRESENT

    @property
    def partial(self) -> int | None:
        """The minutes she was there, where that is not all of them."""
        return self.minutes if self.minutes and self.minutes != self.of else None


def people_in(training):
    """Who is in a training, in the order of the sheet, with account; without those who
    were refused."""
    return (
        training.registrations.filter(refused_at=None)
        .select_related("participant", "participant__user")
        .order_by("number")
    )


def taken_out_of(training):
    """Who was in the list and was taken out, or refused; with account."""
    return (
        training.registrations.exclude(refused_at=None)
        .select_related("participant", "participant__user")
        .order_by("number")
    )


def lines_of(session, names: dict[UUID, str] | None = None, rows=None) -> list[Line]:
    """The lines of a session's register, in the order of the sheet; two queries.

    `names` as `opened_names.names_for` gives them; `rows` are registrations that were
    read before.
    """
    names = names or {}
    held = {
        row.registration_id: row
        for row in Attendance.objects.for_tenant(session.tenant_id).filter(
            session=session
        )
    }
    lines = []
    for row in people_in(session.training) if rows is None else rows:
        attendance = held.get(row.pk)
        lines.append(
            Line(
                registration=row,
                minutes=attendance.minutes if attendance else None,
                is_late=bool(attendance and attendance.is_late),
                of=session.minutes,
                name=names.get(row.participant_id, ""),
            )
        )
    return lines


def tally_of(session) -> dict[str, int]:
    """`here` of `all`, and how many are not marked yet (`open`); two queries."""
    everybody = people_in(session.training).count()
    rows = Attendance.objects.for_tenant(session.tenant_id).filter(
        session=session, registration__refused_at=None
    )
    marked = rows.aggregate(
        here=Count("pk", filter=Q(minutes__gt=0)), marked=Count("pk")
    )
    return {
        "here": marked["here"],
        "all": everybody,
        "open": everybody - marked["marked"],
    }


def marks_of(session):
    """Every mark of a session, the latest received first, with who made it."""
    return (
        AttendanceMark.objects.for_tenant(session.tenant_id)
        .filter(session=session)
        .select_related("registration", "registration__participant__user", "by")
        .order_by("-received_at", "-pk")
    )


def heads_of(training) -> dict[tuple[str, str], int]:
    """(sex, age band) → people counted by head."""
    return {(row.sex, row.age_band): row.people for row in training.head_counts.all()}


def heads_in(training) -> int:
    return training.head_counts.aggregate(all=Sum("people"))["all"] or 0


def sounds_like(name: str, typed: str) -> bool:
    """Whether what was typed is in a name, whatever its accents and capitals."""
    return _plain(typed) in _plain(name)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(kept.split())


def found_among(rows, typed: str, names: dict[UUID, str]) -> list[Registration]:
    """Of some registrations those with that number, sign-in name or (opened) name."""
    typed = typed.strip()
    if not typed:
        return list(rows)
    return [
        row
        for row in rows
        if str(row.number) == typed
        or (
            row.participant.user
            and typed.casefold() in row.participant.user.sign_in_name
        )
        or sounds_like(names.get(row.participant_id, ""), typed)
    ]
