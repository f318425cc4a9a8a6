"""Who may read what: visitors, trainees, and the staff of a union."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from learning.models import Membership
from learning.reading.readers import module_or_404, participant_of, visible_modules
from tests.learning.factories import LessonFactory, ModuleFactory, UserFactory


@pytest.fixture
def ours(union):
    module = ModuleFactory(slug="ours", audience="union", owner=union)
    return LessonFactory(module=module).module


def asks(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def sees(user) -> bool:
    visible = [each.slug for each in visible_modules(asks(user))]
    try:
        module_or_404(asks(user), "ours")
    except Http404:
        assert "ours" not in visible
        return False
    assert "ours" in visible
    return True


def test_a_module_of_a_union_is_for_its_trainees(ours, alice, charlie):
    assert sees(alice.user)
    assert not sees(charlie.user)
    assert not sees(AnonymousUser())
    assert not sees(UserFactory())


@pytest.mark.parametrize(
    ("vouching", "came_by", "reads"),
    [
        ("waiting", "own", False),
        ("waiting", "union", False),
        ("waiting", "code", True),
        ("vouched", "own", True),
        ("refused", "code", False),
    ],
)
def test_who_waits_to_be_vouched_for_waits_for_the_unions_own(
    ours, alice, vouching, came_by, reads
):
    alice.vouching, alice.came_by = vouching, came_by
    alice.vouched_at = None if vouching == "waiting" else timezone.now()
    alice.save()
    assert sees(alice.user) == reads


@pytest.mark.parametrize("role", ["trainer", "coordinator", "author", "translator"])
def test_and_for_those_who_work_there(ours, union, other_union, role):
    user = UserFactory(email="a@example.org")
    membership = Membership.objects.create(user=user, union=other_union, role=role)
    assert not sees(user)
    membership.union = union
    membership.save()
    assert sees(user)
    membership.ends_on = "2026-01-01"
    membership.save()
    assert not sees(user)


def test_the_programme_is_of_no_union(ours):
    user = UserFactory(email="a@example.org")
    Membership.objects.create(user=user, union=None, role="officer")
    assert not sees(user)


def test_a_trainee_costs_no_query_more(ours, alice, django_assert_num_queries):
    module_or_404(asks(alice.user), "ours")
    with django_assert_num_queries(0):
        visible_modules(asks(alice.user))
        module_or_404(asks(alice.user), "ours")


def test_staff_are_nobody_who_is_counted(alice):
    assert participant_of(asks(alice.user)) == alice
    assert participant_of(asks(UserFactory())) is None
    assert participant_of(asks(AnonymousUser())) is None
