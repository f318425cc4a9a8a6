from datetime import timedelta

import pytest
from django.utils import timezone

from learning.members import actions, codes
from learning.members.errors import NotAllowedError
from learning.members.models import ResetCode, User
from learning.members.queries import latest_reset

NEW = "482951"


def fresh(user):
    return User.objects.select_related("participant").get(pk=user.pk)


def test_her_own_code_opens_once_and_gives_the_next(alice):
    following = actions.use_code(user=alice.user, code=alice.recovery_code, secret=NEW)
    user = fresh(alice.user)
    assert user.check_password(NEW)
    assert following != alice.recovery_code
    assert not actions.use_code(user=user, code=alice.recovery_code, secret="615243")
    assert actions.use_code(user=user, code=following, secret="615243")


def test_a_code_may_be_typed_carelessly(alice):
    typed = f" {alice.recovery_code.lower().replace('-', '  ')} "
    assert actions.use_code(user=alice.user, code=typed, secret=NEW)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "-", "x" * 500])
def test_another_code_opens_nothing(alice, code):
    assert actions.use_code(user=alice.user, code=code, secret=NEW) is None
    assert not fresh(alice.user).check_password(NEW)


def test_bobs_code_does_not_open_alices_place(alice, bob):
    assert not actions.use_code(user=alice.user, code=bob.recovery_code, secret=NEW)


def test_nobody_at_all_gets_the_same_answer(db, alice):
    assert actions.use_code(user=None, code=alice.recovery_code, secret=NEW) is None


def test_the_trainers_code_opens_once(alice, trainer):
    code = actions.issue_reset_code(user=alice.user, by=trainer)
    assert actions.use_code(user=alice.user, code=code, secret=NEW)
    assert not actions.use_code(user=fresh(alice.user), code=code, secret="615243")
    assert fresh(alice.user).check_password(NEW)


def test_her_desk_can_say_who_reset_it(alice, trainer):
    assert latest_reset(alice.user) is None
    code = actions.issue_reset_code(user=alice.user, by=trainer)
    assert latest_reset(alice.user) is None
    actions.use_code(user=alice.user, code=code, secret=NEW)
    reset = latest_reset(fresh(alice.user))
    assert (reset.issued_by, reset.issued_by_role) == (trainer, "trainer")
    trainer.delete()
    assert latest_reset(fresh(alice.user)).issued_by_role == "trainer"


def test_her_desk_says_it_too_when_her_paper_was_used(alice):
    actions.use_code(user=alice.user, code=alice.recovery_code, secret=NEW)
    assert latest_reset(fresh(alice.user)).issued_by_role == "trainee"


def test_a_code_ends_after_seven_days(alice, trainer):
    code = actions.issue_reset_code(user=alice.user, by=trainer)
    rows = ResetCode.objects.for_tenant(alice.participant.tenant_id)
    assert rows.get().expires_at - timezone.now() > timedelta(days=6, hours=23)
    rows.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not actions.use_code(user=alice.user, code=code, secret=NEW)


def test_a_new_code_ends_the_one_before(alice, trainer):
    first = actions.issue_reset_code(user=alice.user, by=trainer)
    second = actions.issue_reset_code(user=alice.user, by=trainer)
    assert not actions.use_code(user=alice.user, code=first, secret=NEW)
    assert actions.use_code(user=alice.user, code=second, secret=NEW)


def test_only_hashes_are_kept(alice, trainer):
    code = actions.issue_reset_code(user=alice.user, by=trainer)
    row = ResetCode.objects.for_tenant(alice.participant.tenant_id).get()
    assert codes.tidy(code) not in row.code_hash
    assert row.code_hash == codes.hashed(alice.user.pk, code)


def test_nobody_resets_in_another_union(charlie, trainer, coordinator, administrator):
    for by in (trainer, coordinator, administrator):
        with pytest.raises(NotAllowedError):
            actions.issue_reset_code(user=charlie.user, by=by)


def test_trainees_reset_nobody_and_staff_are_not_reset_by_code(
    alice, bob, trainer, coordinator
):
    with pytest.raises(NotAllowedError):
        actions.issue_reset_code(user=alice.user, by=bob.user)
    with pytest.raises(NotAllowedError):
        actions.issue_reset_code(user=trainer, by=coordinator)


def test_a_lost_paper_is_worth_nothing_after_a_new_code(alice):
    code = actions.renew_recovery_code(user=alice.user)
    assert not actions.use_code(user=alice.user, code=alice.recovery_code, secret=NEW)
    assert actions.use_code(user=fresh(alice.user), code=code, secret=NEW)
