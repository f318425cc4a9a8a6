"""Which class a code is for, what its people are asked, who waits to be vouched for."""

from learning.classroom.models import Registration, Training

# What everybody who comes in is asked once; figures are told apart by it.
ASKED_ONCE = ("sex", "age_band", "role_at_work")


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


def line_to_ask_about(participant) -> Registration | None:
    """Her latest line where nobody knows whether she was at a training before.

    None if there is none. Who joined with a code was asked then, and "don't know" was her
    answer; a closed training stays as it is. One query.
    """
    return (
        Registration.objects.for_participant(participant)
        .filter(before=Registration.Before.UNKNOWN, refused_at=None)
        .exclude(way=Registration.Way.CODE)
        .exclude(training__state=Training.State.CLOSED)
        .order_by("-registered_at", "-pk")
        .first()
    )


def open_questions_of(participant) -> list[str]:
    """What nobody has said of her yet: some of ASKED_ONCE, and "before". One query."""
    still = [field for field in ASKED_ONCE if not getattr(participant, field)]
    return [*still, "before"] if line_to_ask_about(participant) else still


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
