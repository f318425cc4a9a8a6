"""A trainer chooses a list, looks at what was understood, and reads it in."""

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learning.classroom.models import Registration, RosterImport, Training
from learning.members.actions.freezing import freeze_names
from learning.members.models import AuditEntry, Membership
from learning.trainer_desk.roster_words import masked
from tests.access_world import staff
from tests.learning.classroom.cast import a_training
from tests.learning.classroom.rosters.ugly import french
from tests.learning.factories import ModuleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "Nom;Sexe;Âge\nAwa Zongo;F;28\nKoffi Yao;M;41\n".encode()
SHEET = {"kind": "sheet", "version": "1", "agreed_on": "2025-03-05"}


@pytest.fixture
def cast(client):
    cast = a_training()
    cast.trainer = staff("ausbilderin")
    Membership.objects.create(user=cast.trainer, union=cast.union, role="trainer")
    cast.training.trainer = cast.trainer
    cast.training.save()
    client.force_login(cast.trainer)
    return cast


def choose(client, cast, content=LIST, name="liste.csv"):
    return client.post(
        f"/en/trainings/{cast.training.pk}/lists/",
        {"file": SimpleUploadedFile(name, content)},
    )


def address(roster, name="roster") -> str:
    return reverse(f"trainer_desk:{name}", args=[roster.training_id, roster.pk])


def begun(client, cast, content=LIST) -> RosterImport:
    choose(client, cast, content)
    return RosterImport.objects.for_tenant(cast.union).get()


def words(response) -> str:
    """What a person reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_from_the_file_to_the_people_and_back(client, cast):
    roster = begun(client, cast)
    assert "2 people come in" in words(client.get(address(roster)))
    client.post(address(roster, "roster_bring_in"), SHEET)
    assert "2 people of the list are in" in words(client.get(address(roster)))
    client.post(address(roster, "roster_take_back"))
    assert "The list was taken back" in words(client.get(address(roster)))
    assert not Registration.objects.for_tenant(cast.union).exists()


def test_names_are_masked_until_they_are_opened(client, cast):
    roster = begun(client, cast)
    pages = (address(roster), address(roster, "roster_rows") + "?all=1")
    for page in pages:
        text = words(client.get(page))
        assert "A•• Z••••" in text
        assert "Zongo" not in text
    Training.objects.for_tenant(cast.union).update(ends_on="2099-01-01")
    session = client.session
    session["names_opened_at"] = int(time.time())
    session.save()
    for page in pages:
        assert "Awa Zongo" in words(client.get(page))
    assert AuditEntry.objects.for_tenant(cast.union).get().act == "looked"


def test_a_wrong_guess_is_corrected(client, cast):
    roster = begun(client, cast, b"Wer;Was\nAwa Zongo;V\nKoffi Yao;V\n")
    # First where the headings are, then what is below them, then what it means.
    fields = {"header": "1", "column-0": "name", "column-1": "sex"}
    for given in (fields, fields, fields | {"sex-0": "f"}):
        client.post(address(roster, "roster_correct"), given)
    assert "2 · 0 · 0" in words(client.get(address(roster)))


def test_a_row_that_is_not_there(client, cast):
    roster = begun(client, cast)
    response = client.post(address(roster, "roster_correct"), {"header": "99"})
    assert response.status_code == 422
    assert "There is no such row" in words(response)


def test_rows_that_need_a_look(client, cast):
    roster = begun(client, cast, french())
    rows = address(roster, "roster_rows")
    text = words(client.get(rows))
    assert "Nobody has this date of birth" in text
    assert "Reads like row 6" in text
    assert "07 08" not in text
    client.post(rows, {"row-10": "take", "row-x": "take", "row-7": "nonsense"})
    assert "9 people come in" in words(client.get(address(roster)))


def test_nobody_comes_in_without_an_answer_about_names(client, cast):
    roster = begun(client, cast)
    for given, said in (
        ({}, "Choose one. If you do not know"),
        ({"kind": "sheet", "version": "1"}, "Say on which day they agreed."),
        (SHEET | {"agreed_on": "2999-01-01"}, "Choose a day that has been."),
        (SHEET | {"agreed_on": "31/02/2025"}, "Write the day like this"),
    ):
        response = client.post(address(roster, "roster_bring_in"), given)
        assert response.status_code == 422
        assert said in words(response)
    assert not Registration.objects.for_tenant(cast.union).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG not a list", "This is not a list we can read"),
        (b"Nom;Sexe\n" + b"Awa;F\n" * 5400, "more than 5,000 rows"),
        (b" \n", "There is nothing in this file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client, cast, content, said):
    roster = begun(client, cast, content)
    assert said in words(client.get(address(roster)))


def test_no_file_and_an_empty_file(client, cast):
    page = f"/en/trainings/{cast.training.pk}/lists/"
    assert "Choose a file first" in words(client.post(page, {}))
    assert "This file is empty" in words(choose(client, cast, b""))


def test_too_large_is_refused_before_it_is_read(client, cast):
    """Nothing of the body is touched: it says 200 MB and has nothing in it."""
    for length in ("209715200", "nonsense"):
        response = client.generic(
            "POST",
            f"/en/trainings/{cast.training.pk}/lists/",
            b"",
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=length,
        )
        assert response.status_code == 413
        assert "larger than 5 MB" in words(response)


def test_a_form_from_elsewhere_is_refused(cast):
    """The size is looked at before the token, and the token still is."""
    from django.test import Client  # noqa: PLC0415 -- with its checks switched on

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.trainer)
    assert choose(strict, cast).status_code == 403


def test_a_training_of_before_is_declared(client, cast):
    module = ModuleFactory()
    fields = {
        "union": str(cast.union.pk),
        "title": "Négociation 2024",
        "modules": [str(module.key)],
        "first_day": "2024-03-04",
        "last_day": "2024-03-06",
        "hours": "18",
        "place": "Bouaké",
        "method": "Signed sheets of each day",
    }
    wrong = client.post("/en/trainings/earlier/", fields | {"last_day": "2024-02-01"})
    assert wrong.status_code == 422
    client.post(
        "/en/trainings/earlier/", fields | {"file": SimpleUploadedFile("a.csv", LIST)}
    )
    declared = Training.objects.for_tenant(cast.union).get(evidence="declared")
    assert [str(declared.starts_on), declared.sessions.count()] == ["2024-03-04", 3]
    roster = RosterImport.objects.for_tenant(cast.union).get(training=declared)
    client.post(address(roster, "roster_bring_in"), SHEET | {"was_there": "on"})
    assert declared.registrations.count() == 2
    assert "Take the list back" in words(client.get(address(roster)))


def test_as_many_queries_for_three_lists_as_for_one(
    client, cast, django_assert_num_queries
):
    page = f"/en/trainings/{cast.training.pk}/lists/"
    begun(client, cast)
    client.get(page)
    with django_assert_num_queries(QUERIES):
        client.get(page)
    choose(client, cast)
    choose(client, cast)
    with django_assert_num_queries(QUERIES):
        client.get(page)


QUERIES = 9


def test_putting_a_list_away_leaves_nothing(client, cast):
    roster = begun(client, cast)
    client.post(address(roster, "roster_discard"))
    assert not RosterImport.objects.for_tenant(cast.union).exists()
    assert client.get(address(roster)).status_code == 404


def test_masking():
    assert masked("Awa Zongo") == "A•• Z••••"
    assert masked("") == ""


def test_while_names_are_locked_a_list_waits_and_none_is_taken(client, cast):
    roster = begun(client, cast)
    freeze_names(tenant=cast.union, by=cast.coordinator)
    sealed = bytes(roster.sealed)
    for response in (
        client.get(address(roster)),
        client.get(address(roster, "roster_rows"), follow=True),
        client.post(address(roster, "roster_rows"), {"row-2": "leave"}, follow=True),
        client.post(address(roster, "roster_correct"), {"header": "1"}, follow=True),
        client.post(address(roster, "roster_bring_in"), SHEET, follow=True),
    ):
        text = words(response)
        assert "This list waits" in text
        assert "All names of your union are locked" in text
        assert "A••" not in text
    roster.refresh_from_db()
    assert (roster.state, bytes(roster.sealed)) == ("understood", sealed)
    page = f"/en/trainings/{cast.training.pk}/lists/"
    assert "All names of your union are locked" in words(client.get(page))
    refused = choose(client, cast)
    assert refused.status_code == 422
    assert "All names of your union are locked" in words(refused)
    assert RosterImport.objects.for_tenant(cast.union).count() == 1


def test_a_training_of_before_is_not_planned_by_half_while_names_are_locked(
    client, cast
):
    freeze_names(tenant=cast.union, by=cast.coordinator)
    before = Training.objects.for_tenant(cast.union).count()
    response = client.post(
        "/en/trainings/earlier/",
        {
            "union": str(cast.union.pk),
            "title": "Last year",
            "modules": [str(ModuleFactory().key)],
            "first_day": "2024-03-04",
            "last_day": "2024-03-06",
            "hours": "18",
            "place": "Bouaké",
            "method": "Signed sheets",
            "file": SimpleUploadedFile("liste.csv", LIST),
        },
    )
    assert response.status_code == 422
    assert "All names of your union are locked" in words(response)
    assert "Last year" in response.content.decode()
    assert Training.objects.for_tenant(cast.union).count() == before
