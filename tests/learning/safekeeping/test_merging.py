"""One person with two entries: joined and taken apart, and nothing is rewritten."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.members.models import AuditEntry, Merge, Participant, PossibleDouble
from learning.members.queries import entries_of_person, standing_for
from learning.safekeeping.errors import IsMergedError, IsOverError, NotHersError
from learning.safekeeping.merging import keep_apart, merge, unmerge
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return a_training()


def some(cast, count: int) -> list[Participant]:
    return [ParticipantFactory(union=cast.union, user=None) for _each in range(count)]


def fresh(person) -> Participant:
    return Participant.objects.for_tenant(person.tenant_id).get(pk=person.pk)


def a_pair(one, other) -> PossibleDouble:
    first, second = sorted((one, other), key=lambda each: each.pk)
    pair = PossibleDouble(
        tenant=one.tenant, first=first, second=second, reasons=["sex"], likeness=0.9
    )
    pair.save()
    return pair


def test_joined_she_is_one_person_and_her_registrations_stay(cast):
    one, other = some(cast, 2)
    line = RegistrationFactory(training=cast.training, participant=one)
    pair = a_pair(one, other)
    merge(participant=one, into=other, by=cast.coordinator)
    assert standing_for(fresh(one)) == other
    assert entries_of_person(fresh(one)) == [other, one]
    line.refresh_from_db()
    pair.refresh_from_db()
    assert (line.participant, pair.decision) == (one, "same")
    noted = AuditEntry.objects.for_tenant(cast.union).get()
    assert (noted.act, noted.participant, noted.by) == ("merged", one, cast.coordinator)


def test_taken_apart_it_is_as_before_and_to_be_decided(cast):
    one, other = some(cast, 2)
    pair = a_pair(one, other)
    joined = merge(participant=one, into=other, by=cast.coordinator)
    unmerge(merge=joined, by=cast.coordinator)
    pair.refresh_from_db()
    assert (fresh(one).merged_into, pair.decision, pair.decided_at) == (None, "", None)
    with pytest.raises(IsOverError):
        unmerge(merge=joined, by=cast.coordinator)
    kept = Merge.objects.for_tenant(cast.union).get()
    assert kept.undone_by == cast.coordinator


def test_a_chain_points_at_its_end_and_comes_apart_in_the_middle(cast):
    one, two, three = some(cast, 3)
    merge(participant=one, into=two, by=cast.coordinator)
    second = merge(participant=two, into=three, by=cast.coordinator)
    assert fresh(one).merged_into == fresh(two).merged_into == three
    unmerge(merge=second, by=cast.coordinator)
    assert (fresh(one).merged_into, fresh(two).merged_into) == (two, None)


def test_no_circles_and_nobody_twice(cast):
    one, two, three = some(cast, 3)
    merge(participant=one, into=two, by=cast.coordinator)
    for entry, into in ((two, one), (one, three), (three, three)):
        with pytest.raises(IsMergedError):
            merge(participant=fresh(entry), into=fresh(into), by=cast.coordinator)


@settings(max_examples=15)
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_whatever_is_joined_one_step_leads_to_who_stands(steps):
    cast = a_training()
    people = some(cast, 5)
    done = []
    for a, b in steps:
        try:
            done.append(
                merge(
                    participant=fresh(people[a]),
                    into=fresh(people[b]),
                    by=cast.coordinator,
                )
            )
        except IsMergedError:
            continue
    for person in people:
        assert standing_for(fresh(person)).merged_into is None
    for joined in done:
        unmerge(merge=joined, by=cast.coordinator)
    assert all(fresh(person).merged_into is None for person in people)


def test_two_people_are_not_asked_about_again(cast):
    one, other = some(cast, 2)
    pair = a_pair(one, other)
    keep_apart(pair=pair, by=cast.coordinator)
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by) == ("apart", cast.coordinator)
    with pytest.raises(IsOverError):
        keep_apart(pair=pair, by=cast.coordinator)


def test_only_a_coordinator_of_both(cast):
    one, other = some(cast, 2)
    stranger = ParticipantFactory(user=None)
    elsewhere = a_training().coordinator
    for entry, into, by in (
        (one, other, cast.trainer),
        (one, other, elsewhere),
        (one, stranger, cast.coordinator),
        (stranger, one, cast.coordinator),
    ):
        with pytest.raises(NotHersError):
            merge(participant=entry, into=into, by=by)
    with pytest.raises(NotHersError):
        keep_apart(pair=a_pair(one, other), by=cast.trainer)
