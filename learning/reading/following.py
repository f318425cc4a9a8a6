"""What is asked on her own place, some months after a training."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from learning.classroom.models import Registration
from learning.classroom.queries.following import due_for, open_months
from learning.classroom.queries.trainings import contents_of, has_discreet


@dataclass(frozen=True)
class FollowUpAsked:
    """One question about one training; `title` is empty where nobody should be seen with
    it: then only the month says which it was."""

    registration: Registration
    months: int
    ended_on: date
    title: str


def follow_up_asked(participant) -> FollowUpAsked | None:
    """What to ask her today, if anything; two queries where there is something."""
    found = due_for(participant, timezone.localdate())
    return about(found) if found else None


def about(registration) -> FollowUpAsked:
    training = registration.training
    return FollowUpAsked(
        registration,
        open_months(training, timezone.localdate()),
        training.ends_on,
        "" if has_discreet(contents_of(training)) else training.title,
    )
