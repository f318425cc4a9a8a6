"""Which class a code is for, and who waits to be vouched for."""

from learning.classroom.models import Registration, Training


def training_of(join_code) -> Training | None:
    """The training whose code this is; None for a union's code, or if it is gone."""
    return (
        Training.objects.for_tenant(join_code.tenant_id)
        .select_related("union")
        .filter(join_code=join_code)
        .first()
    )


def registration_of(training, participant) -> Registration | None:
    return training.registrations.filter(participant=participant).first()


def waiting_in(training):
    """Who joined with the code and is not vouched for yet, in the order of the sheet."""
    return (
        _with_people(training)
        .filter(needs_vouching=True, vouched_at=None, refused_at=None)
        .order_by("number")
    )


def decided_in(training):
    """Who joined with the code and was vouched for or refused, the latest number first:
    each can be taken back."""
    return (
        _with_people(training)
        .filter(needs_vouching=True)
        .exclude(vouched_at=None, refused_at=None)
        .order_by("-number")
    )


def _with_people(training):
    return training.registrations.select_related("participant", "participant__user")
