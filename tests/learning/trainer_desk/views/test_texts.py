"""Messages to copy: short, neutral, in the language of those who get them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.catalogue.shelf import shelf
from learning.classroom.actions.joining import put_up_code
from learning.members import codes
from learning.members.actions import make_join_code
from tests.learning.classroom.afterwards import past_training, teach
from tests.learning.classroom.cast import a_training
from tests.learning.factories import LessonFactory, ModuleFactory, ParticipantFactory

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)
    shelf.forget()


@pytest.fixture
def cast():
    return a_training(title="Talking at work", language="fr")


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.trainer)
    return client


def messages(desk, cast, **asked):
    answer = desk.get(f"/en/trainings/{cast.training.pk}/messages/", asked)
    told = [*answer.context["texts"], answer.context["lesson_text"]]
    return {text.name: text for text in told if text}


def test_in_the_language_of_the_training_unless_she_chooses(cast, desk):
    assert messages(desk, cast)["reminder"].language == "fr"
    code = put_up_code(training=cast.training, by=cast.trainer)
    said = messages(desk, cast)["invitation"].words
    assert f"{SITE}/fr/join/{code.code}/" in said
    said = messages(desk, cast, **{"in": "es"})
    assert "2 de noviembre de 2026, Cotonou" in said["invitation"].words
    assert f"{SITE}/es/join/" in said["invitation"].words
    assert codes.in_halves(code.code) in said["invitation"].words
    assert messages(desk, cast, **{"in": "xx"})["reminder"].language == "fr"


def test_come_back_to_the_lesson_she_chooses(cast, desk):
    module = ModuleFactory(slug="talks")
    first, second = LessonFactory(module=module), LessonFactory(module=module)
    teach(cast, module)
    assert f"/fr/modules/talks/{first.slug}/" in messages(desk, cast)["come-back"].words
    said = messages(desk, cast, lesson=str(second.key))["come-back"].words
    assert f"/fr/modules/talks/{second.slug}/" in said
    assert messages(desk, cast, lesson="\x00")["come-back"]


def test_what_nobody_should_be_seen_with_is_not_named(cast, desk):
    module = ModuleFactory(slug="d9", title="Harassment", neutral_title="Module D9")
    lesson = LessonFactory(module=module, slug="telling", title="Telling (en)")
    teach(cast, module)
    said = "\n".join(text.words for text in messages(desk, cast).values())
    for word in ("Telling (en)", lesson.slug, "Harassment", "Talking at work"):
        assert word not in said
    assert "Module D9 · 1" in said


def test_no_message_names_the_union(cast, desk):
    cast.union.name = "Syndicat Libre"
    cast.union.save()
    teach(cast, LessonFactory())
    put_up_code(training=cast.training, by=cast.trainer)
    for text in messages(desk, cast).values():
        assert "Syndicat Libre" not in text.words


def test_the_home_code_has_its_message(cast, desk):
    cast.union.name = "Syndicat Libre"
    cast.union.save()
    code = make_join_code(
        union=cast.union, expires_at=timezone.now() + timedelta(days=9), by=cast.trainer
    )
    page = desk.get("/en/trainings/at-home/", {"in": "fr"}).content.decode()
    said = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert f"{SITE}/fr/join/{code.code}/" in said
    assert "Syndicat Libre" not in said


def test_a_reset_code_stands_alone_in_its_message(cast, desk):
    person = ParticipantFactory(union=cast.union, user__language="fr")
    name = person.user.sign_in_name
    answer = desk.post("/en/accounts/reset/", {"sign_in_name": name})
    code, texts = answer.context["code"], answer.context["texts"]
    assert texts[0].language == "fr"
    assert f"{SITE}/fr/accounts/recover/" in texts[0].words
    for text in texts:
        assert code in text.words
        assert name not in text.words
        assert cast.union.name not in text.words


@pytest.mark.parametrize("where", ["joining", "close/later", "follow-up"])
def test_messages_stand_where_they_are_needed(client, where):
    cast = past_training()
    put_up_code(training=cast.training, by=cast.trainer, days=200)
    client.force_login(cast.trainer)
    page = client.get(f"/en/trainings/{cast.training.pk}/{where}/").content.decode()
    assert "readonly" in page
    assert "data-copy hidden" in page
