"""Closing the day for 28 people: seven steps, and then nothing changes silently."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from learning.classroom.actions.closing import count_smileys
from learning.classroom.actions.heads import count_heads
from learning.classroom.models import (
    Attendance,
    AttendanceMark,
    Attestation,
    Smileys,
    Training,
)
from learning.classroom.queries.on_paper import PaperQuestion
from learning.members.actions import name_participant
from learning.members.models import AuditEntry
from learning.models import Certificate
from learning.trainer_desk.forms.closing import PaperForm
from tests.learning.classroom.cast import a_training
from tests.learning.factories import PASSWORD, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)


@pytest.fixture
def cast():
    return a_training()


@pytest.fixture
def trainer(cast):
    client = Client()
    client.force_login(cast.trainer)
    return client


def step(cast, name: str) -> str:
    return f"/en/trainings/{cast.training.pk}/close/{name}/"


def a_class(cast, size: int) -> list:
    return [RegistrationFactory(training=cast.training) for _each in range(size)]


def stay(trainer, cast, lines, minutes=360):
    return trainer.post(step(cast, "stayed"), {str(each.pk): minutes for each in lines})


def test_seven_steps_close_the_day_of_28_people(cast, trainer):
    lines = a_class(cast, 28)
    left_early, away = lines[:2]
    stayed = {str(each.pk): 360 for each in lines}
    stayed |= {str(left_early.pk): 100, str(away.pk): 0}
    answer = trainer.post(step(cast, "stayed"), stayed)
    assert answer.url == step(cast, "smileys")
    assert Attendance.objects.for_tenant(cast.union).count() == 28

    answer = trainer.post(
        step(cast, "smileys"),
        {"useful-good": 20, "useful-middling": 5, "useful-bad": 1},
    )
    assert answer.url == step(cast, "test")
    counted = Smileys.objects.for_tenant(cast.union).get()
    assert (counted.good, counted.middling, counted.bad) == (20, 5, 1)

    paper = trainer.post(step(cast, "certificates"), {str(lines[5].pk): "Awa Adjovi"})
    assert len(PdfReader(BytesIO(paper.content)).pages) == 26
    assert paper["Content-Disposition"] == 'attachment; filename="certificates.pdf"'
    held = Certificate.objects.for_tenant(cast.union)
    assert held.count() == 26
    assert held.exclude(name_check="").count() == 1

    assert trainer.post(step(cast, "later")).url == step(cast, "evidence")
    for role in ("trainer", "class"):
        trainer.post(step(cast, "evidence"), {"role": role})
    stated = Attestation.objects.for_tenant(cast.union)
    assert {(row.people, row.minutes) for row in stated} == {(27, 26 * 360 + 100)}

    trainer.post(step(cast, "done"))
    cast.training.refresh_from_db()
    assert cast.training.state == Training.State.CLOSED
    acts = AuditEntry.objects.for_tenant(cast.union).values_list("act", flat=True)
    assert list(acts).count("closed") == 1


def test_who_has_no_account_is_called_by_number_in_the_readers_words(cast, trainer):
    a_class(cast, 1)
    page = trainer.get(step(cast, "stayed").replace("/en/", "/fr/")).content.decode()
    assert ">N°\N{NO-BREAK SPACE}1<" in page


def test_a_long_question_says_that_it_goes_on():
    long = PaperQuestion("module", "key", "How much is it? " * 20, "lesson", 1, "en")
    label = PaperForm(questions=[long]).fields["key"].label
    assert label.endswith("…")


def test_after_the_test_before_comes_the_test_after(cast, trainer):
    before = step(cast, "test") + "?test=pre"
    assert trainer.post(before, {"sheets": 20}).url == step(cast, "test")
    after = trainer.post(step(cast, "test"), {"sheets": 20})
    assert after.url == step(cast, "certificates")


@pytest.mark.parametrize(("days", "offers"), [(1, True), (15, False)])
def test_names_are_offered_for_the_paper_only_while_they_can_be_opened(
    cast, trainer, days, offers
):
    stay(trainer, cast, a_class(cast, 1))
    cast.training.ends_on = timezone.localdate() - timedelta(days=days)
    cast.training.starts_on = cast.training.ends_on
    cast.training.save()
    page = trainer.get(step(cast, "certificates")).content.decode()
    assert ("Fill in the names we know" in page) is offers


def test_printing_again_gives_the_same_certificates(cast, trainer):
    stay(trainer, cast, a_class(cast, 2))
    for _twice in range(2):
        trainer.post(step(cast, "certificates"), {})
    assert Certificate.objects.for_tenant(cast.union).count() == 2


def test_one_person_alone_cannot_close_a_register(cast, trainer):
    stay(trainer, cast, a_class(cast, 2))
    trainer.post(step(cast, "evidence"), {"role": "trainer"})
    answer = trainer.post(step(cast, "done"), follow=True)
    assert "First you and a second person" in answer.content.decode()
    cast.training.refresh_from_db()
    assert not cast.training.is_closed


def test_a_later_tick_asks_both_again(cast, trainer):
    lines = a_class(cast, 2)
    stay(trainer, cast, lines)
    for role in ("trainer", "class"):
        trainer.post(step(cast, "evidence"), {"role": role})
    stay(trainer, cast, lines[:1], minutes=10)
    page = trainer.get(step(cast, "evidence")).content.decode()
    assert "The register has changed since" in page


def test_what_stands_there_already_is_no_new_mark(cast, trainer):
    lines = a_class(cast, 2)
    stay(trainer, cast, lines)
    stay(trainer, cast, lines)
    assert AttendanceMark.objects.for_tenant(cast.union).count() == 2


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("stayed", {"minutes": "361"}),
        ("stayed", {"minutes": "-1"}),
        ("stayed", {"minutes": "all day"}),
        ("smileys", {"useful-good": "a lot"}),
        ("evidence", {"role": "pope"}),
    ],
)
def test_mistakes_are_told_and_nothing_is_stored(cast, trainer, name, typed):
    (line,) = a_class(cast, 1)
    if "minutes" in typed:
        typed = {str(line.pk): typed["minutes"]}
    answer = trainer.post(step(cast, name), typed)
    assert answer.status_code == 422
    assert not AttendanceMark.objects.for_tenant(cast.union).exists()


def test_no_more_smileys_than_people_who_were_there(cast, trainer):
    there, _away = a_class(cast, 2)
    typed = {"useful-good": 2, "useful-bad": 1, "clear-good": 1}
    page = words_of(trainer.post(step(cast, "smileys"), typed))
    assert "nobody stands in the register yet" in page
    stay(trainer, cast, [there])
    count_heads(training=cast.training, counts={("f", ""): 1}, by=cast.trainer)
    answer = trainer.post(step(cast, "smileys"), typed)
    assert answer.status_code == 422
    page = words_of(answer)
    assert "These are 3 smileys, and 2 people were there." in page
    assert 'name="useful-good" value="2"' in page
    assert not Smileys.objects.for_tenant(cast.union).exists()
    with pytest.raises(ValueError, match="More smileys"):
        count_smileys(
            training=cast.training,
            question="useful",
            good=2,
            middling=0,
            bad=1,
            by=cast.trainer,
        )
    answer = trainer.post(step(cast, "smileys"), typed | {"useful-bad": ""})
    assert answer.status_code == 302


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_names_known_are_filled_in_only_while_they_are_open(cast, trainer):
    cast.training.starts_on = cast.training.ends_on = timezone.localdate()
    cast.training.save()
    (line,) = a_class(cast, 1)
    stay(trainer, cast, [line])
    name_participant(
        participant=line.participant, name="Awa Adjovi", basis="sheet", by=cast.trainer
    )
    address = step(cast, "certificates")
    assert "Awa" not in trainer.get(address).content.decode()
    trainer.post("/en/accounts/names/", {"secret": PASSWORD})
    assert "Awa" in trainer.get(address).content.decode()
