from datetime import timedelta

from django.utils import timezone

from learning.members import queries
from learning.members.roles import Coordinator, Trainer


def test_who_somebody_is(alice, trainer, union):
    assert queries.tenant_of(alice.user) == union
    assert queries.tenant_of(trainer) is None
    assert queries.roles_of(trainer) == {Trainer}
    assert queries.roles_of(alice.user) == set()
    assert queries.tenants_where(trainer, Trainer, Coordinator) == [union]
    assert queries.tenants_where(trainer, Coordinator) == []


def test_her_trainers_are_those_of_her_tenant_now(alice, charlie, trainer):
    assert queries.trainers_of(alice.participant) == [trainer]
    assert queries.trainers_of(charlie.participant) == []
    trainer.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert queries.trainers_of(alice.participant) == []


def test_coordinators_of_a_tenant(coordinator, other_coordinator, union):
    assert queries.coordinators_of(union) == [coordinator]


def test_trainees_by_name_in_one_query(
    alice, bob, charlie, union, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = [
            (person.user.sign_in_name, person.union.name)
            for person in queries.trainees_of(union)
        ]
    names = sorted([alice.user.sign_in_name, bob.user.sign_in_name])
    assert [name for name, _union in found] == names
    start = alice.user.sign_in_name
    assert list(queries.trainees_of(union, name_starts=start)) == [alice.participant]
    assert not queries.trainees_of(union, name_starts="%").exists()


def test_open_is_no_union_to_choose(open_tenant, union):
    assert queries.open_tenant() == open_tenant
    assert list(queries.unions_to_choose_from()) == [union]
