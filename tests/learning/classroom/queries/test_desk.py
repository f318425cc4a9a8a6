"""What has changed since she last taught: on the trainer's desk, module by module."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone, translation

from learning.catalogue.actions import record_fact
from learning.catalogue.facts import FactChange, FactText
from learning.catalogue.shelf import shelf
from learning.classroom.queries.desk import facts_changed_since
from learning.models import Membership
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    UnionFactory,
    UserFactory,
)

FACT = uuid4()
BODY = {
    "key": "law",
    "value": "26 July 2028",
    "statement": "It applies from 26 July 2028.",
    "jurisdiction": "EU",
    "instrument": "Directive",
    "as_of": "2026-11-22",
    "source": "A book",
    "confidence": "high",
}


@pytest.fixture(autouse=True)
def _fresh():
    shelf.forget()
    with translation.override("en"):
        yield
    shelf.forget()


@pytest.fixture
def union(db):
    return UnionFactory(slug="ctb")


@pytest.fixture
def lesson(db):
    return LessonFactory(module=ModuleFactory(slug="talks"), slug="first")


@pytest.fixture
def trainer(union, client):
    user = UserFactory(sign_in_name="trainer-9", email="trainer@example.org")
    TOTP.activate(user, generate_totp_secret())
    Membership.objects.create(user=user, union=union, role="trainer")
    client.force_login(user)
    return client


def say(lesson, language="en", fact=FACT, **changed):
    return record_fact(
        fact=fact,
        key="law",
        owner_id=None,
        language=language,
        is_original=language == "en",
        body=BODY | changed,
        lessons=[str(lesson.key)],
    )


def told(union, language="en", days=365):
    day = timezone.localdate() - timedelta(days=days)
    return [
        (title, [(each.before["value"], each.after["value"]) for each in facts])
        for title, facts in facts_changed_since(day, tenants=[union], language=language)
    ]


# --- what is written down ------------------------------------------------------------


def test_first_words_are_no_change_and_saying_the_same_is_none(lesson):
    assert say(lesson) == {}
    assert say(lesson) == {}
    assert FactText.objects.count() == 1
    assert not FactChange.objects.exists()


def test_a_change_shows_in_every_language_what_is_not_changed_stays_translated(lesson):
    say(lesson)
    say(lesson, "fr", value="26 juillet 2028", statement="À partir du 26 juillet 2028.")
    changed = say(lesson, value="26 July 2029")
    assert changed["fr"]["before"]["value"] == "26 juillet 2028"
    assert changed["fr"]["after"]["value"] == "26 July 2029"
    assert changed["fr"]["after"]["statement"] == "À partir du 26 juillet 2028."
    assert changed["en"]["is_news"]


def test_a_translation_follows_its_change(lesson, union):
    say(lesson)
    say(lesson, "fr", value="26 juillet 2028")
    say(lesson, value="26 July 2029")
    assert not say(lesson, "fr", value="26 juillet 2029")["fr"]["is_news"]
    assert told(union, "fr") == [
        (told(union)[0][0], [("26 juillet 2028", "26 juillet 2029")])
    ]
    assert FactChange.objects.count() == 1


def test_a_later_check_is_told_to_readers_and_is_no_news(lesson):
    say(lesson)
    changed = say(lesson, as_of="2026-12-01", confidence="medium", source="A paper")
    assert not changed["en"]["is_news"]
    assert not FactChange.objects.exists()


# --- what is told ----------------------------------------------------------------------


def test_two_changes_are_told_as_one_and_what_was_taken_back_is_not_told(lesson, union):
    say(lesson)
    say(lesson, value="never")
    say(lesson, value="26 July 2029")
    ((_title, changes),) = told(union)
    assert changes == [("26 July 2028", "26 July 2029")]
    say(lesson)
    assert told(union) == []


def test_what_changed_before_that_day_is_not_told(lesson, union):
    say(lesson)
    say(lesson, value="26 July 2029")
    FactChange.objects.update(created_at=timezone.now() - timedelta(days=100))
    assert told(union, days=99) == []
    assert len(told(union, days=101)) == 1


def test_modules_of_another_union_are_not_told(union):
    other = UnionFactory(slug="fnec")
    module = ModuleFactory(slug="ours", audience="union", owner=other)
    secret = LessonFactory(module=module, slug="first")
    say(secret)
    say(secret, value="26 July 2029")
    assert told(union) == []
    assert len(told(other)) == 1


def test_telling_takes_one_query_whatever_the_number(
    lesson, union, django_assert_num_queries
):
    for _ in range(3):
        fact = uuid4()
        say(lesson, fact=fact)
        say(lesson, fact=fact, value="26 July 2029")
    shelf.index()
    with django_assert_num_queries(1):
        assert len(told(union)[0][1]) == 3


# --- the desk ---------------------------------------------------------------------------


def test_the_desk_shows_from_what_to_what_and_the_day(trainer, lesson):
    say(lesson)
    say(lesson, value="26 July 2029", statement="<b>It applies later.</b>")
    page = trainer.get("/en/trainings/").content.decode()
    assert "<del>26 July 2028</del> → <strong>26 July 2029</strong>" in page
    assert "&lt;b&gt;It applies later." in page
    assert "November 22, 2026" in page


def test_the_day_can_be_chosen(trainer, lesson):
    say(lesson)
    say(lesson, value="26 July 2029")
    FactChange.objects.update(created_at=timezone.now() - timedelta(days=100))
    early = timezone.localdate() - timedelta(days=120)
    late = timezone.localdate() - timedelta(days=10)
    assert b"26 July 2029" in trainer.get(f"/en/trainings/?since={early}").content
    page = trainer.get(f"/en/trainings/?since={late}").content.decode()
    assert "26 July 2029" not in page
    assert "No fact in your modules has changed" in page


@pytest.mark.parametrize(
    "since", ["yesterday", "2026-13-40", "0001-01-01", "9999-12-31", "x" * 5000, "\x00"]
)
def test_a_day_that_is_none_is_answered_in_words(trainer, since):
    answer = trainer.get("/en/trainings/", {"since": since})
    assert answer.status_code == 400
    assert b'class="error"' in answer.content


def test_a_day_of_long_ago_is_not_asked_of_the_database(trainer):
    assert trainer.get("/en/trainings/?since=2020-01-01").status_code == 200
    assert date(2020, 1, 1) < timezone.localdate()
