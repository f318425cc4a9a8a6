"""The coordinator looks at pairs, decides, and can take it back."""

import time

import pytest
from django.urls import reverse

from learning.members.actions import name_participant
from learning.members.models import AuditEntry, Membership, Merge, PossibleDouble
from learning.union_desk.views.doubles import in_order
from tests.access_world import staff
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor():
    """She has one here, so it is asked for as on a site."""


@pytest.fixture
def cast():
    cast = a_training()
    cast.coordinator = staff("koordinatorin")
    Membership.objects.create(
        user=cast.coordinator, union=cast.union, role="coordinator"
    )
    return cast


def a_pair(cast, *, likeness=0.9):
    people = [ParticipantFactory(union=cast.union, user=None) for _each in range(2)]
    for person in people:
        RegistrationFactory(training=cast.training, participant=person)
        name_participant(
            participant=person, name="Awa Zongo", basis="sheet", by=cast.trainer
        )
    first, second = sorted(people, key=lambda each: each.pk)
    pair = PossibleDouble(
        tenant=cast.union,
        first=first,
        second=second,
        reasons=["name_same", "sex"],
        likeness=likeness,
    )
    pair.save()
    return pair


def opened(client, user):
    client.force_login(user)
    session = client.session
    session["names_opened_at"] = int(time.time())
    session.save()


LIST = "/en/union/doubles/"


def test_names_show_only_when_they_are_opened(client, cast):
    a_pair(cast)
    client.force_login(cast.coordinator)
    shown = client.get(LIST).content.decode()
    assert "the same name · the same sex" in " ".join(shown.split())
    assert "Zongo" not in shown
    opened(client, cast.coordinator)
    assert "Awa Zongo" in client.get(LIST).content.decode()
    noted = AuditEntry.objects.for_tenant(cast.union).get(act="looked")
    assert (noted.thing, noted.people) == ("doubles", 2)


def test_as_many_queries_for_three_pairs_as_for_one(
    client, cast, django_assert_num_queries
):
    a_pair(cast)
    opened(client, cast.coordinator)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
    for _each in range(2):
        a_pair(cast)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)


QUERIES = 10


def test_one_person_and_back(client, cast):
    pair = a_pair(cast)
    client.force_login(cast.coordinator)
    address = reverse("union_desk:decide_double", args=[pair.pk])
    client.post(address, {"decision": "same"})
    joined = Merge.objects.for_tenant(cast.union).get()
    assert "No two entries" in client.get(LIST).content.decode()
    client.post(reverse("union_desk:take_apart", args=[joined.pk]))
    assert "the same name" in client.get(LIST).content.decode()


def test_two_people_and_nonsense(client, cast):
    pair = a_pair(cast)
    client.force_login(cast.coordinator)
    address = reverse("union_desk:decide_double", args=[pair.pk])
    client.post(address, {"decision": "perhaps"})
    pair.refresh_from_db()
    assert pair.decision == ""
    client.post(address, {"decision": "apart"})
    again = client.post(address, {"decision": "apart"}, follow=True)
    pair.refresh_from_db()
    assert pair.decision == "apart"
    assert "meanwhile" in again.content.decode()


def test_who_has_an_account_stands_else_the_older_entry(cast):
    older = ParticipantFactory(union=cast.union, user=None)
    newer = ParticipantFactory(union=cast.union, user=None)
    with_account = ParticipantFactory(union=cast.union)
    assert in_order(older, newer) == in_order(newer, older) == (newer, older)
    assert in_order(older, with_account) == (older, with_account)
