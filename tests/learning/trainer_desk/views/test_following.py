"""Asking at a meeting what came of it: a line for each, keyed in by number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.classroom.actions.following import answer_follow_up
from learning.classroom.models import FollowUp
from tests.learning.classroom.afterwards import past_training, was_there

pytestmark = pytest.mark.django_db
DUE = "/en/trainings/follow-ups/"


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)
    # Whether something was published is asked once a second: not in a count of queries.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)


@pytest.fixture
def cast():
    return past_training()


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.trainer)
    return client


def address(cast):
    return f"/en/trainings/{cast.training.pk}/follow-up/"


def stored(cast):
    rows = FollowUp.objects.for_tenant(cast.union).order_by("registration__number")
    return [(row.used, row.purposes, row.results) for row in rows]


def test_many_lines_at_once_and_untouched_ones_say_nothing(cast, desk):
    first, second, third, _silent = (was_there(cast, account=False) for _ in range(4))
    answer = desk.post(
        address(cast),
        {
            f"used-{first.pk}": "yes",
            f"purposes-{first.pk}": ["safety", "bargaining"],
            f"results-{first.pk}": ["case"],
            f"used-{second.pk}": "no",
            f"used-{third.pk}": "never",
        },
        follow=True,
    )
    assert "3 lines are saved." in answer.content.decode()
    assert stored(cast) == [("yes", ["bargaining", "safety"], ["case"]), ("no", [], [])]
    assert [line["row"] for line in answer.context["lines"]] == [_silent, first, second]
    assert answer.context["open"] == 1


def test_a_slip_can_be_put_right_and_what_stands_is_not_written_again(cast, desk):
    line = was_there(cast, account=False)
    desk.post(address(cast), {f"used-{line.pk}": "no"})
    before = FollowUp.objects.for_tenant(cast.union).get().changed_at
    desk.post(address(cast), {f"used-{line.pk}": "no"})
    assert FollowUp.objects.for_tenant(cast.union).get().changed_at == before
    desk.post(address(cast), {f"used-{line.pk}": "little"})
    assert stored(cast) == [("little", [], [])]


def test_who_answered_herself_is_not_in_the_list(cast, desk):
    line = was_there(cast)
    answer_follow_up(registration=line, used="no", by=line.participant.user)
    page = desk.get(address(cast)).content.decode()
    assert line.participant.user.sign_in_name not in page
    desk.post(address(cast), {f"used-{line.pk}": "yes"})
    assert stored(cast) == [("no", [], [])]


def test_what_for_without_whether_is_asked_again_and_nothing_is_lost(cast, desk):
    first, second = was_there(cast, account=False), was_there(cast, account=False)
    answer = desk.post(
        address(cast),
        {
            f"purposes-{first.pk}": ["safety"],
            f"used-{second.pk}": "yes",
            f"used-{first.pk}x": "yes",
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "First: did she use it?" in page
    assert stored(cast) == [("yes", [], [])]
    ticked = f'name="purposes-{first.pk}" value="safety" checked'
    assert ticked in page


@pytest.mark.parametrize("wrong", ["maybe", "x" * 999, "\x00"])
def test_an_answer_that_is_none(cast, desk, wrong):
    line = was_there(cast)
    answer = desk.post(address(cast), {f"used-{line.pk}": wrong})
    assert answer.status_code == 422
    assert stored(cast) == []


def test_nothing_is_asked_before_the_day(client):
    early = past_training(days=20)
    line = was_there(early)
    client.force_login(early.trainer)
    page = client.get(address(early)).content.decode()
    assert "Nothing is asked today." in page
    assert client.post(address(early), {f"used-{line.pk}": "yes"}).status_code == 200
    assert stored(early) == []


def test_the_desks_say_how_many_and_the_list_says_whom(cast, desk, client):
    for _each in range(2):
        was_there(cast)
    words = "2 people can be asked now what came of a training."
    assert words in desk.get("/en/trainings/").content.decode()
    assert "2 people to ask, 3 months afterwards" in desk.get(DUE).content.decode()
    client.force_login(cast.coordinator)
    assert words in client.get("/en/union/").content.decode()
    assert client.get(address(cast)).status_code == 200


@pytest.mark.parametrize("which", ["line", "training"])
def test_queries_do_not_grow(cast, desk, which, django_assert_num_queries):
    def one_more():
        if which == "line":
            was_there(cast)
        else:
            more = past_training(union=cast.union)
            was_there(more)
            more.training.trainer = cast.trainer
            more.training.save()

    one_more()
    pages = (address(cast), DUE, "/en/trainings/")
    for page in pages:
        desk.get(page)
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as few:
            desk.get(page)
        counts.append(len(few))
    one_more()
    one_more()
    for page, count in zip(pages, counts, strict=True):
        with django_assert_num_queries(count):
            desk.get(page)
