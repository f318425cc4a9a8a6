"""A coordinator tells what came of it."""

import pytest

from learning.classroom.models import FollowUp
from learning.reports.models import Outcome
from tests.learning.classroom.afterwards import past_training, was_there
from tests.learning.classroom.cast import a_training
from tests.learning.reports.cast import told_by

pytestmark = pytest.mark.django_db
HERE = "/en/union/outcomes/"
FIELDS = {
    "kind": "agreement",
    "title": "Night transport",
    "parties": "FNEA, Bénin Textile SA",
    "step": "agreement",
    "level": "company",
    "country": "BJ",
    "starts_on": "2026-03-02",
    "women": "120",
    "covered_by_source": "the pay roll",
    "contribution": "The trained committee asked for it.",
    "known_how": "Minutes of the talks.",
    "evidence_link": "example.org/agreement.pdf",
}


def test_a_record_is_told_moved_and_corrected(cast, desk):
    told = FIELDS | {"union": cast.union.pk, "trainings": [cast.training.pk]}
    desk.post(f"{HERE}new/", told)
    record = Outcome.objects.for_tenant(cast.union).get()
    assert record.evidence_link == "https://example.org/agreement.pdf"
    address = f"{HERE}{record.pk}/"
    desk.post(
        address, {"step": "monitoring", "moved_on": "2026-06-01", "note": "Visit"}
    )
    page = desk.get(address).content.decode()
    assert "Visit" in page
    assert page.count('class="now"') == 1
    assert "night" in desk.get(HERE).content.decode().lower()
    desk.post(f"{address}change/", told | {"title": "Buses at night"})
    record.refresh_from_db()
    assert (record.title, record.step) == ("Buses at night", "monitoring")
    desk.post(f"{address}withdraw/")
    assert "withdrawn" in desk.get(HERE).content.decode()
    desk.post(f"{address}withdraw/", {"do": "back"})
    record.refresh_from_db()
    assert record.withdrawn_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"starts_on": "2038-01-19"},
        {"ends_on": "2020-01-01"},
        {"women": "many"},
        {"covered_by_source": ""},
        {"evidence_link": "javascript:alert(1)"},
        {"trainings": ["nonsense"]},
        {"union": "nonsense"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast, desk, wrong):
    answer = desk.post(f"{HERE}new/", FIELDS | {"union": cast.union.pk} | wrong)
    assert answer.status_code == 422
    assert not Outcome.objects.for_tenant(cast.union).exists()


def test_trainings_and_records_of_others_are_not_there(cast, desk):
    other = a_training()
    told = FIELDS | {"union": cast.union.pk, "trainings": [other.training.pk]}
    assert desk.post(f"{HERE}new/", told).status_code == 422
    record = told_by(other)
    for address in ("", "change/"):
        assert desk.get(f"{HERE}{record.pk}/{address}").status_code == 404
    assert desk.post(f"{HERE}{record.pk}/withdraw/").status_code == 404


def test_answers_afterwards_lead_to_a_record(cast, desk):
    past = past_training(union=cast.union)
    for result in ("agreement", "nothing", "nothing", "nothing", "agreement"):
        line = was_there(past, account=False)
        FollowUp(
            tenant=cast.union,
            registration=line,
            months=3,
            used="yes",
            results=[result],
        ).save()
    assert "something came of a training" in desk.get("/en/union/").content.decode()
    assert "2 people say that it led to this" in desk.get(HERE).content.decode()
    link = f"{HERE}new/?kind=agreement&training={past.training.pk}"
    page = desk.get(link).content.decode()
    assert f'value="{past.training.pk}" id="id_trainings_' in page
    assert "checked" in page
    assert desk.get(f"{HERE}new/?kind=x&training=x").status_code == 200


def test_queries_do_not_grow(cast, desk, django_assert_num_queries):
    for more in (1, 2):
        for _each in range(more):
            told_by(cast)
        with django_assert_num_queries(7):
            desk.get(HERE)
