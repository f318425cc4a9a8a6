"""Somebody of her union says: she is one of ours."""

import pytest

from learning.members import actions
from learning.members.errors import NotAllowedError
from learning.members.models import AuditEntry
from learning.members.queries import people_waiting
from tests.learning.factories import ParticipantFactory


@pytest.fixture
def waiting(union):
    return ParticipantFactory(union=union, vouching="waiting", came_by="union")


def audit(union) -> list:
    rows = AuditEntry.objects.for_tenant(union).order_by("at", "pk")
    return [(row.act, row.thing) for row in rows]


def test_vouched_for_she_reads_and_counts(waiting, union, trainer):
    assert list(people_waiting(union)) == [waiting]
    assert not waiting.is_let_in
    person = actions.vouch(participant=waiting, by=trainer)
    assert actions.vouch(participant=waiting, by=trainer) == person
    assert (person.vouching, person.vouched_by) == ("vouched", trainer)
    assert person.is_let_in
    assert not people_waiting(union)
    assert audit(union) == [("vouched", "")]


def test_refused_she_may_name_another_union(waiting, union, other_union, trainer):
    person = actions.refuse(participant=waiting, by=trainer)
    assert not person.is_let_in
    person = actions.change_union(participant=person, union=other_union, by=person.user)
    assert (person.tenant, person.vouching) == (other_union, "waiting")
    assert audit(union) == [("refused", "")]


def test_either_can_be_taken_back(waiting, union, trainer):
    for decide in (actions.vouch, actions.refuse):
        decide(participant=waiting, by=trainer)
        person = actions.wait_again(participant=waiting, by=trainer)
        assert (person.vouching, person.vouched_at) == ("waiting", None)


def test_who_need_not_wait_is_not_refused(alice, trainer):
    person = actions.refuse(participant=alice.participant, by=trainer)
    assert person.vouching == ""


def test_nobody_vouches_for_herself_or_across_unions(waiting, other_coordinator, bob):
    for by in (waiting.user, other_coordinator, bob.user):
        for act in (actions.vouch, actions.refuse, actions.wait_again):
            with pytest.raises(NotAllowedError):
                act(participant=waiting, by=by)
