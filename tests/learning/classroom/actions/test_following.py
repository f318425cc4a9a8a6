"""What came of a training: by herself, or keyed in; put off, refused."""

import pytest

from learning.classroom.actions.following import (
    answer_follow_up,
    put_off_follow_up,
    refuse_follow_ups,
)
from learning.classroom.errors import NotDueError, NotHersError
from learning.classroom.models import FollowUp
from tests.learning.classroom.afterwards import past_training, was_there
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return past_training()


def answer(line, by, used="yes", **more):
    return answer_follow_up(registration=line, used=used, by=by, **more)


def test_she_answers_herself_and_again_replaces(cast):
    line = was_there(cast)
    answer(line, line.participant.user, purposes=["safety", "bargaining"])
    said = answer(line, line.participant.user, used="little", purposes=["safety"])
    assert (said.months, said.used, said.purposes) == (3, "little", ["safety"])
    assert said.keyed_in_by is None
    assert FollowUp.objects.for_tenant(cast.union).count() == 1


@pytest.mark.parametrize("who", ["trainer", "coordinator"])
def test_keyed_in_by_whoever_holds_the_training(cast, who):
    by = getattr(cast, who)
    assert answer(was_there(cast, account=False), by).keyed_in_by == by


def test_what_she_said_herself_stands(cast):
    line = was_there(cast)
    answer(line, line.participant.user, used="no")
    assert answer(line, cast.trainer) is None
    assert FollowUp.objects.for_tenant(cast.union).get().used == "no"


def test_not_yet_is_for_nothing(cast):
    said = answer(was_there(cast), cast.trainer, used="no", results=["case"])
    assert (said.purposes, said.results) == ([], [])


def test_nobody_else(cast):
    line = was_there(cast)
    strangers = (UserFactory(), staff_of(cast.union, "trainer"))
    for by in (*strangers, past_training().coordinator):
        with pytest.raises(NotHersError):
            answer(line, by)
        with pytest.raises(NotHersError):
            refuse_follow_ups(registration=line, by=by)
    with pytest.raises(NotHersError):
        put_off_follow_up(registration=line, by=cast.trainer)


def test_only_while_it_is_due_of_who_was_there(cast):
    early = past_training(days=20)
    refused = was_there(cast)
    refuse_follow_ups(registration=refused, by=cast.trainer)
    for line, by in (
        (was_there(early), early.trainer),
        (was_there(cast, minutes=0), cast.trainer),
        (refused, cast.trainer),
    ):
        with pytest.raises(NotDueError):
            answer(line, by)


@pytest.mark.parametrize(
    "wrong", [{"used": "x"}, {"purposes": ["x"]}, {"results": ["agreement", "x"]}]
)
def test_words_that_are_none(cast, wrong):
    with pytest.raises(ValueError, match="is not a valid"):
        answer(was_there(cast), cast.trainer, **wrong)
