"""The coordinator withdraws a certificate of one of her own people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.catalogue.shelf import shelf
from learning.certificates.actions import (
    choose_wording,
    issue_certificate,
    issue_participation,
    revoke,
)
from learning.certificates.codes import code_of
from learning.members.models import AuditEntry
from learning.models import Certificate
from learning.progress.actions.events import close_attempt, open_attempt
from learning.safekeeping.merging import merge
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    RegistrationFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def person(cast):
    return ParticipantFactory(union=cast.union)


def taken_part(cast, person, title):
    line = RegistrationFactory(
        training=TrainingFactory(union=cast.union, title=title), participant=person
    )
    return issue_participation(
        registration=line, minutes=300, is_discreet=False, by=cast.trainer
    )


def page_of(desk, person) -> str:
    answer = desk.get(f"/en/union/people/{person.pk}/")
    return " ".join(answer.content.decode().split())


def address_of(certificate) -> str:
    return f"/en/union/certificates/{certificate.pk}/"


def test_from_her_page_to_withdrawn(cast, person, desk, client):
    paper = taken_part(cast, person, "Talking with the boss")
    other = taken_part(cast, person, "Counting votes")
    assert address_of(paper) in page_of(desk, person)
    page = desk.get(address_of(paper)).content.decode()
    assert "Talking with the boss" in page
    assert person.user.sign_in_name in page
    answer = desk.post(address_of(paper), {"reason": " Given out twice. "}, follow=True)
    told = answer.content.decode()
    assert answer.redirect_chain == [(f"/en/union/people/{person.pk}/", 302)]
    assert "Whoever checks the paper is told so" in told
    assert address_of(paper) not in told
    assert address_of(other) in told
    checked = client.get(f"/en/verify/{code_of(paper.pk)}/").content.decode()
    assert "Revoked" in checked
    noted = AuditEntry.objects.for_tenant(cast.union).get(act="corrected")
    assert (noted.thing, noted.thing_id) == ("certificate", paper.pk)
    assert (noted.by, noted.reason) == (cast.coordinator, "Given out twice.")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_without_a_reason_nothing_is_withdrawn(cast, person, desk, reason):
    paper = taken_part(cast, person, "Counting votes")
    answer = desk.post(address_of(paper), {"reason": reason})
    assert answer.status_code == 422
    assert Certificate.objects.for_participant(person).get().revoked_at is None


def test_what_another_coordinator_withdrew_keeps_its_first_reason(cast, person, desk):
    paper = taken_part(cast, person, "Counting votes")
    revoke(certificate=paper, reason="The first", by=None)
    answer = desk.post(address_of(paper), {"reason": "The second"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The first" in page
    assert 'name="reason"' not in page


def test_what_an_entry_holds_that_was_joined_to_hers_is_hers(cast, person, desk):
    double = ParticipantFactory(union=cast.union)
    paper = taken_part(cast, double, "Counting votes")
    merge(participant=double, into=person, by=cast.coordinator)
    assert address_of(paper) in page_of(desk, person)
    answer = desk.post(address_of(paper), {"reason": "A mistake"})
    assert answer["Location"] == f"/en/union/people/{person.pk}/"


def passed(person, title, neutral_title=""):
    """A certificate of a module; the holder has its real title on the paper."""
    module = ModuleFactory(title=title, neutral_title=neutral_title)
    test = LessonFactory(module=module, kind="final_test")
    attempt = open_attempt(
        participant=person, lesson_key=test.key, version=1, by=person.user
    )
    close_attempt(
        attempt=attempt, percent=90, passed=True, language="en", by=person.user
    )
    paper = issue_certificate(attempt=attempt, language="en", by=person.user)
    choose_wording(
        certificate=paper,
        title="plain",
        shows_union=True,
        name_check_is_on=False,
        by=person.user,
    )
    return paper


def test_what_nobody_should_be_seen_with_is_not_there(person, desk):
    shown, hidden = passed(person, "Talking"), passed(person, "Violence", "Module four")
    page = page_of(desk, person)
    assert "Talking" in page
    assert address_of(shown) in page
    assert address_of(hidden) not in page
    assert "Violence" not in page
    assert "Module four" not in page
    for answer in (
        desk.get(address_of(hidden)),
        desk.post(address_of(hidden), {"reason": "Because"}),
    ):
        assert answer.status_code == 404
    assert Certificate.unscoped.get(pk=hidden.pk).revoked_at is None


def test_of_another_union_it_is_not_there(cast, desk):
    other = a_training()
    paper = taken_part(other, ParticipantFactory(union=other.union), "Elsewhere")
    for answer in (
        desk.get(address_of(paper)),
        desk.post(address_of(paper), {"reason": "Mine now"}),
    ):
        assert answer.status_code == 404
    assert Certificate.objects.for_tenant(other.union).get().revoked_at is None


def test_queries_do_not_grow_with_the_list(
    cast, person, desk, django_assert_num_queries
):
    taken_part(cast, person, "One")
    page_of(desk, person)  # the catalogue is read once, whoever asks first
    with CaptureQueriesContext(connection) as few:
        page_of(desk, person)
    for title in ("Two", "Three"):
        taken_part(cast, person, title)
    with django_assert_num_queries(len(few)):
        page_of(desk, person)
