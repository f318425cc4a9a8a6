"""Planning on one page, the desk's list of trainings, and the page of a training."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone, translation

from learning.catalogue.actions import record_help_services
from learning.catalogue.shelf import shelf
from learning.classroom.models import Project, Training
from learning.members.models import AuditEntry
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    RegistrationFactory,
    TrainingFactory,
)

DESK = "/en/trainings/"


@pytest.fixture(autouse=True)
def _fresh(db, monkeypatch):
    # No second look at the generation while queries are counted.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)
    shelf.forget()
    with translation.override("en"):
        yield
    shelf.forget()


@pytest.fixture
def cast(db):
    return a_training()


@pytest.fixture
def enter(client):
    """Signs somebody in, with her second factor."""

    def as_user(user):
        TOTP.activate(user, generate_totp_secret())
        client.force_login(user)
        return client

    return as_user


def module(**fields):
    return LessonFactory(module=ModuleFactory(**fields)).module


def sent(*contents, sessions=1, **changed):
    day = timezone.localdate() + timedelta(days=3)
    form = {
        "title": "Talks in Parakou",
        "contents": [str(each) for each in contents],
        "modality": "class",
        "place": "Parakou",
        "language": "fr",
        "country": "BJ",
        "sessions-TOTAL_FORMS": sessions,
        "sessions-INITIAL_FORMS": 0,
    }
    for number in range(sessions):
        form |= {
            f"sessions-{number}-held_on": (day + timedelta(days=number)).isoformat(),
            f"sessions-{number}-starts_at": "08:30",
            f"sessions-{number}-hours": "6",
        }
    return form | changed


def fields_of(page: str) -> dict:
    """What a browser would send of the form on a page, untouched."""
    form = page[page.index('<form method="post" novalidate') :]
    found = {}
    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", form):
        name, value = (
            re.search(r'name="([^"]+)"', tag),
            re.search(r'value="([^"]*)"', tag),
        )
        is_off = 'type="checkbox"' in tag or 'type="radio"' in tag
        if name and value and (not is_off or " checked" in tag):
            found.setdefault(name[1], []).append(value[1])
    return found


def test_a_training_is_planned_on_one_page(enter, cast):
    client, taught = enter(cast.trainer), module()
    assert client.get(f"{DESK}plan/").status_code == 200
    answer = client.post(
        f"{DESK}plan/", sent(taught.key, sessions=2, union=cast.union.pk)
    )
    made = Training.objects.for_tenant(cast.union).get(title="Talks in Parakou")
    assert answer["Location"] == f"{DESK}{made.pk}/"
    assert [each.minutes for each in made.sessions.all()] == [360, 360]
    page = client.get(answer["Location"]).content.decode()
    assert "Talks in Parakou" in page
    assert "Parakou" in client.get(f"{DESK}?q=parak").content.decode()
    assert "No training like that" in client.get(f"{DESK}?q=bohicon").content.decode()


def test_nothing_is_lost_when_something_is_missing_or_a_session_is_added(enter, cast):
    client, taught = enter(cast.trainer), module()
    wrong = sent(taught.key, union=cast.union.pk, **{"sessions-0-hours": "0"})
    answer = client.post(f"{DESK}plan/", wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "How long does it last?" in page
    assert 'value="Parakou"' in page
    more = client.post(f"{DESK}plan/", wrong | {"add": ""})
    assert more.status_code == 200
    assert b'name="sessions-1-held_on"' in more.content
    assert b"How long does it last?" not in more.content
    assert not Training.objects.for_tenant(cast.union).filter(place="Parakou")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contents", ["x"]),
        ("contents", []),
        ("union", "00000000-0000-0000-0000-000000000000"),
        ("title", "x" * 161),
        ("sessions-TOTAL_FORMS", "x"),
        ("sessions-TOTAL_FORMS", "9999"),
        ("sessions-0-held_on", "31/31/2026"),
        ("sessions-0-held_on", "0206-11-26"),
        ("link", "javascript:alert(1)"),
        ("service", "BJ nobody"),
        ("project", "x"),
        ("title", "a\x00b"),
    ],
)
def test_what_is_wrong_is_said_and_stores_nothing(enter, cast, field, value):
    form = sent(module().key, union=cast.union.pk) | {field: value}
    assert enter(cast.trainer).post(f"{DESK}plan/", form).status_code == 422
    assert Training.objects.for_tenant(cast.union).count() == 1


def test_something_sensitive_asks_for_somebody_to_turn_to(enter, cast):
    client = enter(cast.trainer)
    care = LessonFactory(
        module=ModuleFactory(neutral_title="D4"), sensitivity="sensitive"
    )
    form = sent(care.module.key, union=cast.union.pk)
    answer = client.post(f"{DESK}plan/", form)
    assert "First name an office or service" in answer.content.decode()
    assert client.post(f"{DESK}plan/", form | {"referral": "21 30"}).status_code == 302


def test_a_service_is_called_as_its_readers_call_it(enter, cast):
    record_help_services(
        services=[
            {
                "key": uuid4(),
                "owner_id": None,
                "country": "BJ",
                "name": "The listening centre",
                "source": "",
                "last_checked_date": None,
                "confidence": "medium",
                "language": "en",
                "languages": "fr",
                "words": {
                    "en": {"what": "x", "contact": "21 30", "hours": ""},
                    "fr": {"name": "Le centre d’écoute", "what": "x"},
                },
            }
        ]
    )
    shelf.forget()
    client, taught = enter(cast.trainer), module()
    assert "Le centre d’écoute" in client.get("/fr/trainings/plan/").content.decode()
    form = sent(taught.key, union=cast.union.pk, service="BJ The listening centre")
    client.post("/fr/trainings/plan/", form)
    made = Training.objects.for_tenant(cast.union).get(place="Parakou")
    assert made.referral == "Le centre d’écoute · 21 30"


def test_a_copy_and_a_change_begin_with_what_there_is(enter, cast):
    client, taught = enter(cast.trainer), module()
    client.post(f"{DESK}plan/", sent(taught.key, sessions=2, union=cast.union.pk))
    made = Training.objects.for_tenant(cast.union).get(place="Parakou")
    form = fields_of(client.get(f"{DESK}{made.pk}/change/").content.decode())
    form |= {"language": "fr", "country": "BJ", "place": "Bohicon"}
    assert client.post(f"{DESK}{made.pk}/change/", form).status_code == 302
    made.refresh_from_db()
    assert (made.place, made.sessions.count()) == ("Bohicon", 2)
    form = fields_of(client.get(f"{DESK}{made.pk}/copy/").content.decode())
    form |= {"language": "fr", "country": "BJ", "union": cast.union.pk}
    assert client.post(f"{DESK}{made.pk}/copy/", form).status_code == 302
    again = Training.objects.for_tenant(cast.union).filter(place="Bohicon").latest("pk")
    assert Training.objects.for_tenant(cast.union).filter(place="Bohicon").count() == 2
    assert again.contents.count() == 1


def test_a_closed_one_asks_why(enter):
    cast = a_training(state="closed", closed_at=timezone.now())
    client, address = enter(cast.trainer), f"{DESK}{cast.training.pk}/change/"
    form = sent(module().key)
    assert "Say why you correct it" in client.post(address, form).content.decode()
    assert client.post(address, form | {"reason": "Moved"}).status_code == 302
    assert AuditEntry.objects.for_tenant(cast.union).get().reason == "Moved"


def test_a_coordinator_plans_for_a_trainer_with_a_second_one(enter, cast):
    client, other = enter(cast.coordinator), staff_of(cast.union, "trainer")
    form = sent(module().key, union=cast.union.pk)
    form |= {"trainer": cast.trainer.pk, "co_trainer": other.pk}
    assert client.post(f"{DESK}plan/", form).status_code == 302
    made = Training.objects.for_tenant(cast.union).get(place="Parakou")
    assert made.trainer == cast.trainer
    assert [row.user for row in made.co_trainers.all()] == [other]


def test_only_projects_that_run_are_offered(enter, cast):
    today = timezone.localdate()
    Project.objects.create(slug="now", name="Running project")
    Project.objects.create(
        slug="old", name="Ended project", ends_on=today - timedelta(days=1)
    )
    page = enter(cast.trainer).get(f"{DESK}plan/").content.decode()
    assert "Running project" in page
    assert "Ended project" not in page


def test_the_page_of_a_training_shows_what_is_next(enter):
    cast = a_training(starts_on=timezone.localdate())
    page = enter(cast.trainer).get(f"{DESK}{cast.training.pk}/").content.decode()
    register = f"{DESK}{cast.training.pk}/sessions/{cast.session.pk}/register/"
    assert f'<a class="button" href="{register}">Take the register</a>' in page


@pytest.mark.parametrize("trainings", [1, 3])
def test_the_desk_costs_the_same_for_one_training_and_for_three(
    enter, cast, trainings, django_assert_num_queries
):
    for _ in range(trainings - 1):
        TrainingFactory(union=cast.union, trainer=cast.trainer)
    client = enter(cast.trainer)
    client.get(DESK)
    with django_assert_num_queries(15):
        page = client.get(DESK).content.decode()
    assert page.count("<li><span><a ") == trainings


@pytest.mark.parametrize("people", [1, 3])
def test_its_page_costs_the_same_for_one_person_and_for_three(
    enter, cast, people, django_assert_num_queries
):
    for _ in range(people):
        RegistrationFactory(training=cast.training)
    client, address = enter(cast.trainer), f"{DESK}{cast.training.pk}/"
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)


def test_two_hundred_trainings_stand_on_pages(enter, cast):
    for _ in range(60):
        TrainingFactory(union=cast.union, trainer=cast.trainer)
    client = enter(cast.trainer)
    assert client.get(DESK).content.decode().count("<li><span><a ") == 50
    assert client.get(f"{DESK}?page=2").content.decode().count("<li><span><a ") == 11


def test_facts_are_told_since_she_last_taught(enter, cast):
    client = enter(cast.trainer)
    page = client.get(DESK).content.decode()
    assert "No fact in your modules has changed since" in page
    old = timezone.localdate() - timedelta(days=10)
    given = TrainingFactory(union=cast.union, trainer=cast.trainer, starts_on=old)
    given.contents.create(tenant=cast.union, module_id=module().key)
    page = client.get(DESK).content.decode()
    assert "No fact has changed since you last taught" in page
