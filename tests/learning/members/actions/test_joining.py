"""Join codes of a union and of a class, and how people come by them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.members import actions
from learning.members.actions.joining import way_of
from learning.members.errors import (
    CannotChangeUnionError,
    CodeIsOverError,
    NotAllowedError,
)
from learning.members.models import JoinCode
from learning.members.queries import join_code_by, join_code_of

SOON = timedelta(days=30)


@pytest.fixture
def make_code(union, trainer):
    def make(**more):
        at = timezone.now() + SOON
        return actions.make_join_code(union=union, expires_at=at, by=trainer, **more)

    return make


@pytest.fixture
def from_open(open_tenant):
    return actions.keep_place(secret="739182")


def come(place, code):
    return actions.come_with_code(
        participant=place.participant, join_code=code, by=place.user
    )


def test_a_code_is_found_however_it_was_typed(make_code):
    code = make_code()
    typed = f" {code.code[:3].lower()}-{code.code[3:].lower()} "
    assert join_code_by(typed) == code
    assert join_code_by("KKKKKK") is None
    assert join_code_by("") is None


def test_a_union_has_one_code_and_its_classes_have_theirs(make_code, union):
    first, of_class, second = make_code(), make_code(for_class=True), make_code()
    assert join_code_by(first.code) is None
    assert join_code_of(union) == second
    assert join_code_by(of_class.code) == of_class


def test_an_ended_code_is_not_there_and_an_expired_one_is_over(make_code, trainer):
    code = make_code()
    code.expires_at = timezone.now()
    code.save()
    assert join_code_by(code.code).is_over
    actions.end_join_code(join_code=code, by=trainer)
    assert join_code_by(code.code) is None


def test_who_makes_codes(union, alice, other_coordinator, make_code):
    code = make_code()
    for by in (alice.user, other_coordinator):
        with pytest.raises(NotAllowedError):
            actions.make_join_code(union=union, expires_at=timezone.now() + SOON, by=by)
        with pytest.raises(NotAllowedError):
            actions.end_join_code(join_code=code, by=by)
    with pytest.raises(ValueError, match="later"):
        actions.make_join_code(union=union, expires_at=timezone.now(), by=code.made_by)


def test_at_home_with_the_unions_code_she_waits(make_code, from_open, union):
    person = come(from_open, make_code())
    assert (person.tenant, person.came_by, person.vouching) == (
        union,
        "union",
        "waiting",
    )
    assert not person.is_let_in


def test_in_class_she_waits_to_be_counted_but_not_to_read(make_code, from_open):
    person = come(from_open, make_code(for_class=True))
    assert (person.came_by, person.vouching) == ("code", "waiting")
    assert person.is_let_in


def test_the_code_of_a_class_lets_in_who_waits_at_home(make_code, from_open):
    come(from_open, make_code())
    person = come(from_open, make_code(for_class=True))
    assert person.is_let_in


def test_who_belongs_to_the_union_stays_what_she_is(make_code, alice):
    person = come(alice, make_code(for_class=True))
    assert (person.came_by, person.vouching) == ("own", "")


def test_who_belongs_to_another_union_stays_there(make_code, charlie):
    with pytest.raises(CannotChangeUnionError):
        come(charlie, make_code())


def test_a_code_that_is_over_does_nothing(make_code, from_open, open_tenant):
    code = make_code()
    JoinCode.objects.for_tenant(code.tenant_id).update(expires_at=timezone.now())
    code.refresh_from_db()
    with pytest.raises(CodeIsOverError):
        come(from_open, code)
    assert from_open.participant.tenant == open_tenant


def test_a_place_kept_with_a_code_waits(make_code, union):
    code = make_code()
    place = actions.keep_place(secret="739182", union=union, came_by=way_of(code))
    assert place.participant.vouching == "waiting"
    assert place.participant.known_by == "account"
