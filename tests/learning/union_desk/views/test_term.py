"""A coordinator chooses how long names are kept, and sees beforehand how many go."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.cldr import day
from learning.members.actions import name_participant
from learning.members.actions.terms import choose_term
from learning.members.models import Identity, Membership, NamesTerm
from learning.members.queries import term_of
from learning.safekeeping.term import months_later
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import PASSWORD, ParticipantFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/union/names/term/"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def names(cast, number: int, *, ago: int):
    """So many people, named so many months ago."""
    for _ in range(number):
        person = ParticipantFactory(union=cast.union, user=None)
        name_participant(
            participant=person, name="Awa Diallo", basis="sheet", by=cast.trainer
        )
        written_on = months_later(timezone.localdate(), -ago)
        Identity.objects.for_participant(person).update(
            changed_at=f"{written_on}T12:00Z"
        )


def test_a_new_union_is_told_and_confirms(cast, desk):
    says = "Names are kept 24 months after somebody's last training. Is it right?"
    assert says in desk.get("/en/union/", follow=True).text.replace("&#x27;", "'")
    assert "Every new union begins like this." in desk.get(PAGE).text
    done = desk.post(PAGE, {"months": "24"}, follow=True)
    assert "Names are kept 24 months after" in done.text
    assert term_of(cast.union).chosen_by == cast.coordinator
    assert says not in desk.get("/en/union/").text.replace("&#x27;", "'")


def test_a_union_that_never_chose_is_asked_where_it_has_names(cast, desk):
    term_of(cast.union).delete()
    says = "Nobody has decided yet"
    assert says not in desk.get("/en/union/").text
    names(cast, 1, ago=60)
    assert says in desk.get("/en/union/").text
    assert says in desk.get(PAGE).text
    assert says in desk.get("/en/union/names/").text


def test_she_sees_beforehand_how_many_go(cast, desk):
    names(cast, 2, ago=13)
    names(cast, 1, ago=1)
    page = desk.get(PAGE).text
    assert "12 months: 2 of 3 names go within 30 days" in page
    assert "24 months: no name goes within 30 days" in page
    page = desk.get(PAGE, {"months": "12"}).text
    assert f"on {day(in_days(30))}: 2 people&#x27;s names" in page or (
        f"on {day(in_days(30))}: 2 people's names" in page
    )
    assert term_of(cast.union).months == 24


def test_a_shorter_term_needs_the_word_and_tells_everybody(cast, desk):
    names(cast, 2, ago=13)
    for word in ({}, {"word": "yes"}):
        wrong = desk.post(PAGE, {"months": "12", **word})
        assert wrong.status_code == 422
    assert term_of(cast.union).months == 24
    desk.post(PAGE, {"months": "12", "word": f"  {cast.union.name.upper()} "})
    assert term_of(cast.union).months == 12

    second = Client()
    second.force_login(staff_of(cast.union, "coordinator"))
    says = f"2 people's names will be destroyed, the first on {day(in_days(30))}"
    assert says in second.get("/en/union/").text.replace("&#x27;", "'")
    # She takes it back without a word, and nothing goes.
    second.post(PAGE, {"months": "24"})
    assert says not in second.get("/en/union/").text.replace("&#x27;", "'")


def test_a_longer_term_says_that_nothing_comes_back(cast, desk):
    page = desk.get(PAGE, {"months": "36"}).text
    assert "do not come back" in page
    assert "Type “" not in page
    desk.post(PAGE, {"months": "36"})
    assert term_of(cast.union).months == 36


@pytest.mark.parametrize("months", ["", "7", "-6", "twelve", "9" * 400, "\0"])
def test_other_terms_are_refused_and_nothing_changes(cast, desk, months):
    for answer in (
        desk.get(PAGE, {"months": months}),
        desk.post(PAGE, {"months": months, "word": cast.union.name}),
        desk.post(PAGE),
    ):
        assert answer.status_code == 422
        assert "Choose one of the" in answer.text
    assert term_of(cast.union).chosen_at is None


def test_somebody_was_quicker(cast, desk):
    """Between her look and her yes the other one has chosen a longer term."""
    choose_term(tenant=cast.union, months=6, by=cast.coordinator, confirmed=True)
    choose_term(tenant=cast.union, months=36, by=cast.coordinator)
    wrong = desk.post(PAGE, {"months": "12"})  # longer than 6, shorter than 36
    assert wrong.status_code == 422
    assert "Type “" in wrong.text
    assert term_of(cast.union).months == 36


def test_a_page_left_open_for_the_one_union_does_nothing_to_the_other(cast, desk):
    other = a_training()
    Membership.objects.create(
        user=cast.coordinator, union=other.union, role="coordinator"
    )
    desk.get(f"/en/union/?tenant={other.union.slug}")
    desk.post(PAGE, {"months": "36", "tenant": cast.union.slug})
    assert term_of(cast.union).months == 36
    assert term_of(other.union).months == 24


def test_the_log_says_it_in_words(cast, desk):
    desk.post(PAGE, {"months": "36"})
    page = desk.get("/en/union/log/").text
    assert "chose how long names are kept" in page
    assert "36 months" in page
    assert desk.get("/en/union/log/?format=csv").status_code == 200


def test_pages_ask_as_much_of_the_database_for_many(cast, desk):
    names(cast, 1, ago=13)
    NamesTerm.objects.for_tenant(cast.union).update(months=12)
    counted = []
    for _ in range(2):
        for address in (PAGE, "/en/union/"):
            with CaptureQueriesContext(connection) as asked:
                desk.get(address)
            counted.append(len(asked))
        names(cast, 3, ago=20)
    assert counted[:2] == counted[2:]


def test_her_file_says_until_when(cast, desk):
    names(cast, 1, ago=0)
    person = Identity.objects.for_tenant(cast.union).get().participant
    address = f"/en/union/people/{person.pk}/export/"
    desk.post("/en/accounts/names/", {"secret": PASSWORD})
    until = months_later(timezone.localdate(), 24)
    assert f"Your name is kept until {day(until)}" in desk.post(address).text
    term_of(cast.union).delete()
    assert "has not decided how long it keeps your name" in desk.post(address).text
    Identity.objects.for_tenant(cast.union).delete()
    assert "keeps your name" not in desk.post(address).text
