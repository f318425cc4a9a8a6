"""Pairs that may be one person are proposed, with reasons, inside one union."""

from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.doubles import look_for_doubles, propose_doubles_of
from learning.classroom.queries.doubles import possible_doubles_of
from learning.members.actions import name_participant
from learning.members.doubles import Blocks, Entry, compare, pairs
from learning.members.models import NameFreeze, PossibleDouble
from learning.members.names import read_name
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    TrainingFactory,
)

NAMES = ("Awa Diallo", "AWA Dialo", "Koffi Yao", "Yao Kofi", "Sok Sophea", "សុខ សុភា")


def entry(name, sex="", age_band="", place="") -> Entry:
    places = frozenset([place] if place else [])
    return Entry(uuid4(), read_name(name), sex, age_band, places)


def test_reasons():
    one = entry("Awa Diallo", "f", "25-29", "bouake")
    pair = compare(one, entry("DIALLO Awa", "f", "25-29", "bouake"))
    assert pair.reasons == ("name_same", "sex", "age_band", "place")
    pair = compare(one, entry("Awa Dialo", "f", "30-35"))
    assert pair.reasons == ("name_spelled_alike", "sex")
    pair = compare(entry("Sok Sophea"), entry("សុខ សុភា"))
    assert pair.reasons == ("name_other_script",)


def test_what_speaks_against_it():
    one = entry("Awa Diallo", "f", "18-24")
    assert compare(one, entry("Awa Diallo", "m", "18-24")) is None
    assert compare(one, entry("Awa Diallo", "f", "36-49")) is None
    assert compare(one, entry("Awa Diallo", "f", "25-29")) is not None


def test_more_in_common_is_likelier():
    one = entry("Awa Diallo", "f", "18-24", "bouake")
    some = [
        entry("Awa Diallo"),
        entry("Awa Diallo", "f"),
        entry("Awa Diallo", "f", "18-24"),
    ]
    found = [compare(one, each).likeness for each in some]
    assert found == sorted(found)


def test_where_many_bear_a_name_it_says_little_by_itself():
    many = [entry("Awa Diallo", "f") for _each in range(12)]
    assert list(pairs(many)) == []
    assert len(list(pairs(many[:3]))) == 3


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6), st.integers(0, 99))
def test_blocks_lose_no_pair_and_order_does_not_matter(names, seed):
    some = [entry(name) for name in names]
    ends = {
        (pair.first, pair.second)
        for at, one in enumerate(some)
        for other in some[at + 1 :]
        if (pair := compare(one, other))
    }
    shuffled = Random(seed).sample(some, len(some))  # noqa: S311 -- an order, no secret
    assert {(pair.first, pair.second) for pair in pairs(shuffled)} == ends
    looked_up = {pair for one in some for pair in Blocks(some).candidates(one)}
    assert {(pair.first, pair.second) for pair in looked_up} == ends


def somebody(cast, name, **fields):
    person = ParticipantFactory(union=cast.union, user=None, **fields)
    name_participant(participant=person, name=name, basis="sheet", by=cast.trainer)
    return person


def proposed(cast) -> list:
    return list(PossibleDouble.objects.for_tenant(cast.union))


@pytest.mark.django_db
def test_pairs_of_one_union_are_proposed_once():
    cast, other = a_training(), a_training()
    one = somebody(cast, "Awa Diallo", sex="f")
    two = somebody(cast, "Awa Dialo", sex="f")
    somebody(cast, "Koffi Yao")
    somebody(other, "Awa Diallo", sex="f")
    assert look_for_doubles(tenant=cast.union, by=None) == 1
    assert look_for_doubles(tenant=cast.union, by=None) == 0
    (pair,) = proposed(cast)
    assert {pair.first, pair.second} == {one, two}
    assert pair.reasons == ["name_spelled_alike", "sex"]


@pytest.mark.django_db
def test_a_corrected_name_takes_the_pair_away_but_no_decision():
    cast = a_training()
    somebody(cast, "Awa Diallo")
    two = somebody(cast, "Awa Diallo")
    look_for_doubles(tenant=cast.union, by=None)
    name_participant(participant=two, name="Aya Brou", basis="sheet", by=cast.trainer)
    somebody(cast, "Koffi Yao")
    look_for_doubles(tenant=cast.union, by=None)
    assert proposed(cast) == []


@pytest.mark.django_db
def test_while_names_are_locked_nothing_is_looked_at_and_nothing_lost():
    cast = a_training()
    somebody(cast, "Awa Diallo")
    somebody(cast, "Awa Diallo")
    look_for_doubles(tenant=cast.union, by=None)
    NameFreeze(tenant=cast.union, frozen_by=cast.coordinator).save()
    assert look_for_doubles(tenant=cast.union, by=None) == 0
    assert len(proposed(cast)) == 1


@pytest.mark.django_db
def test_is_it_she(django_assert_num_queries):
    """Asked when somebody is written in by hand; as many queries for one as for three."""
    cast = a_training(place="Bouaké")
    known = somebody(cast, "Awa Diallo", sex="f", age_band="25-29")
    RegistrationFactory(training=cast.training, participant=known)
    somebody(cast, "Fatou Sow", sex="f")
    new = somebody(cast, "awa dialo", sex="f")
    elsewhere = TrainingFactory(union=cast.union, place="BOUAKE")
    RegistrationFactory(training=elsewhere, participant=new)
    with django_assert_num_queries(4):
        ((found, pair),) = possible_doubles_of(new)
    assert (found, pair.reasons) == (known, ("name_spelled_alike", "sex", "place"))
    for _each in range(2):
        somebody(cast, "Awa Diallo", sex="f")
    with django_assert_num_queries(4):
        assert len(possible_doubles_of(new)) == 3
    assert possible_doubles_of(ParticipantFactory(union=cast.union, user=None)) == []


@pytest.mark.django_db
def test_who_is_written_in_with_a_name_is_proposed_to_the_coordinator(
    django_capture_on_commit_callbacks,
):
    cast = a_training()
    known = ParticipantFactory(union=cast.union, sex="f")
    name_participant(
        participant=known, name="Awa Diallo", basis="sheet", by=cast.trainer
    )
    with django_capture_on_commit_callbacks(execute=True):
        row = write_in(
            training=cast.training,
            key=uuid4(),
            by=cast.trainer,
            name="DIALLO Awa",
            basis="sheet",
            sex="f",
        )
    pair = PossibleDouble.objects.for_tenant(cast.union).get()
    assert {pair.first_id, pair.second_id} == {known.pk, row.participant_id}
    propose_doubles_of.enqueue(str(cast.union.pk), str(row.participant_id))
    assert PossibleDouble.objects.for_tenant(cast.union).count() == 1
