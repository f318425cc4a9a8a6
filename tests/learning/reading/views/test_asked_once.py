"""A few questions to whoever has just come in: asked once, and none has to be answered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from learning.classroom.actions.joining import put_up_code
from learning.classroom.models import Registration
from learning.members import actions
from learning.members.models import Participant
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    UserFactory,
)

ASKED = "/en/my/questions/"


@pytest.fixture
def cast(db):
    return a_training(starts_on=timezone.localdate() + timedelta(days=1))


@pytest.fixture
def code(cast):
    return put_up_code(training=cast.training, by=cast.trainer).code


@pytest.fixture
def person(cast):
    return ParticipantFactory(union=cast.union)


@pytest.fixture
def phone(person):
    client = Client()
    client.force_login(person.user)
    return client


def joined(cast, person, **fields):
    """She has come in by the code on the wall."""
    fields = {"way": "code", "needs_vouching": True} | fields
    return RegistrationFactory(training=cast.training, participant=person, **fields)


def asked(response) -> set:
    page = response.content.decode()
    names = ("sex", "age_band", "role_at_work", "before", "sector", "country")
    return {name for name in names if f'name="{name}"' in page}


def now(person):
    return Participant.objects.for_tenant(person.tenant_id).get(pk=person.pk)


def test_on_the_page_of_the_code_she_is_asked_once(cast, code, person, phone):
    joined(cast, person)
    here = f"/en/join/{code}/"
    page = phone.get(here)
    assert asked(page) == {"sex", "age_band", "role_at_work"}
    assert "only your union sees your line" in page.content.decode()
    answer = phone.post(ASKED, {"sex": "f", "age_band": "", "next": here})
    assert answer["Location"] == here
    assert (now(person).sex, now(person).age_band) == ("f", "")
    page = phone.get(here)
    assert asked(page) == set()
    assert "Kept." in page.content.decode()
    assert 'href="/en/my/"' in page.content.decode()


def test_going_on_without_an_answer_is_one_tap_and_is_remembered(
    cast, code, person, phone
):
    joined(cast, person)
    assert 'name="skip"' in phone.get(f"/en/join/{code}/").content.decode()
    answer = phone.post(ASKED, {"sex": "f", "skip": "1", "next": f"/en/join/{code}/"})
    assert answer["Location"] == "/en/my/"
    assert now(person).sex == ""
    assert asked(phone.get(f"/en/join/{code}/")) == set()
    assert phone.get(ASKED)["Location"] == "/en/my/"


def test_what_her_trainer_has_written_is_not_asked(cast, code, person, phone):
    joined(cast, person)
    actions.correct_answers(
        participant=person, by=cast.trainer, sex="m", role_at_work="officer"
    )
    assert asked(phone.get(f"/en/join/{code}/")) == {"age_band"}
    phone.post(ASKED, {"sex": "f", "age_band": "36-49"})
    assert (now(person).sex, now(person).age_band) == ("m", "36-49")


def test_who_was_refused_is_not_asked(cast, code, person, phone):
    joined(cast, person, refused_at=timezone.now())
    page = phone.get(f"/en/join/{code}/")
    assert "not in this class" in page.content.decode()
    assert asked(page) == set()


def test_at_home_with_the_unions_code_she_is_asked_too(cast, person, phone):
    at = timezone.now() + timedelta(days=30)
    made = actions.make_join_code(union=cast.union, expires_at=at, by=cast.trainer)
    page = phone.get(f"/en/join/{made.code}/")
    assert asked(page) == {"sex", "age_band", "role_at_work"}


def test_after_the_first_pin_of_a_card_she_is_asked(cast):
    [card] = actions.make_cards(union=cast.union, count=1, by=cast.trainer)
    phone = Client()
    phone.get(f"/en/card/{card.secret}/")
    answer = phone.post("/en/card/", {"secret": "739182", "again": "739182"})
    answer = phone.post(answer["Location"], {"next": ASKED})
    assert answer["Location"] == ASKED
    she = Participant.objects.for_tenant(cast.union).get()
    line = RegistrationFactory(training=cast.training, participant=she, way="card")
    assert asked(phone.get(ASKED)) == {"sex", "age_band", "role_at_work", "before"}
    answer = phone.post(ASKED, {"sex": "x", "before": "year", "next": ""})
    assert answer["Location"] == "/en/my/"
    kept = Registration.objects.for_tenant(cast.union).get(pk=line.pk)
    assert (now(she).sex, kept.before) == ("x", "year")


def test_another_answer_is_sent_back_with_the_rest(cast, person, phone):
    page = phone.post(ASKED, {"sex": "f", "age_band": "old", "next": "/en/join/K/"})
    html = page.content.decode()
    assert page.status_code == 422
    assert "Choose one of the answers" in html
    assert '<option value="f" selected' in html
    assert 'value="/en/join/K/"' in html
    assert now(person).sex == ""


def test_it_leads_to_no_other_site(person, phone):
    answer = phone.post(ASKED, {"next": "https://evil.example/"})
    assert answer["Location"] == "/en/my/"


def test_where_all_is_known_she_goes_on(cast, phone, person):
    actions.answer_questions(
        participant=person,
        by=person.user,
        sex="f",
        age_band="50+",
        role_at_work="worker",
    )
    assert phone.get(ASKED)["Location"] == "/en/my/"


def test_staff_are_not_asked(client, db):
    client.force_login(UserFactory(email="a@example.org"))
    assert client.get(ASKED)["Location"] == "/en/accounts/kept/"


def test_to_ask_costs_one_query(cast, code, person, phone, django_assert_num_queries):
    """Beside wrong tries, code, session, account with participant, training (twice) and
    line; on the page of its own beside session and account."""
    joined(cast, person)
    with django_assert_num_queries(8):
        phone.get(f"/en/join/{code}/")
    with django_assert_num_queries(3):
        phone.get(ASKED)
