"""The trainings of one tenant, and those of them that wait for something."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from learning.classroom.models import Attendance, HeadCount, Registration, Training


def without_register(tenant):
    """Trainings that are over, and have neither a register nor a head count; a declared
    one waits for its list and not for a register."""
    marked = Attendance.objects.for_tenant(tenant).filter(
        session__training=OuterRef("pk")
    )
    counted = HeadCount.objects.for_tenant(tenant).filter(training=OuterRef("pk"))
    return (
        Training.objects.for_tenant(tenant)
        .filter(~Exists(marked), ~Exists(counted), ends_on__lt=timezone.localdate())
        .exclude(state=Training.State.CLOSED)
        .exclude(evidence=Training.Evidence.DECLARED)
    )


def registrations_waiting(tenant):
    """Who joined a class with its code and waits for somebody to vouch for her."""
    return Registration.objects.for_tenant(tenant).filter(
        needs_vouching=True, vouched_at=None, refused_at=None
    )


def with_people_waiting(tenant):
    """Trainings in which somebody waits to be vouched for."""
    waiting = registrations_waiting(tenant).filter(training=OuterRef("pk"))
    return Training.objects.for_tenant(tenant).filter(Exists(waiting))
