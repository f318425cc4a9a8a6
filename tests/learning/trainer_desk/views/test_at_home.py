"""The union's own code, and who of those at home is one of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.members.models import Participant
from learning.members.queries import join_code_of
from tests.learning.factories import ParticipantFactory

PAGE = "/en/trainings/at-home/"


@pytest.fixture
def at_union(client, cast):
    client.force_login(cast.coordinator)
    return client


def waits(cast):
    return ParticipantFactory(union=cast.union, vouching="waiting", came_by="union")


def stand(person) -> str:
    rows = Participant.objects.for_tenant(person.tenant_id)
    return rows.get(pk=person.pk).vouching


def test_a_code_for_people_at_home(at_union, cast):
    answer = at_union.post(PAGE, {"union": cast.union.pk, "days": "30"})
    assert answer.status_code == 302
    code = join_code_of(cast.union)
    assert at_union.get(f"{PAGE}codes/{code.pk}/wall/").status_code == 200
    at_union.post(f"{PAGE}codes/{code.pk}/end/")
    assert join_code_of(cast.union) is None


def test_another_unions_code_is_not_made(at_desk, cast):
    stranger = ParticipantFactory().union
    answer = at_desk.post(PAGE, {"union": stranger.pk, "days": "30"})
    assert answer.status_code == 422
    assert join_code_of(stranger) is None


def test_vouching_refusing_and_back(at_desk, cast):
    person = waits(cast)
    address = f"{PAGE}people/{person.pk}/"
    for act, becomes in (
        ("vouch", "vouched"),
        ("back", "waiting"),
        ("refuse", "refused"),
        ("nonsense", "refused"),
    ):
        at_desk.post(address, {"act": act})
        assert stand(person) == becomes


def test_the_list_costs_the_same_for_one_and_three(at_desk, cast):
    waits(cast)
    with CaptureQueriesContext(connection) as one:
        at_desk.get(PAGE)
    waits(cast)
    waits(cast)
    with CaptureQueriesContext(connection) as three:
        at_desk.get(PAGE)
    assert len(three) == len(one)
