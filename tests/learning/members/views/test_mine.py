import pytest

from learning.members import actions
from learning.members.actions.freezing import freeze_names
from learning.members.models import Consent, Participant, User
from learning.members.queries import consent_history, identity_of

PIN = "739182"


@pytest.fixture
def as_alice(alice, sign_in, client):
    sign_in(alice.user.sign_in_name)
    return client


def alice_now(alice):
    return Participant.objects.for_tenant(alice.participant.tenant_id).get()


def test_every_question_can_be_left_open(as_alice, alice):
    answer = as_alice.post("/en/accounts/questions/", {"next": "/en/my/"})
    assert answer["Location"] == "/en/my/"
    assert alice_now(alice).sex == ""


def test_answers_are_kept_and_shown(as_alice, alice):
    as_alice.post(
        "/en/accounts/questions/",
        {"sex": "f", "age_band": "25-29", "sector": "farming", "country": "BJ"},
    )
    person = alice_now(alice)
    assert (person.sex, person.age_band, person.sector, person.country) == (
        "f",
        "25-29",
        "farming",
        "BJ",
    )
    page = as_alice.get("/en/accounts/kept/").content.decode()
    assert "farming, plantations" in page
    assert "Benin" in page


def test_countries_are_named_in_her_language(as_alice):
    assert "Côte d’Ivoire" in as_alice.get("/fr/accounts/questions/").content.decode()


def test_another_answer_is_sent_back_with_the_rest(as_alice, alice):
    page = as_alice.post(
        "/en/accounts/questions/", {"sex": "f", "country": "Bénin", "sector": "x"}
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert "Choose one of the answers" in html
    assert '<option value="f" selected' in html
    assert alice_now(alice).sex == ""


def test_leaving_a_union_is_its_coordinators_business(as_alice, alice, other_union):
    page = as_alice.post(
        "/en/accounts/questions/", {"sex": "f", "union": str(other_union.pk)}
    )
    assert page.status_code == 422
    assert "coordinator" in page.content.decode()
    assert alice_now(alice).sex == ""


def test_from_open_she_chooses_her_union(client, union, sign_in):
    place = actions.keep_place(secret=PIN)
    sign_in(place.user.sign_in_name)
    client.post("/en/accounts/questions/", {"union": str(union.pk)})
    assert Participant.objects.for_tenant(union).get() == place.participant


def test_choices_are_separate_and_withdrawn_as_easily(as_alice, alice):
    page = as_alice.get("/en/accounts/choices/")
    assert page.content.decode().count('type="checkbox"') == 3
    assert " checked" not in page.content.decode()
    as_alice.post("/en/accounts/choices/", {"counted": "on"})
    as_alice.post("/en/accounts/choices/", {})
    decided = [
        (row.purpose, row.given)
        for row in consent_history(alice.participant)
        if row.purpose == Consent.Purpose.COUNTED
    ]
    assert decided == [("counted", False), ("counted", True)]
    history = as_alice.get("/en/accounts/choices/").content.decode()
    assert "said so on the screen" in history
    assert "1 · en" in history
    assert "myself" in history


def test_her_name_is_sealed_shown_to_nobody_and_deleted(as_alice, alice):
    as_alice.post("/en/accounts/name/", {"name": "Alice Hounsou"})
    assert identity_of(alice.participant).basis == "screen"
    page = as_alice.get("/en/accounts/kept/").content.decode()
    assert "only your union opens it" in page
    assert "destroyed 24 months after your last training" in page
    assert "Hounsou" not in page
    as_alice.post("/en/accounts/name/forget/")
    assert identity_of(alice.participant) is None


def test_what_is_kept_in_few_queries(as_alice, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        as_alice.get("/en/accounts/kept/")


def test_deleting_asks_for_the_pin(as_alice, alice):
    assert as_alice.post("/en/accounts/delete/", {}).status_code == 422
    wrong = as_alice.post("/en/accounts/delete/", {"secret": "824613"})
    assert wrong.status_code == 422
    assert User.objects.filter(pk=alice.user.pk).exists()


def test_deleting_cuts_her_loose_and_empties_the_phone(as_alice, alice):
    gone = as_alice.post("/en/accounts/delete/", {"secret": PIN})
    assert gone.status_code == 200
    assert gone["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not User.objects.filter(pk=alice.user.pk).exists()
    assert alice_now(alice).user is None
    assert as_alice.get("/en/accounts/kept/").status_code == 302


def test_staff_see_what_is_kept_and_ask_for_deletion(trainer, client):
    client.force_login(trainer)
    page = client.get("/en/accounts/kept/").content.decode()
    assert trainer.email in page
    assert "Ask a coordinator" in page
    assert client.post("/en/accounts/delete/", {"secret": PIN}).status_code == 403
    for path in ("questions/", "choices/", "name/"):
        assert client.get(f"/en/accounts/{path}")["Location"] == "/en/accounts/kept/"


@pytest.mark.parametrize(
    "path", ["questions/", "choices/", "name/", "kept/", "delete/", "code/"]
)
def test_visitors_are_asked_to_sign_in_first(client, db, path):
    answer = client.get(f"/en/accounts/{path}")
    assert answer["Location"] == f"/en/accounts/login/?next=/en/accounts/{path}"


def test_locked_names_take_no_new_one_and_that_is_said(
    as_alice, alice, union, coordinator, charlie, client, sign_in
):
    freeze_names(tenant=union, by=coordinator)
    page = as_alice.get("/en/accounts/name/").content.decode()
    assert "has locked all names" in page
    assert 'name="name"' not in page
    answer = as_alice.post("/en/accounts/name/", {"name": "Alice Ahouansou"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "has locked all names" in page
    assert "Alice Ahouansou" in page
    assert identity_of(alice.participant) is None
    # Charlie may go, but a name can't come along now; the rest is as it was.
    charlie.participant.vouching = "waiting"
    charlie.participant.save()
    client.logout()
    sign_in(charlie.user.sign_in_name)
    answer = client.post(
        "/en/accounts/questions/", {"sex": "m", "union": str(union.pk)}
    )
    assert answer.status_code == 422
    assert "go along" in answer.content.decode()
    charlie.participant.refresh_from_db()
    assert charlie.participant.sex == ""
    assert identity_of(charlie.participant)
