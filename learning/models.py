"""Every model of the app, for Django and for imports from outside."""

from learning.catalogue.facts import FactChange, FactText
from learning.catalogue.models import (
    Document,
    Edition,
    Generation,
    HelpService,
    Lesson,
    LessonLanguage,
    Module,
    ModuleText,
    Spec,
    Text,
)
from learning.catalogue.voided import VoidedQuestion
from learning.certificates.models import Certificate, NameCheck
from learning.classroom.models import HelpRequest
from learning.deliveries.models import Delivery
from learning.enrolments.models import Enrolment
from learning.members.models import (
    Consent,
    Identity,
    Membership,
    Participant,
    ResetCode,
    Union,
    User,
)
from learning.progress.models import (
    KeptPlan,
    LearningEvent,
    LessonSummary,
    SetAsideEvent,
    TestAttempt,
)

__all__ = [
    "Certificate",
    "Consent",
    "Delivery",
    "Document",
    "Edition",
    "Enrolment",
    "FactChange",
    "FactText",
    "Generation",
    "HelpRequest",
    "HelpService",
    "Identity",
    "KeptPlan",
    "LearningEvent",
    "Lesson",
    "LessonLanguage",
    "LessonSummary",
    "Membership",
    "Module",
    "ModuleText",
    "NameCheck",
    "Participant",
    "ResetCode",
    "SetAsideEvent",
    "Spec",
    "TestAttempt",
    "Text",
    "Union",
    "User",
    "VoidedQuestion",
]
