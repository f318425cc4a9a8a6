import pytest

from learning.members import actions
from learning.members.errors import NotAllowedError
from learning.members.models import (
    Consent,
    Identity,
    Participant,
    ResetCode,
    User,
)


def test_the_person_goes_and_the_count_stays(charlie, other_coordinator):
    person, tenant = charlie.participant, charlie.participant.tenant
    actions.decide_consent(
        participant=person,
        purpose=Consent.Purpose.COUNTED,
        given=True,
        language="es",
        by=charlie.user,
    )
    actions.issue_reset_code(user=charlie.user, by=other_coordinator)

    actions.erase_account(user=charlie.user, by=charlie.user)

    assert not User.objects.filter(sign_in_name=charlie.user.sign_in_name).exists()
    assert not Identity.objects.for_tenant(tenant).exists()
    assert not ResetCode.objects.for_tenant(tenant).exists()
    left = Participant.objects.for_tenant(tenant).get()
    assert (left.pk, left.user, left.is_counted) == (person.pk, None, True)
    consent = Consent.objects.for_tenant(tenant).get()
    assert consent.decided_by is None


def test_nobody_deletes_another(alice, bob, coordinator):
    for by in (bob.user, coordinator):
        with pytest.raises(NotAllowedError):
            actions.erase_account(user=alice.user, by=by)


def test_staff_ask(trainer):
    with pytest.raises(NotAllowedError):
        actions.erase_account(user=trainer, by=trainer)
