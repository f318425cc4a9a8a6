"""The coordinator's rooms: what they show, and that long lists cost no more."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.members.actions import issue_reset_code, name_participant
from learning.members.actions.freezing import freeze_names
from learning.members.actions.terms import choose_term
from learning.members.models import AuditEntry, Identity, Membership, Participant
from learning.union_desk.views.log import harmless
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import (
    PASSWORD,
    ParticipantFactory,
    RegistrationFactory,
    TrainingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def named(cast, name, **fields):
    person = ParticipantFactory(union=cast.union, **fields)
    name_participant(
        participant=person, name=name, basis=Identity.Basis.SHEET, by=cast.trainer
    )
    return person


def words_of(client, address):
    return client.get(f"/en/union/{address}").content.decode()


def open_names(client):
    return client.post("/en/accounts/names/", {"secret": PASSWORD})


def test_an_empty_week_offers_coffee(cast, desk):
    cast.training.delete()
    choose_term(tenant=cast.union, months=24, by=cast.coordinator)
    assert "Time for a coffee" in desk.get("/en/union/").content.decode()


def test_what_waits_stands_there_as_a_sentence(cast, desk):
    ParticipantFactory(union=cast.union, vouching=Participant.Vouching.WAITING)
    TrainingFactory(
        union=cast.union, starts_on=timezone.localdate() - timedelta(days=3)
    )
    page = desk.get("/en/union/").content.decode()
    assert "1 person waits for somebody to vouch for her." in page
    assert "have no register yet" in page or "has no register yet" in page


def test_who_joined_a_class_is_found_where_it_can_be_said(cast, desk):
    RegistrationFactory(training=cast.training, needs_vouching=True)
    assert "1 person joined a class with its code" in words_of(desk, "")
    page = words_of(desk, "trainings/?without=vouching")
    assert f"/trainings/{cast.training.pk}/joining/" in page
    assert f"/trainings/{cast.training.pk}/joining/" not in words_of(desk, "trainings/")


def test_a_declared_training_waits_for_no_register(cast, desk):
    for evidence in ("declared", "register"):
        TrainingFactory(
            union=cast.union,
            title=f"{evidence} one",
            starts_on=timezone.localdate() - timedelta(days=3),
            evidence=evidence,
            method="Signed sheets",
        )
    cast.training.delete()
    assert "1 training is over and has no register yet." in words_of(desk, "")
    page = words_of(desk, "trainings/?without=register")
    assert "register one" in page
    assert "declared one" not in page


def test_last_week_stands_there_by_what_was_done(cast, desk):
    person = ParticipantFactory(union=cast.union, user=UserFactory())
    issue_reset_code(user=person.user, by=cast.trainer)
    for act, thing in (
        ("looked", "people"),
        ("searched", "people"),
        ("exported", ""),
        ("printed", "training"),
        ("printed", "cards"),
    ):
        AuditEntry(tenant=cast.union, act=act, by=cast.trainer, thing=thing).save()
    long_ago = timezone.now() - timedelta(days=8)
    AuditEntry(tenant=cast.union, act="looked", by=cast.trainer, at=long_ago).save()
    page = words_of(desk, "")
    assert "Last week 1 one-time code was given to let somebody back in." in page
    assert "Last week data or names were taken out 2 times." in page
    assert "Last week names were opened or searched 2 times." in page
    rows = desk.get("/en/union/log/?act=taken").context["page"].object_list
    assert [(each.act, each.thing) for each in rows] == [
        ("printed", "training"),
        ("exported", ""),
    ]


def test_of_two_unions_she_sees_the_one_she_chose(cast, desk):
    other = a_training()
    Membership.objects.create(
        user=cast.coordinator, union=other.union, role="coordinator"
    )
    desk.get(f"/en/union/?tenant={other.union.slug}")
    assert desk.get("/en/union/people/").context["tenant"] == other.union
    assert cast.union.name in words_of(desk, "people/")
    assert desk.get("/en/union/?tenant=nonsense").status_code == 404
    Membership.objects.filter(union=other.union, user=cast.coordinator).delete()
    assert desk.get("/en/union/people/").context["tenant"] == cast.union


@pytest.mark.parametrize(
    "address",
    ["/en/union/", "/en/union/people/", "/en/union/trainings/", "/en/union/log/"],
)
def test_queries_do_not_grow_with_the_list(
    cast, desk, address, django_assert_num_queries
):
    def one_more():
        line = RegistrationFactory(training=TrainingFactory(union=cast.union))
        nobody = ParticipantFactory(union=cast.union, user=None)
        RegistrationFactory(training=line.training, participant=nobody)
        AuditEntry(
            tenant=cast.union,
            act="looked",
            by=cast.trainer,
            participant=line.participant,
        ).save()

    one_more()
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    one_more()
    one_more()
    with django_assert_num_queries(len(few)):
        desk.get(address)


def test_names_are_masked_until_they_are_opened(cast, desk):
    named(cast, "Adèle Mensah")
    assert "Adèle" not in desk.get("/en/union/people/").content.decode()
    open_names(desk)
    assert "Adèle" in desk.get("/en/union/people/").content.decode()
    acts = AuditEntry.objects.for_tenant(cast.union).values_list("act", flat=True)
    assert list(acts) == ["looked"]


def test_people_without_an_account_are_told_apart_by_their_last_sheet(cast, desk):
    person = ParticipantFactory(union=cast.union, user=None)
    for title, day, number in (("Bohicon", 1, 4), ("Parakou", 2, 7)):
        training = TrainingFactory(
            union=cast.union, title=title, starts_on=date(2026, 3, day)
        )
        RegistrationFactory(training=training, participant=person, number=number)
    with_account = ParticipantFactory(union=cast.union)
    RegistrationFactory(training=training, participant=with_account, number=8)
    page = words_of(desk, "people/")
    assert "No. 7 · <bdi>Parakou</bdi>, March 2, 2026" in page
    assert "Bohicon" not in page
    assert with_account.user.sign_in_name in page
    assert "No. 8" not in page
    assert "No. 7" in words_of(desk, f"people/{person.pk}/correct/")


def test_by_name_without_accents_once_names_are_open(cast, desk):
    wanted = named(cast, "Adèle Mensah")
    named(cast, "Bio Sanni")
    search = {"name": "mensah ADELE"}
    assert list(desk.get("/en/union/people/", search).context["page"]) == []
    open_names(desk)
    page = desk.get("/en/union/people/", search).context["page"]
    assert list(page) == [wanted]
    acts = AuditEntry.objects.for_tenant(cast.union).values_list("act", flat=True)
    assert "searched" in acts


def test_more_than_anybody_looks_through_says_so(cast, desk, monkeypatch):
    monkeypatch.setattr("learning.union_desk.views.people.MOST_FOUND", 1)
    monkeypatch.setattr("learning.union_desk.queries.people.MOST_FOUND", 1)
    for name in ("Aïssata Koné", "Awa Kone"):
        named(cast, name)
    open_names(desk)
    page = desk.get("/en/union/people/?name=kone")
    assert "More than 1 people fit." in page.content.decode()
    assert page.context["page"].paginator.count == 1


def test_locked_names_stay_masked_for_everybody(cast, desk):
    named(cast, "Adèle Mensah")
    open_names(desk)
    freeze_names(tenant=cast.union, by=cast.coordinator)
    assert "Adèle" not in desk.get("/en/union/people/").content.decode()


def test_one_person_as_a_file_and_the_log_says_so(cast, desk):
    person = named(cast, "Adèle Mensah")
    address = f"/en/union/people/{person.pk}/export/"
    assert desk.post(address).status_code == 302  # names first
    open_names(desk)
    answer = desk.post(address)
    assert "Adèle Mensah" in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.html"'
    acts = AuditEntry.objects.for_tenant(cast.union).values_list("act", flat=True)
    assert "exported" in acts


def test_while_names_are_locked_no_file_goes_out_and_that_is_said(cast, desk):
    person = named(cast, "Adèle Mensah")
    open_names(desk)
    freeze_names(tenant=cast.union, by=cast.coordinator)
    answer = desk.post(f"/en/union/people/{person.pk}/export/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/en/union/people/{person.pk}/"
    assert "All names are locked" in answer.content.decode()


def test_a_person_is_erased_by_typing_the_word(cast, desk):
    person = named(cast, "Adèle Mensah")
    address = f"/en/union/people/{person.pk}/erase/"
    assert desk.post(address, {"word": "yes"}).status_code == 422
    assert Identity.objects.for_participant(person).exists()
    done = desk.post(address, {"word": " Erase ", "reason": "She asked"}, follow=True)
    assert "Erased." in done.content.decode()
    assert not Identity.objects.for_participant(person).exists()


def test_the_names_of_a_training_go_after_its_date_is_typed(cast, desk):
    person = named(cast, "Adèle Mensah")
    RegistrationFactory(training=cast.training, participant=person)
    address = f"/en/union/trainings/{cast.training.pk}/destroy/"
    # Nothing is asked that is not kept.
    assert 'name="reason"' not in desk.get(address).content.decode()
    answer = desk.post(address, {"word": "2026-11-02"}, follow=True)
    assert "1 name was destroyed" in answer.content.decode()
    assert cast.training.registrations.count() == 1


def test_what_is_known_of_her_is_put_right_and_the_log_names_the_answers(cast, desk):
    person = ParticipantFactory(union=cast.union, sex="m", age_band="18-24")
    address = f"/en/union/people/{person.pk}/correct/"
    wrong = desk.post(address, {"sex": "elephant"})
    assert wrong.status_code == 422
    desk.post(address, {"sex": "f", "age_band": "18-24", "country": "BJ"})
    person.refresh_from_db()
    assert (person.sex, person.age_band, person.country) == ("f", "18-24", "BJ")
    page = words_of(desk, "log/")
    assert "put right what is known of somebody" in page
    assert "Sex, Country" in page
    entries = AuditEntry.objects.for_tenant(cast.union).filter(act="corrected")
    assert entries.get().reason == "sex, country"
    desk.post(address, {"sex": "f", "age_band": "18-24", "country": "BJ"})
    assert entries.count() == 1


def test_two_coordinators_unlock(cast, desk):
    second = Client()
    second.force_login(staff_of(cast.union, "coordinator"))
    desk.post("/en/union/names/", {"do": "lock"})
    for client, open_now in ((desk, False), (desk, False), (second, True)):
        answer = client.post("/en/union/names/", {"do": "key"}, follow=True)
        assert ("Lock all names now" in answer.content.decode()) is open_now


def test_inviting_sends_a_letter_and_the_role_ends_on_its_day(cast, desk, mailoutbox):
    day = timezone.localdate() + timedelta(days=90)
    desk.post(
        "/en/union/staff/",
        {"email": "new@example.org", "role": "trainer", "ends_on": day.isoformat()},
    )
    held = Membership.objects.get(user__email="new@example.org")
    assert (held.role, held.ends_on, held.union) == ("trainer", day, cast.union)
    assert [letter.to for letter in mailoutbox] == [["new@example.org"]]


def test_whoever_leaves_loses_roles_and_sessions_and_hands_over(cast, desk):
    other = staff_of(cast.union, "trainer")
    leaver = Client()
    leaver.force_login(cast.trainer)
    assert leaver.get("/en/accounts/kept/").status_code == 200
    desk.post(f"/en/union/staff/{cast.trainer.pk}/leaving/", {"trainings_to": other.pk})
    assert leaver.get("/en/accounts/kept/").status_code == 302
    cast.training.refresh_from_db()
    assert cast.training.trainer == other
    assert not Membership.objects.current().filter(user=cast.trainer).exists()


def test_the_log_as_a_table_has_no_formula(cast, desk):
    AuditEntry(
        tenant=cast.union, act="erased", by=cast.coordinator, reason="=HYPERLINK(1)"
    ).save()
    table = desk.get("/en/union/log/?format=csv").content.decode()
    assert "'=HYPERLINK(1)" in table
    assert harmless(12) == 12


def test_she_takes_along_all_that_is_kept_about_her(cast):
    person = named(cast, "Adèle Mensah")
    client = Client()
    client.force_login(person.user)
    answer = client.post("/en/accounts/everything/")
    assert "Adèle Mensah" in answer.content.decode()
