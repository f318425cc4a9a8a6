"""Trainings, their sessions and people; the class as it runs; what came of it."""

from learning.classroom.models.class_mode import (
    ClassAnswer,
    ClassQuestion,
    ClassShow,
    RolePlayOffer,
)
from learning.classroom.models.closing import (
    Attestation,
    Credit,
    FollowUp,
    PaperScore,
    Smileys,
)
from learning.classroom.models.destroying import DAYS_TO_CONFIRM, Destruction
from learning.classroom.models.helping import HelpRequest
from learning.classroom.models.participations import Participation
from learning.classroom.models.registering import (
    Attendance,
    AttendanceMark,
    HeadCount,
    Registration,
)
from learning.classroom.models.rosters import RosterEntry, RosterImport
from learning.classroom.models.trainings import (
    CoTrainer,
    Project,
    Training,
    TrainingContent,
    TrainingQuerySet,
    TrainingSession,
)

__all__ = [
    "DAYS_TO_CONFIRM",
    "Attendance",
    "AttendanceMark",
    "Attestation",
    "ClassAnswer",
    "ClassQuestion",
    "ClassShow",
    "CoTrainer",
    "Credit",
    "Destruction",
    "FollowUp",
    "HeadCount",
    "HelpRequest",
    "PaperScore",
    "Participation",
    "Project",
    "Registration",
    "RolePlayOffer",
    "RosterEntry",
    "RosterImport",
    "Smileys",
    "Training",
    "TrainingContent",
    "TrainingQuerySet",
    "TrainingSession",
]
