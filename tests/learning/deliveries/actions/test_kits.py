"""Ordering, making and throwing away class kits."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import timezone

from learning.deliveries import actions
from learning.deliveries.models import Kit
from learning.safekeeping.actions import erase_person
from tests.learning.classroom.cast import a_training
from tests.learning.deliveries.kit_cast import wishes
from tests.learning.factories import ParticipantFactory, RegistrationFactory

WAITS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def cast():
    return a_training()


def order(cast):
    planned = actions.plan_kit(
        training=cast.training, wishes=wishes(parts=("slips", "sheets"))
    )
    return actions.order_kit(planned=planned, by=cast.trainer)


def somebody_comes(cast):
    """With a sign-in name: it stands on the sheet."""
    person = ParticipantFactory(union=cast.union)
    RegistrationFactory(training=cast.training, participant=person)
    return person


def rows(cast):
    return Kit.objects.for_tenant(cast.union)


def test_a_kit_is_made_once_and_anew_for_another_person(cast):
    first = order(cast)
    assert first.pages == [["sheets-0", 2, 3], ["slips-0", 4, 4]]
    assert order(cast) == first
    with default_storage.open(first.file) as file:
        assert file.read().startswith(b"%PDF")
    somebody_comes(cast)
    assert order(cast) != first


def test_planned_anew_while_it_waits_it_is_not_made(cast):
    with override_settings(TASKS=WAITS):
        waiting = order(cast)
    somebody_comes(cast)
    actions.make_kit.call(str(waiting.tenant_id), str(waiting.pk))
    assert not rows(cast).exists()


def test_after_two_days_it_is_gone(cast):
    made = order(cast)
    assert actions.tidy_kits(tenant=cast.union) == 0
    rows(cast).update(changed_at=timezone.now() - timedelta(days=2, minutes=1))
    assert actions.tidy_kits(tenant=cast.union) == 1
    assert not default_storage.exists(made.file)


def test_who_is_erased_stands_in_no_kit(cast):
    other, person = a_training(union=cast.union), somebody_comes(cast)
    hers, another = order(cast), order(other)
    erase_person(participant=person, by=cast.coordinator)
    assert list(rows(cast)) == [another]
    assert not default_storage.exists(hers.file)
