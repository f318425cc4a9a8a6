"""The register: a form that saves all, ticks that a phone has kept, cards, the door."""

import json
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import segno
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from django.utils.html import escape

from learning.classroom.actions.at_the_door import open_door, write_in
from learning.classroom.models import AttendanceMark, Registration
from learning.classroom.queries.register import lines_of, tally_of
from learning.members.actions.cards import make_cards
from learning.members.actions.freezing import freeze_names
from learning.members.consent import STATEMENT
from learning.members.models import AuditEntry, Identity
from learning.records import new_id
from learning.trainer_desk.card_photo import MOST_BYTES
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    SessionFactory,
    TrainingFactory,
)

PASSWORD = "a-password-of-length"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cast(db):
    return a_training(starts_on=timezone.localdate())


@pytest.fixture
def enter(client):
    """Signs somebody in, with her second factor."""

    def as_user(user):
        TOTP.activate(user, generate_totp_secret())
        user.set_password(PASSWORD)
        user.save()
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def client_of(enter, cast):
    return enter(cast.trainer)


def address(cast, part="register/") -> str:
    return f"/en/trainings/{cast.training.pk}/sessions/{cast.session.pk}/{part}"


def lines(cast, count=3) -> list[Registration]:
    return [RegistrationFactory(training=cast.training) for _ in range(count)]


def held(cast) -> list:
    return [(line.state, line.minutes) for line in lines_of(cast.session)]


def by_hand(cast, name, **more):
    return write_in(
        training=cast.training,
        key=uuid4(),
        name=name,
        basis="sheet",
        by=cast.trainer,
        **more,
    )


def tick(line, minutes=None, **changed) -> dict:
    given = {"id": str(new_id()), "line": str(line.pk), "minutes": minutes}
    return given | {"late": False, "ago": 5} | changed


def send(client, cast, *ticks):
    return client.post(
        address(cast, "register/marks/"),
        json.dumps({"ticks": ticks}),
        content_type="application/json",
    )


# --- the form ----------------------------------------------------------------------------


def test_one_form_saves_all_and_only_what_was_touched(client_of, cast):
    first, second, third = lines(cast)
    moment = str(new_id())
    form = {
        "moment": moment,
        f"state-{first.pk}": "present",
        f"state-{second.pk}": "late",
        f"minutes-{second.pk}": "90",
    }
    for _twice in range(2):
        assert client_of.post(address(cast), form).status_code == 302
    assert held(cast) == [("present", 360), ("late", 90), ("", None)]
    assert AttendanceMark.objects.for_tenant(cast.union).count() == 2
    page = client_of.get(address(cast)).content.decode()
    assert "2 of 3" in page
    assert f"No. {third.number}" in page


def test_everybody_else_is_here_with_one_tap(client_of, cast):
    away, *_others = lines(cast)
    form = {f"state-{away.pk}": "away", "rest": "present"}
    client_of.post(address(cast), form)
    assert tally_of(cast.session) == {"here": 2, "all": 3, "open": 0}


def test_a_line_shows_the_number_she_was_told_and_leads_to_what_is_known(
    client_of, cast
):
    account = ParticipantFactory(union=cast.union)
    row = RegistrationFactory(training=cast.training, participant=account)
    page = client_of.get(address(cast)).content.decode()
    assert f"<small>{row.number}</small> {account.user.sign_in_name}" in page
    assert f'/people/{row.pk}/"' in page


def test_minutes_of_somebody_away_say_that_she_was_there(client_of, cast):
    first, *_others = lines(cast)
    away = {f"state-{first.pk}": "away"}
    client_of.post(address(cast), away)
    client_of.post(address(cast), away | {f"minutes-{first.pk}": "90"})
    assert held(cast)[0] == ("present", 90)


def test_a_line_that_cannot_be_read_loses_no_other(client_of, cast):
    first, second, _third = lines(cast)
    form = {f"state-{first.pk}": "present", f"minutes-{first.pk}": "999"}
    answer = client_of.post(address(cast), form | {f"state-{second.pk}": "away"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "From 1 to 360 minutes." in page
    assert 'value="999"' in page
    assert held(cast)[:2] == [("", None), ("away", 0)]


def test_the_paper_sheet_is_typed_in_as_paper(client_of, cast):
    line = lines(cast)[0]
    client_of.post(f"{address(cast)}?from=paper", {f"state-{line.pk}": "present"})
    assert AttendanceMark.objects.for_tenant(cast.union).get().how == "paper"


def test_after_closing_a_correction_says_why_and_the_history_shows_it(client_of, cast):
    line = lines(cast)[0]
    cast.training.state, cast.training.closed_at = "closed", timezone.now()
    cast.training.save()
    form = {f"state-{line.pk}": "away"}
    assert client_of.post(address(cast), form).status_code == 422
    assert held(cast)[0] == ("", None)
    client_of.post(address(cast), form | {"reason": "She told me"})
    assert held(cast)[0] == ("away", 0)
    assert AuditEntry.objects.for_tenant(cast.union).get().act == "corrected"
    page = client_of.get(address(cast, "register/history/")).content.decode()
    assert "She told me" in page
    assert cast.trainer.sign_in_name in page


@pytest.mark.parametrize("people", [1, 3])
def test_it_costs_the_same_for_one_person_and_for_three(
    client_of, cast, people, django_assert_num_queries
):
    lines(cast, people)
    client_of.get(address(cast))
    with django_assert_num_queries(13):
        page = client_of.get(address(cast)).content.decode()
    assert page.count("data-line=") == people


# --- ticks from a phone ------------------------------------------------------------------


def test_ticks_that_a_phone_kept_are_stored_once(client_of, cast):
    first, second, third = lines(cast)
    ticks = [tick(first), tick(second, 0), tick(third, 45, late=True, ago=7200)]
    for became in ("stored", "known"):
        told = send(client_of, cast, *ticks).json()
        assert {each["became"] for each in told["taken"]} == {became}
    assert held(cast) == [("present", 360), ("away", 0), ("late", 45)]
    assert told["tally"] == {"here": 2, "all": 3, "open": 0}
    assert told["lines"][str(third.pk)] == [45, True]
    marked = AttendanceMark.objects.for_tenant(cast.union).get(minutes=45)
    assert timezone.now() - marked.marked_at >= timedelta(hours=2)


def test_what_was_ticked_before_closing_is_not_lost(client_of, cast):
    first, second, _third = lines(cast)
    cast.training.state = "closed"
    cast.training.closed_at = timezone.now() - timedelta(minutes=10)
    cast.training.save()
    ticks = [tick(first, ago=3600), tick(second, ago=60)]
    told = send(client_of, cast, *ticks).json()["taken"]
    assert [each["why"] for each in told] == ["", "needs_reason"]
    assert "sent later" in AuditEntry.objects.for_tenant(cast.union).get().reason


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 361},
        {"minutes": -1},
        {"minutes": "3"},
        {"minutes": True},
        {"minutes": 1.5},
        {"late": "no"},
        {"ago": -1},
        {"ago": 10**12},
        {"line": "x"},
        {"line": str(uuid4())},
        {"id": 7},
        {"name": "Ama"},
    ],
)
def test_one_bad_tick_loses_no_other(client_of, cast, changed):
    first, second, _third = lines(cast)
    told = send(client_of, cast, tick(first) | changed, tick(second)).json()
    assert sorted(each["became"] for each in told["taken"]) == ["refused", "stored"]
    assert held(cast)[1] == ("present", 360)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"ticks": 1}', b"\xff", b"[" * 60_000, b" " * 200_000,
     json.dumps({"ticks": [{}] * 501}).encode()],
    ids=["empty", "list", "none", "number", "bytes", "deep", "long", "many"],
)  # fmt: skip
def test_what_is_no_list_of_ticks_is_refused_as_a_whole(client_of, cast, body):
    answer = client_of.post(
        address(cast, "register/marks/"), body, content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json() == {"why": "unreadable"}


def test_a_phone_whose_session_has_run_out_is_told_to_sign_in(client, cast):
    answer = send(client, cast, tick(lines(cast)[0]))
    assert (answer.status_code, answer.json()) == (403, {"why": "sign_in"})


def test_another_unions_register_is_not_there(client_of, cast):
    other = a_training()
    for part in ("register/", "register/marks/", "register/history/", "door/"):
        assert client_of.get(address(other, part)).status_code == 404
    mixed = f"/en/trainings/{cast.training.pk}/sessions/{other.session.pk}/register/"
    assert client_of.get(mixed).status_code == 404
    second = SessionFactory(training=cast.training)
    own = f"/en/trainings/{other.training.pk}/sessions/{second.pk}/register/"
    assert client_of.get(own).status_code == 404


# --- names -------------------------------------------------------------------------------


def test_names_show_after_the_password_and_looking_is_noted(client_of, cast):
    by_hand(cast, "Béatrice Dossou")
    lines(cast, 2)
    page = client_of.get(address(cast)).content.decode()
    assert "Béatrice" not in page
    where = address(cast)
    answer = client_of.post("/en/accounts/names/", {"secret": PASSWORD, "next": where})
    assert answer["Location"] == where
    for _again in range(2):
        assert "Béatrice Dossou" in client_of.get(where).content.decode()
    looked = AuditEntry.objects.for_tenant(cast.union).filter(act="looked")
    assert [(each.thing, each.people) for each in looked] == [("training", 1)]
    found = client_of.get(f"{where}?q=BEATRICE").content.decode()
    assert found.count("data-line=") == 1
    people = f"/en/trainings/{cast.training.pk}/people/?q=beatrice"
    assert "Béatrice" in client_of.get(people).content.decode()
    assert AuditEntry.objects.for_tenant(cast.union).filter(act="searched").exists()


def test_two_weeks_after_the_training_names_are_closed_to_its_trainer(db, enter):
    cast = a_training(starts_on=timezone.localdate() - timedelta(days=15))
    by_hand(cast, "Béatrice Dossou")
    for user, opens in ((cast.trainer, False), (cast.coordinator, True)):
        client = enter(user)
        client.post("/en/accounts/names/", {"secret": PASSWORD})
        page = client.get(address(cast)).content.decode()
        assert ("Béatrice" in page) is opens
        assert ("Names are closed to you here" in page) is not opens


# --- writing in, heads, paper --------------------------------------------------------------


def test_somebody_is_written_in_without_a_name(client_of, cast):
    form = {"key": str(uuid4()), "sex": "f", "age_band": "18-24", "before": "no"}
    for _twice in range(2):
        answer = client_of.post(address(cast, "register/add/"), form)
    assert answer["Location"] == address(cast)
    assert held(cast) == [("present", 360)]


def test_whoever_is_written_in_is_told_her_number(client_of, cast):
    where = address(cast, "register/add/")
    for number in (1, 2):
        form = {"key": str(uuid4()), "again": ""}
        page = client_of.post(where, form, follow=True).content.decode()
        assert f"No. {number} is in the list, and present." in page


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "x"},
        {"sex": "y"},
        {"name": "Ama"},
        {"name": "\u200d\u0000", "basis": "sheet"},
        {"name": "x" * 300, "basis": "sheet"},
        {"basis": "rumour"},
    ],
)
def test_what_is_wrong_with_somebody_is_said(client_of, cast, changed):
    form = {"key": str(uuid4())} | changed
    assert client_of.post(address(cast, "register/add/"), form).status_code == 422
    assert held(cast) == []


def test_while_names_are_locked_people_are_written_in_without(client_of, cast):
    freeze_names(tenant=cast.union, by=cast.coordinator)
    where = address(cast, "register/add/")
    page = client_of.get(where).content.decode()
    assert "All names of your union are locked" in page
    assert 'name="name"' not in page
    form = {"key": str(uuid4()), "sex": "f", "name": "Ama Dossou", "basis": "sheet"}
    page = client_of.post(where, form, follow=True).content.decode()
    assert "No. 1 is in the list, and present." in page
    assert "The name was not stored" in page
    assert held(cast) == [("present", 360)]
    assert not Identity.objects.for_tenant(cast.union).exists()


def test_the_sentences_of_consent_stand_where_a_name_is_typed(client_of, cast):
    page = client_of.get(address(cast, "register/add/")).content.decode()
    for sentence in STATEMENT:
        assert escape(str(sentence)) in page


def known_from(training, by, name):
    """Somebody with a name, in another training of hers or of a colleague."""
    return write_in(
        training=training, key=uuid4(), by=by, name=name, basis="sheet", sex="f"
    ).participant


def test_is_it_somebody_she_knows(client_of, cast):
    hers = TrainingFactory(
        union=cast.union,
        trainer=cast.trainer,
        title="Parakou",
        starts_on=timezone.localdate(),
    )
    colleague = staff_of(cast.union, "trainer")
    theirs = TrainingFactory(union=cast.union, trainer=colleague, title="Secret")
    known = known_from(hers, cast.trainer, "Awa Diallo")
    known_from(theirs, colleague, "Awa DIALO")
    form = {"key": str(uuid4()), "name": "diallo awa", "basis": "sheet", "sex": "f"}
    where = address(cast, "register/add/")

    # Nothing is told while names are masked, nor of a colleague's people at all.
    client_of.post("/en/accounts/names/", {"secret": PASSWORD})
    asked = client_of.post(where, form)
    page = asked.content.decode()
    assert (asked.status_code, "Parakou" in page, "Secret" in page) == (
        422,
        True,
        False,
    )
    assert "the same name" in page
    assert "Awa Diallo" not in page
    assert held(cast) == []
    client_of.post(where, form | {"she": str(known.pk)})
    assert held(cast) == [("present", 360)]
    assert cast.training.registrations.get().participant == known
    acts = AuditEntry.objects.for_tenant(cast.union).filter(participant=None)
    assert [each.act for each in acts.order_by("at")] == ["searched"]


def test_it_is_somebody_else_and_masked_names_ask_nothing(client_of, cast, enter):
    known_from(
        TrainingFactory(union=cast.union, starts_on=date(2026, 1, 5)),
        cast.coordinator,
        "Awa Diallo",
    )
    form = {"name": "Awa Diallo", "basis": "sheet", "sex": "f"}
    where = address(cast, "register/add/")
    answer = client_of.post(where, form | {"key": str(uuid4())})
    assert answer.status_code == 302
    client = enter(cast.coordinator)
    client.post("/en/accounts/names/", {"secret": PASSWORD})
    form["key"] = str(uuid4())
    asked = client.post(where, form | {"she": str(uuid4())})
    assert "somebody else" in asked.content.decode()
    client.post(where, form | {"she": "new"})
    assert len(held(cast)) == 2
    strange = {"key": str(uuid4()), "name": "\u200d", "basis": "sheet"}
    assert client.post(where, strange).status_code < 500


def test_heads_are_counted_in_a_grid(client_of, cast):
    where = f"/en/trainings/{cast.training.pk}/heads/"
    assert client_of.post(where, {"heads-f-25-29": "seven"}).status_code == 422
    assert client_of.post(where, {"heads-f-25-29": "7", "heads-none-none": "2"})
    page = client_of.get(where).content.decode()
    assert 'name="heads-f-25-29" value="7"' in page
    training = f"/en/trainings/{cast.training.pk}/"
    assert "9 more counted by head" in client_of.get(training).content.decode()


@pytest.mark.slow
def test_the_sheet_is_a_paper_that_is_not_kept(client_of, cast):
    lines(cast)
    answer = client_of.get(address(cast, "register.pdf?lines=40"))
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert cast.training.title not in answer["Content-Disposition"]


# --- the door ----------------------------------------------------------------------------


def scanned(client, card) -> None:
    """As `reading:card` leaves it."""
    session = client.session
    session["card_seen"] = str(card.pk)
    session["card_seen_at"] = int(timezone.now().timestamp())
    session.save()


def test_a_card_scanned_while_the_register_is_open_is_ticked(client_of, cast):
    [card] = make_cards(union=cast.union, count=1, by=cast.trainer)
    lines(cast, 2)
    at_door = "/en/trainings/card/"
    assert client_of.get(at_door)["Location"] == "/en/trainings/"
    client_of.get(address(cast))
    scanned(client_of, card.card)
    page = client_of.get(at_door).content.decode()
    assert card.sign_in_name in page
    assert "1 of 3" in page
    assert client_of.get(at_door)["Location"] == address(cast)


def test_a_card_of_another_union_is_not_taken(client_of, cast):
    other = a_training()
    [card] = make_cards(union=other.union, count=1, by=other.trainer)
    client_of.get(address(cast))
    scanned(client_of, card.card)
    answer = client_of.get("/en/trainings/card/")
    assert answer.status_code == 422
    assert card.sign_in_name not in answer.content.decode()


def photo_of(text: str) -> SimpleUploadedFile:
    drawn = BytesIO()
    segno.make(text).save(drawn, kind="png", scale=8, border=4)
    return SimpleUploadedFile("a.png", drawn.getvalue(), "image/png")


def test_a_photo_of_a_card_is_read_and_ticked(client_of, cast):
    [card] = make_cards(union=cast.union, count=1, by=cast.trainer)
    where = address(cast, "register/photo/")
    photo = photo_of(f"https://palabre.example.org/fr/card/{card.secret}/")
    page = client_of.post(where, {"photo": photo}).content.decode()
    assert card.sign_in_name in page
    assert AttendanceMark.objects.for_tenant(cast.union).get().how == "photo"


@pytest.mark.parametrize(
    "photo",
    [
        None,
        SimpleUploadedFile("a.jpg", b"not a photo"),
        SimpleUploadedFile("a.jpg", b""),
        photo_of("https://example.org/fr/card/AAAAAAAAAAAAAAAAAAAAAA/"),
        photo_of("hello"),
    ],
    ids=["none", "text", "empty", "unknown", "other"],
)
def test_a_photo_without_a_card_says_so(client_of, cast, photo):
    if photo:
        photo.seek(0)
    sent = {"photo": photo} if photo else {}
    answer = client_of.post(address(cast, "register/photo/"), sent)
    assert answer.status_code == 422
    assert "We found no card in that picture" in answer.content.decode()


def test_a_photo_that_is_too_large_is_let_go(client_of, cast):
    heavy = SimpleUploadedFile("a.jpg", b"\x00" * (MOST_BYTES + 1))
    answer = client_of.post(address(cast, "register/photo/"), {"photo": heavy})
    assert answer.status_code == 422


def test_a_photo_needs_its_token(cast):
    strict = Client(enforce_csrf_checks=True)
    TOTP.activate(cast.trainer, generate_totp_secret())
    strict.force_login(cast.trainer)
    answer = strict.post(address(cast, "register/photo/"), {"photo": photo_of("x")})
    assert answer.status_code == 403


def test_whoever_is_new_at_the_door_is_asked_what_everybody_is_asked(cast):
    session = open_door(session=cast.session, by=cast.trainer)
    where = f"/en/door/{session.door}/"
    person, other = [ParticipantFactory(union=cast.union) for _ in "12"]
    field = f"{person.user.sign_in_name}-before"
    client, around = Client(), Client()
    client.force_login(person.user)
    around.force_login(other.user)
    page = client.get(where).content.decode()
    assert "been at a training of this programme before?" in page
    refused = client.post(where, {field: "perhaps"})
    assert refused.status_code == 422
    assert "Choose one of the answers" in refused.content.decode()
    assert held(cast) == []
    page = client.post(where, {field: "year"}).content.decode()
    rows = Registration.objects.for_tenant(cast.union)
    assert rows.get(participant=person).before == "year"
    # The rest, once, on the page that other joiners answer on.
    for asked in ("sex", "age_band", "role_at_work"):
        assert f'name="{asked}"' in page
    assert f'name="{field}"' not in client.get(where).content.decode()
    # She may leave it out; and a circle is asked for each who is new.
    keys = around.session
    third = ParticipantFactory(union=cast.union)
    keys["circle"] = [str(person.pk), str(third.pk)]
    keys.save()
    page = around.get(where).content.decode()
    assert f'name="{field}"' not in page
    around.post(where, {f"{third.user.sign_in_name}-before": "earlier"})
    assert rows.get(participant=other).before == ""
    assert rows.get(participant=third).before == "earlier"


def test_the_door_opens_changes_and_ends(client_of, cast):
    where = address(cast, "door/")
    assert "<svg" not in client_of.get(where).content.decode()
    secrets = set()
    for _twice in range(2):
        client_of.post(where, {"act": "open"})
        cast.session.refresh_from_db()
        secrets.add(cast.session.door)
    assert len(secrets) == 2
    assert "<svg" in client_of.get(where).content.decode()
    client_of.post(where, {"act": "shut"})
    assert "<svg" not in client_of.get(where).content.decode()


def test_she_says_on_her_own_phone_that_she_is_here(client, cast):
    session = open_door(session=cast.session, by=cast.trainer)
    where = f"/en/door/{session.door}/"
    assert "/accounts/login/" in client.get(where)["Location"]
    person = ParticipantFactory(union=cast.union)
    client.force_login(person.user)
    assert "I am here" in client.get(where).content.decode()
    assert "You are in the list" in client.post(where).content.decode()
    assert tally_of(cast.session)["here"] == 1
    stranger = ParticipantFactory(union=a_training().union)
    client.force_login(stranger.user)
    answer = client.post(where)
    assert answer.status_code == 404
    assert cast.training.title not in answer.content.decode()
    assert client.get("/en/door/nothing/").status_code == 404
