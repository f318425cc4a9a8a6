from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client

from learning.members import actions
from learning.members.models import User

PIN, NEW = "739182", "482951"
PASSWORD = "a long enough sentence"
LESSON = "/en/modules/negotiation/strategy/"


def recover(client, name, code, secret=NEW, **more):
    body = {"sign_in_name": name, "code": code, "secret": secret, "again": secret}
    return client.post("/en/accounts/recover/", body | more)


def test_signing_in_leads_back_to_the_lesson(alice, sign_in):
    assert sign_in(alice.user.sign_in_name, next=LESSON)["Location"] == LESSON


def test_otherwise_to_the_own_desk(alice, trainer, sign_in, client):
    assert sign_in(alice.user.sign_in_name)["Location"] == "/en/my/"
    client.post("/en/accounts/leave/")
    assert sign_in(trainer.email, PASSWORD)["Location"] == "/en/my/"


def test_a_name_may_be_typed_carelessly(alice, sign_in, client):
    sign_in(alice.user.sign_in_name.upper().replace("-", " "))
    assert client.get(LESSON)["X-User"] == "True"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_answer_for_a_wrong_name_and_a_wrong_pin(client, alice, trainer, language):
    answers = set()
    for name in (alice.user.sign_in_name, "lotus-9999", trainer.email, "x@example.org"):
        page = client.post(
            f"/{language}/accounts/login/", {"login": name, "password": "824613"}
        )
        assert page.status_code == 422
        answers.add(str(page.context["form"].non_field_errors()))
        assert f'value="{name}"' in page.content.decode()
    assert len(answers) == 1


def test_a_closed_account_says_so_to_its_owner_alone(client, alice, sign_in):
    User.objects.update(is_active=False)
    assert sign_in(alice.user.sign_in_name)["Location"] == "/en/accounts/inactive/"
    assert sign_in(alice.user.sign_in_name, "824613").status_code == 422
    assert client.get("/en/accounts/inactive/").status_code == 200


def test_back_in_with_her_code_and_a_new_one_to_write_down(client, alice):
    answer = recover(client, alice.user.sign_in_name, alice.recovery_code)
    page = client.get(answer["Location"])
    assert page.context["code"] != alice.recovery_code
    assert client.session["shared_phone"] is True
    alice.user.refresh_from_db()
    assert alice.user.check_password(NEW)


def test_sessions_elsewhere_end_and_the_place_stays(client, alice, sign_in):
    sign_in(alice.user.sign_in_name)
    assert client.get(LESSON)["X-User"] == "True"
    recover(Client(), alice.user.sign_in_name, alice.recovery_code)
    assert client.get(LESSON)["X-User"] == "False"
    assert User.objects.get(pk=alice.user.pk).participant == alice.participant


def test_her_desk_says_who_reset_it(client, alice, trainer):
    code = actions.issue_reset_code(user=alice.user, by=trainer)
    recover(client, alice.user.sign_in_name, code)
    assert (
        "with a code from your trainer"
        in client.get("/en/accounts/kept/").content.decode()
    )


def test_one_answer_for_whatever_is_wrong_with_a_code(client, alice, bob, trainer):
    answers = set()
    for name, code in [
        (alice.user.sign_in_name, "AAAA-AAAA-AAAA"),
        (alice.user.sign_in_name, bob.recovery_code),
        ("lotus-9999", alice.recovery_code),
        (trainer.email, "AAAA-AAAA-AAAA"),
        (trainer.sign_in_name, ""),
    ]:
        page = recover(client, name, code or "AAAA")
        assert page.status_code == 422
        answers.add(str(page.context["form"].errors))
    assert len(answers) == 1
    assert "ask for a new one" in answers.pop()


def test_recovering_while_somebody_else_is_signed_in(client, alice, bob, sign_in):
    sign_in(bob.user.sign_in_name, own_phone="yes")
    recover(client, alice.user.sign_in_name, alice.recovery_code)
    assert client.session["_auth_user_id"] == str(alice.user.pk)
    assert client.session["shared_phone"] is True


def test_staff_reset_by_email_and_trainees_by_code(client, trainer, alice):
    for address in (trainer.email, "nobody@example.org"):
        answer = client.post("/en/accounts/password/reset/", {"email": address})
        assert answer["Location"] == "/en/accounts/password/reset/done/"
    assert [letter.to for letter in mail.outbox] == [[trainer.email]]
    link = next(word for word in mail.outbox[0].body.split() if "reset/key" in word)
    form = client.get(link.partition("testserver")[2], follow=True)
    path = form.redirect_chain[-1][0]
    short = client.post(path, {"password1": "482951", "password2": "482951"})
    assert short.status_code == 200
    assert "12" in short.content.decode()
    client.post(
        path, {"password1": "another sentence", "password2": "another sentence"}
    )
    trainer.refresh_from_db()
    assert trainer.check_password("another sentence")


def test_a_new_pin_ends_the_other_sessions(client, alice, sign_in):
    other = Client()
    for each in (client, other):
        each.post(
            "/en/accounts/login/",
            {"login": alice.user.sign_in_name, "password": PIN},
        )
    body = {"oldpassword": PIN, "password1": NEW, "password2": NEW}
    changed = client.post("/en/accounts/password/change/", body)
    assert changed["Location"] == "/en/accounts/kept/"
    assert client.get(LESSON)["X-User"] == "True"
    assert other.get(LESSON)["X-User"] == "False"


REGISTER = "/en/trainings/0/sessions/0/register/"


@pytest.mark.parametrize("is_in", [True, False])
def test_a_shared_phone_asks_before_it_throws_away_what_waits(client, alice, is_in):
    """Also where the session has run out: then nobody knows whose phone it is."""
    if is_in:
        recover(client, alice.user.sign_in_name, alice.recovery_code)
    client.cookies["waiting"] = quote(REGISTER, safe="")
    page = client.post("/en/accounts/leave/")
    assert page.status_code == 409
    assert "Clear-Site-Data" not in page
    assert f'href="{REGISTER}"' in page.content.decode()
    assert client.get(LESSON)["X-User"] == str(is_in)

    gone = client.post("/en/accounts/leave/", {"anyway": "1"})

    assert '"storage"' in gone["Clear-Site-Data"]
    assert client.get(LESSON)["X-User"] == "False"


def test_on_her_own_phone_nothing_is_emptied_so_nothing_is_asked(client, alice):
    recover(client, alice.user.sign_in_name, alice.recovery_code, own_phone="yes")
    client.cookies["waiting"] = quote(REGISTER, safe="")
    gone = client.post("/en/accounts/leave/")
    assert gone["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("where", ["", "https://example.org/", "//example.org", "x"])
def test_what_leads_elsewhere_is_no_page_where_something_waits(client, db, where):
    client.cookies["waiting"] = quote(where, safe="")
    assert client.post("/en/accounts/leave/").status_code == 302


def test_the_front_of_the_room(client, alice):
    assert client.get("/en/accounts/")["Location"] == "/en/accounts/login/"
    client.force_login(alice.user)
    assert client.get("/en/accounts/")["Location"] == "/en/accounts/kept/"


@pytest.mark.parametrize(
    "page", ["login/", "keep/", "recover/", "leave/", "password/reset/", "inactive/"]
)
def test_every_page_has_one_heading_and_no_script_of_its_own(client, db, page):
    html = client.get(f"/en/accounts/{page}").content.decode()
    assert html.count("<h1") == 1
    assert "style=" not in html
    assert "<script>" not in html
