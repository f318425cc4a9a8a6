"""Asked on her own place: answered, put off, or refused for good."""

import pytest

from learning.catalogue.shelf import shelf
from learning.classroom.models import FollowUp
from tests.learning.classroom.afterwards import past_training, teach, was_there
from tests.learning.factories import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db
MY = "/en/my/"


@pytest.fixture
def cast():
    return past_training(title="Talking at work")


@pytest.fixture
def line(cast):
    return was_there(cast)


@pytest.fixture
def hers(client, line):
    client.force_login(line.participant.user)
    return client


def address(line):
    return f"{MY}follow-up/{line.pk}/"


def test_she_is_asked_answers_and_is_asked_no_more(hers, cast, line):
    page = hers.get(MY).content.decode()
    assert "Talking at work" in page
    assert address(line) in page
    form = hers.get(address(line)).content.decode()
    assert "<textarea" not in form
    assert 'type="text"' not in form
    told = {"used": "yes", "purposes": ["safety"], "results": ["case", "rule"]}
    assert hers.post(address(line), told)["Location"] == MY
    said = FollowUp.objects.for_tenant(cast.union).get()
    assert (said.months, said.results, said.keyed_in_by) == (3, ["case", "rule"], None)
    assert address(line) not in hers.get(MY).content.decode()


@pytest.mark.parametrize("do", ["later", "never"])
def test_later_and_never(hers, cast, line, do):
    assert hers.post(address(line), {"do": do})["Location"] == MY
    assert address(line) not in hers.get(MY).content.decode()
    assert hers.get(address(line)).status_code == (200 if do == "later" else 404)
    assert not FollowUp.objects.for_tenant(cast.union).exists()


@pytest.mark.parametrize(
    "wrong", [{}, {"used": "x"}, {"used": "yes", "purposes": ["\x00"]}]
)
def test_what_is_missing_is_said(hers, cast, line, wrong):
    answer = hers.post(address(line), wrong)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not FollowUp.objects.for_tenant(cast.union).exists()


def test_a_training_nobody_should_be_seen_with_is_only_a_month(hers, cast):
    shelf.forget()
    module = ModuleFactory(neutral_title="Module D9")
    LessonFactory(module=module)
    teach(cast, module)
    page = hers.get(MY).content.decode()
    assert "You were at a training in" in page
    assert "Talking at work" not in page


def test_somebody_elses_line_is_not_there(client, cast, line):
    other = was_there(cast)
    client.force_login(other.participant.user)
    assert client.post(address(line), {"used": "yes"}).status_code == 404
    client.force_login(cast.trainer)
    assert client.get(address(line)).status_code == 404
