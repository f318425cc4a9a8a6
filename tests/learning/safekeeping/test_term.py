"""The clock of names: whose go on which day, and that they really do."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.models import Registration
from learning.members.actions import change_union, name_participant
from learning.members.actions.freezing import freeze_names
from learning.members.models import (
    MONTHS,
    AuditEntry,
    Identity,
    NamesTerm,
    Participant,
)
from learning.members.queries import term_of
from learning.safekeeping import erasure_list
from learning.safekeeping.actions import destroy_at_term
from learning.safekeeping.term import (
    going,
    going_by,
    kept_until,
    last_day_over,
    months_later,
)
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    TrainingFactory,
)

TODAY = date(2027, 3, 31)
ONE_DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.fixture
def cast(db, settings, tmp_path):
    """A union with a list of erasures of its own, whose term is twelve months."""
    settings.KEYS_DIR = tmp_path
    cast = a_training()
    set_term(cast, 12)
    return cast


def set_term(cast, months, starts_on=date(2020, 1, 1)):
    NamesTerm.objects.for_tenant(cast.union).update(months=months, starts_on=starts_on)


def a_name(cast, *trainings, written_on=date(2020, 1, 1), **fields) -> Participant:
    """Somebody with a name who was in trainings that ended on these days."""
    person = ParticipantFactory(union=cast.union, user=None, **fields)
    name_participant(
        participant=person,
        name="Rafiatou Quenum",
        basis=Identity.Basis.SHEET,
        by=cast.trainer,
    )
    written_at = datetime.combine(written_on, datetime.min.time(), UTC)
    Identity.objects.for_participant(person).update(changed_at=written_at)
    for ends_on in trainings:
        training = TrainingFactory(union=cast.union, starts_on=ends_on)
        RegistrationFactory(training=training, participant=person)
    return person


def named(cast) -> set:
    names = Identity.objects.for_tenant(cast.union)
    return set(names.values_list("participant_id", flat=True))


# --- which day -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 36, date(2029, 12, 15)),
        (date(2026, 2, 28), -24, date(2024, 2, 28)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert months_later(day, months) == later


@given(day=days, by=days, months=st.sampled_from(MONTHS))
def test_what_the_database_looks_for_is_what_is_over(day, by, months):
    assert (day <= last_day_over(by, months)) == (months_later(day, months) < by)


@given(day=days, months=st.sampled_from(MONTHS))
def test_a_term_is_never_shorter_than_it_says_by_more_than_the_end_of_a_month(
    day, months
):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


# --- whose -----------------------------------------------------------------------


def test_a_name_goes_iff_the_last_training_and_the_term_are_over(cast):
    """Each way in which a last day comes about, on both sides of the line."""
    over, kept = TODAY - timedelta(days=366), TODAY - timedelta(days=365)
    assert months_later(over, 12) < TODAY == months_later(kept, 12)
    goes = [
        a_name(cast, over),
        a_name(cast, over - ONE_DAY, over),
        a_name(cast, written_on=over),
        a_name(cast, date(2019, 5, 1), written_on=over),
    ]
    stays = [
        a_name(cast, kept),
        a_name(cast, over, kept),
        a_name(cast, over, TODAY + timedelta(days=40)),  # planned
        a_name(cast, written_on=kept),
        a_name(cast, over, written_on=kept),
        a_name(a_training(), over),
    ]
    refused = a_name(cast, over, kept)
    Registration.objects.for_participant(refused).filter(training__ends_on=kept).update(
        refused_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    goes.append(refused)

    everybody = going_by(cast.union, [term_of(cast.union)])[0]
    assert sum(number for day, number in everybody.items() if day <= TODAY) == 5
    assert destroy_at_term(tenant=cast.union, today=TODAY) == len(goes)
    assert named(cast) == {person.pk for person in stays[:-1]}
    assert Identity.objects.for_participant(stays[-1]).exists()
    # The people themselves stand, and so does where they were.
    assert Participant.objects.for_tenant(cast.union).count() == 10
    assert Registration.objects.for_participant(goes[1]).count() == 2


def test_entries_of_one_person_have_one_last_training(cast):
    stands = a_name(cast, TODAY)
    joined = a_name(cast, date(2020, 5, 1), merged_into=stands)
    also = a_name(cast, date(2020, 5, 1), merged_into=stands)
    assert destroy_at_term(tenant=cast.union, today=TODAY) == 0
    assert named(cast) == {stands.pk, joined.pk, also.pk}
    far = months_later(TODAY, 12) + ONE_DAY
    assert going(cast.union, term_of(cast.union), by=far) == dict.fromkeys(
        [stands.pk, joined.pk, also.pk], far
    )


def test_the_days_of_warning_are_kept(cast):
    set_term(cast, 12, starts_on=TODAY)
    a_name(cast, date(2020, 5, 1))
    assert destroy_at_term(tenant=cast.union, today=TODAY - ONE_DAY) == 0
    assert destroy_at_term(tenant=cast.union, today=TODAY) == 1


def test_where_nobody_has_decided_nothing_goes(cast):
    term_of(cast.union).delete()
    person = a_name(cast, date(2020, 5, 1))
    assert destroy_at_term(tenant=cast.union, today=TODAY) == 0
    assert kept_until(person) is None


def test_whoever_comes_from_another_union_is_kept_from_that_day(cast):
    other = a_training()
    person = a_name(other, date(2020, 5, 1), vouching="waiting")
    change_union(participant=person, union=cast.union, by=other.trainer)
    assert kept_until(person) == months_later(timezone.localdate(), 12)
    assert going(cast.union, term_of(cast.union), by=timezone.localdate()) == {}


# --- how -------------------------------------------------------------------------


def test_twice_is_once_and_the_log_says_how_many_by_the_clock(cast):
    gone = [a_name(cast, date(2020, 5, 1)) for _ in range(3)]
    assert destroy_at_term(tenant=cast.union, today=TODAY) == 3
    assert destroy_at_term(tenant=cast.union, today=TODAY) == 0
    (noted,) = AuditEntry.objects.for_tenant(cast.union)
    assert (noted.act, noted.people, noted.by) == ("destroyed", 3, None)
    assert (noted.thing, noted.reason) == ("term", "12")
    assert {row.pk for row in erasure_list.read()} == {person.pk for person in gone}


def test_locked_names_go_as_well(cast):
    a_name(cast, date(2020, 5, 1))
    freeze_names(tenant=cast.union, by=cast.coordinator)
    assert destroy_at_term(tenant=cast.union, today=TODAY) == 1


def test_queries_do_not_grow_with_the_people(cast, django_assert_num_queries):
    term = term_of(cast.union)
    for already in (0, 1):
        for _ in range(1 + already):
            a_name(cast, date(2020, 5, 1))
        with django_assert_num_queries(2):
            assert len(going(cast.union, term, by=TODAY)) == 1 + 2 * already
        with django_assert_num_queries(2):
            going_by(cast.union, [term, term])


def test_she_is_told_until_when(cast):
    person = a_name(cast, timezone.localdate())
    assert kept_until(person) == months_later(timezone.localdate(), 12)
    overdue = a_name(cast, date(2020, 5, 1))
    assert kept_until(overdue) == timezone.localdate()
    nameless = ParticipantFactory(union=cast.union)
    assert kept_until(nameless) is None
