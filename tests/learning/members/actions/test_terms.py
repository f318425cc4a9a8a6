"""How long names are kept: who chooses, what needs a word, and what a new union has."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from learning.members.actions import make_tenant, open_the_open_tenant
from learning.members.actions.terms import DAYS_OF_WARNING, choose_term
from learning.members.errors import NotAllowedError, NotConfirmedError
from learning.members.models import AuditEntry, NamesTerm
from learning.members.queries import term_of
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import UnionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return UnionFactory()


@pytest.fixture
def coordinator(union):
    return staff_of(union, "coordinator")


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def test_a_new_union_begins_with_24_months_that_nobody_chose(union):
    branch = UnionFactory(parent=union, keeps_own_key=False)
    assert term_of(branch) is None
    make_tenant(union=branch, by=None)
    for each in (union, branch):
        term = term_of(each)
        assert (term.months, term.starts_on) == (24, in_days(0))
        assert term.chosen_at is None


def test_people_without_a_union_have_no_term():
    assert term_of(open_the_open_tenant()) is None


def test_a_shorter_term_is_confirmed_and_waits(union, coordinator):
    with pytest.raises(NotConfirmedError):
        choose_term(tenant=union, months=12, by=coordinator)
    choose_term(tenant=union, months=12, by=coordinator, confirmed=True)
    term = term_of(union)
    assert (term.months, term.starts_on) == (12, in_days(DAYS_OF_WARNING))
    assert term.chosen_by == coordinator


def test_a_longer_one_or_the_same_again_is_not_and_leaves_the_days_of_warning(
    union, coordinator
):
    choose_term(tenant=union, months=36, by=coordinator)
    assert term_of(union).starts_on == in_days(0)
    choose_term(tenant=union, months=6, by=coordinator, confirmed=True)
    choose_term(tenant=union, months=12, by=staff_of(union, "coordinator"))
    choose_term(tenant=union, months=12, by=coordinator)
    term = term_of(union)
    assert (term.months, term.starts_on) == (12, in_days(DAYS_OF_WARNING))


def test_where_nobody_has_decided_the_first_term_is_confirmed(union, coordinator):
    term_of(union).delete()
    with pytest.raises(NotConfirmedError):
        choose_term(tenant=union, months=36, by=coordinator)
    choose_term(tenant=union, months=36, by=coordinator, confirmed=True)
    assert term_of(union).starts_on == in_days(DAYS_OF_WARNING)


def test_the_log_says_who_and_what(union, coordinator):
    choose_term(tenant=union, months=36, by=coordinator)
    (noted,) = AuditEntry.objects.for_tenant(union)
    assert (noted.act, noted.by, noted.reason) == ("term", coordinator, "36")


def test_nobody_else_chooses_and_nothing_else_is_chosen(union, coordinator):
    other = UnionFactory()
    for by in (staff_of(union, "trainer"), staff_of(other, "coordinator")):
        with pytest.raises(NotAllowedError):
            choose_term(tenant=union, months=36, by=by)
    with pytest.raises(ValidationError):
        choose_term(tenant=union, months=37, by=coordinator)
    with pytest.raises(ValidationError):
        choose_term(tenant=union, months=1, by=coordinator, confirmed=True)
    assert NamesTerm.objects.for_tenant(union).get().months == 24
