"""The trainer's desk: who is stuck, in her own union, and that it was settled."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import translation

from learning.catalogue.shelf import shelf
from learning.classroom.actions.helping import ask_for_help, settle
from learning.classroom.queries.desk import open_requests
from learning.classroom.rules import tenants_of_trainer
from learning.models import HelpRequest, Membership
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    UnionFactory,
    UserFactory,
    publish,
)

DESK = "/en/trainings/"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    # No second look at the generation while queries are counted.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)
    shelf.forget()
    with translation.override("en"):
        yield
    shelf.forget()


@pytest.fixture
def union(db):
    return UnionFactory(slug="ctb")


@pytest.fixture
def alice(union):
    return ParticipantFactory(union=union, user__sign_in_name="alice-1001")


@pytest.fixture
def charlie(db):
    return ParticipantFactory(
        union=UnionFactory(slug="fnec"), user__sign_in_name="charlie-1001"
    )


@pytest.fixture
def lesson(db):
    return LessonFactory(module=ModuleFactory(slug="talks"), slug="first")


@pytest.fixture
def staff(union):
    """Somebody who works in a union: `staff("trainer")`."""

    def make(role, place=union):
        user = UserFactory(sign_in_name=f"{role}-9", email=f"{role}@example.org")
        TOTP.activate(user, generate_totp_secret())
        Membership.objects.create(user=user, union=place, role=role)
        return user

    return make


@pytest.fixture
def trainer(staff):
    return staff("trainer")


def asks(person, reason="talk", path="/en/modules/talks/first/"):
    return ask_for_help(participant=person, reason=reason, path=path, by=person.user)


# --- asking and settling -----------------------------------------------------------------


def test_asking_twice_is_asking_once_and_the_first_lesson_stands(alice, lesson):
    first = asks(alice)
    assert asks(alice, path="") == first
    assert first.lesson_id == lesson.key
    assert HelpRequest.objects.for_participant(alice).count() == 1


def test_each_reason_is_asked_by_itself(alice):
    for reason in HelpRequest.Reason.values:
        asks(alice, reason)
    assert HelpRequest.objects.for_participant(alice).count() == 5


def test_settling_keeps_who_did_it_first(alice, trainer):
    asked = asks(alice)
    settle(request=asked, by=trainer)
    at = asked.settled_at
    settle(request=asked, by=None)
    asked.refresh_from_db()
    assert (asked.settled_by, asked.settled_at) == (trainer, at)


# --- the rules -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("trainer", True),
        ("coordinator", True),
        ("author", False),
        ("translator", False),
    ],
)
def test_who_has_a_desk(staff, union, role, may):
    assert tenants_of_trainer(staff(role)) == ([union] if may else [])


def test_a_trainer_of_a_branch_helps_the_tenant(union, staff):
    branch = UnionFactory(parent=union, keeps_own_key=False)
    assert tenants_of_trainer(staff("trainer", branch)) == [union]


def test_a_role_that_has_ended_has_no_desk(trainer):
    Membership.objects.update(ends_on="2026-01-01")
    assert tenants_of_trainer(trainer) == []


def test_the_oldest_request_comes_first(alice, union):
    first, second = asks(alice, "talk"), asks(alice, "words")
    assert open_requests([union]) == [first, second]
    settle(request=first, by=None)
    assert open_requests([union]) == [second]


# --- the pages -----------------------------------------------------------------------------


def test_her_desk_shows_who_is_stuck_and_where(client, alice, charlie, lesson, trainer):
    publish(lesson, language="fr", title="Le début")
    asks(alice)
    asks(charlie)
    client.force_login(trainer)
    answer = client.get(DESK)
    page = answer.content.decode()
    assert "alice-1001" in page
    assert "first (en)" in page
    assert "charlie" not in page
    assert "no-store" in answer["Cache-Control"]
    assert "Le début" in client.get("/fr/trainings/").content.decode()


def test_a_request_from_somebody_who_has_left_can_still_be_settled(
    client, alice, trainer
):
    asked = asks(alice)
    alice.user = None
    alice.save()
    client.force_login(trainer)
    assert "a trainee without an account" in client.get(DESK).content.decode()
    assert client.post(f"{DESK}help/{asked.pk}/").status_code == 302


@pytest.mark.parametrize("people", [1, 3])
def test_the_desk_costs_the_same_for_one_and_for_three(
    client, union, lesson, trainer, people, django_assert_num_queries
):
    for _ in range(people):
        asks(ParticipantFactory(union=union))
    client.force_login(trainer)
    client.get(DESK)
    with django_assert_num_queries(14):
        page = client.get(DESK).content.decode()
    assert page.count('<li class="card"') == people


def test_an_empty_desk_says_so(client, trainer):
    client.force_login(trainer)
    assert b'class="empty"' in client.get(DESK).content


def test_settling_takes_it_off_the_desk(client, alice, trainer):
    asked = asks(alice)
    client.force_login(trainer)
    for _ in range(2):
        assert client.post(f"{DESK}help/{asked.pk}/")["Location"] == DESK
    asked.refresh_from_db()
    assert asked.settled_by == trainer
    assert client.get(f"{DESK}help/{asked.pk}/").status_code == 405


def test_nobody_settles_what_is_of_another_union(client, alice, charlie, trainer):
    asked = asks(charlie)
    client.force_login(trainer)
    assert client.post(f"{DESK}help/{asked.pk}/").status_code == 404
    client.force_login(alice.user)
    assert client.get(DESK).status_code == 404
    own = asks(alice)
    assert client.post(f"{DESK}help/{own.pk}/").status_code == 404
    client.logout()
    assert client.post(f"{DESK}help/{own.pk}/").status_code == 302
    assert not HelpRequest.unscoped.exclude(settled_at=None).exists()


@pytest.mark.parametrize("pk", ["x", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_request_that_is_none(client, trainer, pk):
    client.force_login(trainer)
    assert client.post(f"{DESK}help/{pk}/").status_code == 404
