"""The catalogue in memory: quick when warm, right a second after, never unbounded."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from learning.catalogue import actions
from learning.catalogue import shelf as room
from learning.catalogue.models import Generation, Spec
from learning.catalogue.shelf import Shelf
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    UnionFactory,
    activity,
    publish,
)

pytestmark = pytest.mark.django_db


class Clock:
    """Time that passes only when told to."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(room, "time", clock)
    return clock


@pytest.fixture
def lesson():
    return LessonFactory()


@pytest.fixture
def shelf(clock, lesson):
    """As in another process: it hears of a publication only by looking."""
    return Shelf()


# --- what is kept ----------------------------------------------------------------


def test_nothing_is_asked_when_warm(shelf, lesson, django_assert_num_queries):
    def read():
        assert shelf.module(lesson.module.slug).lessons[0].key == lesson.key
        assert shelf.lesson_spec(lesson.key, 1).kind == "lesson"
        assert shelf.text(lesson.key, 1, "en")["title"]

    with django_assert_num_queries(8):  # generation, five of the index, spec, text
        read()
    with django_assert_num_queries(0):
        read()


def test_it_looks_once_a_second(shelf, clock, django_assert_num_queries):
    shelf.index()
    clock.now += 0.9
    with django_assert_num_queries(0):
        shelf.index()
    clock.now += 0.2
    with django_assert_num_queries(1):
        shelf.index()
    with django_assert_num_queries(0):
        shelf.index()


def test_the_index_costs_five_queries_however_many_modules(
    shelf, clock, django_assert_num_queries
):
    for _ in range(5):
        LessonFactory()
    with django_assert_num_queries(6):
        assert len(shelf.index().modules) == 6


def test_a_publication_elsewhere_is_seen_a_second_later(shelf, clock, lesson):
    assert shelf.index().by_key[lesson.module_id].lessons[0].latest_version == 1
    shelf.text(lesson.key, 1, "en")
    publish(lesson, activities=[activity()])
    publish(lesson, activities=[activity()], title="Newest")
    assert shelf.index().by_key[lesson.module_id].lessons[0].latest_version == 1
    clock.now += 1.1
    (now,) = shelf.index().by_key[lesson.module_id].lessons
    assert (now.latest_version, now.shown_in("en").title) == (3, "Newest")


def test_words_changed_in_the_same_version_are_seen_too(shelf, clock, lesson):
    assert shelf.text(lesson.key, 1, "en")["title"] != "Better"
    publish(lesson, title="Better")
    clock.now += 1.1
    assert shelf.text(lesson.key, 1, "en")["title"] == "Better"


def test_looking_again_does_not_wait(shelf, lesson):
    shelf.index()
    newer = LessonFactory()
    assert newer.key not in shelf.index().published
    shelf.look_again()
    assert newer.key in shelf.index().published


def test_without_a_generation_it_is_simply_empty(clock, db):
    Generation.objects.all().delete()
    assert Shelf().index().modules == ()


def test_what_is_kept_is_bounded_and_the_latest_used_stays(shelf, monkeypatch):
    monkeypatch.setattr(room, "DOCUMENTS_KEPT", 3)
    made = []

    def get(name):
        return shelf.keep((name,), lambda: made.append(name) or name)

    for name in ("a", "b", "c", "a", "d", "a", "b"):
        assert get(name) == name
    assert made == ["a", "b", "c", "d", "b"]
    assert len(shelf._kept) == 3


def test_asking_for_what_there_is_not_pushes_nothing_out(shelf, lesson):
    shelf.lesson_spec(lesson.key, 1)
    for version in range(2, 30):
        assert shelf.lesson_spec(lesson.key, version) is None
        assert shelf.text(lesson.key, 1, f"x{version}") is None
    assert shelf.spec(uuid4(), 1) is None
    assert len(shelf._kept) == 2


def test_a_version_published_later_is_found_though_it_was_asked_for_before(
    shelf, lesson
):
    assert shelf.spec(lesson.key, 2) is None
    publish(lesson, activities=[activity()])
    assert shelf.spec(lesson.key, 2)["lesson"] == str(lesson.key)


def test_old_versions_can_be_read_for_good(shelf, lesson):
    publish(lesson, activities=[activity()])
    actions.withdraw_lesson(key=lesson.key)
    actions.raise_generation()
    assert len(shelf.lesson_spec(lesson.key, 1).activities) == 2


# --- what is shown ---------------------------------------------------------------


def test_a_language_falls_back_to_english_then_to_what_there_is(shelf, lesson):
    publish(lesson, language="fr")
    only_spanish = LessonFactory(language="es")
    by_key = {
        each.key: each for module in shelf.index().modules for each in module.lessons
    }
    assert by_key[lesson.key].shown_in("fr").language == "fr"
    assert by_key[lesson.key].shown_in("km").language == "en"
    assert by_key[only_spanish.key].shown_in("km").language == "es"


def test_the_words_of_a_module_fall_back_alike(shelf, lesson):
    module = lesson.module
    ModuleFactory(key=module.key, slug=module.slug, language="fr", title="En français")
    spanish = ModuleFactory(language="es", title="En español")
    shelf.forget()
    assert shelf.module(module.slug).text_in("fr")["title"] == "En français"
    assert shelf.module(module.slug).text_in("km")["title"] != "En français"
    assert shelf.module(spanish.slug).text_in("km")["title"] == "En español"


def test_what_is_withdrawn_is_hidden_and_still_known(shelf, lesson):
    kept = LessonFactory(module=lesson.module)
    actions.withdraw_lesson(key=lesson.key)
    (module,) = shelf.index().modules
    assert [each.key for each in module.lessons] == [kept.key]
    assert lesson.key not in shelf.index().module_of_lesson
    assert shelf.index().published[lesson.key].module_key == module.key
    actions.withdraw_module(key=module.key)
    shelf.forget()
    assert shelf.index().modules == ()
    assert kept.key in shelf.index().published


def test_a_withdrawn_language_is_hidden(shelf, lesson):
    publish(lesson, language="fr")
    actions.withdraw_lesson(key=lesson.key, language="fr")
    (shown,) = shelf.module(lesson.module.slug).lessons
    assert set(shown.languages) == {"en"}


def test_lessons_and_tests_stand_apart_and_in_order(shelf, lesson):
    module = lesson.module
    final = LessonFactory(module=module, kind="final_test", position=999)
    pre = LessonFactory(module=module, kind="pre_test", position=0)
    early = LessonFactory(module=module, position=-0, minutes=5)
    found = shelf.module(module.slug)
    assert {each.key for each in found.lessons} == {early.key, lesson.key}
    assert found.pre_test.key == pre.key
    assert found.final_test.key == final.key
    assert found.lesson(early.slug).minutes == 5
    assert found.lesson("nothing-like-it") is None


def test_minutes_are_those_of_the_latest_version(shelf, lesson):
    publish(lesson, minutes=12)
    assert shelf.module(lesson.module.slug).lessons[0].minutes == 12


def test_a_stale_translation_is_marked(shelf, lesson):
    publish(lesson, language="fr", is_stale=True)
    (found,) = shelf.module(lesson.module.slug).lessons
    assert found.shown_in("fr").is_stale
    assert not found.shown_in("en").is_stale


@pytest.mark.parametrize(
    ("audience", "visitor", "signed_in", "theirs", "owner"),
    [
        ("open", True, True, True, True),
        ("signed_in", False, True, True, True),
        ("union", False, False, False, True),
    ],
)
def test_the_audience(shelf, audience, visitor, signed_in, theirs, owner):
    union = UnionFactory()
    module = ModuleFactory(audience=audience, owner=union)
    found = shelf.module(module.slug)
    assert found.is_open_to(signed_in=False) is visitor
    assert found.is_open_to(signed_in=True) is signed_in
    assert found.is_open_to(signed_in=True, tenant_id=uuid4()) is theirs
    assert found.is_open_to(signed_in=True, tenant_id=union.pk) is owner


def test_a_programme_module_for_a_union_only_is_open_to_nobody(shelf):
    found = shelf.module(ModuleFactory(audience="union").slug)
    assert not found.is_open_to(signed_in=True, tenant_id=None)


# --- many threads ----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_threads_read_while_it_is_forgotten(lesson, monkeypatch):
    monkeypatch.setattr(room, "SECONDS_BETWEEN_LOOKS", 0.001)
    monkeypatch.setattr(room, "DOCUMENTS_KEPT", 4)
    shelf, errors, stop = Shelf(), [], threading.Event()

    def read():
        try:
            for number in range(150):
                assert shelf.module(lesson.module.slug)
                assert shelf.lesson_spec(lesson.key, 1)
                assert shelf.keep((number % 7,), lambda: "made") == "made"
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    def forget():
        while not stop.is_set():
            shelf.forget()

    readers = [threading.Thread(target=read) for _ in range(4)]
    forgetting = threading.Thread(target=forget)
    for thread in (forgetting, *readers):
        thread.start()
    for thread in readers:
        thread.join()
    stop.set()
    forgetting.join()
    assert errors == []
    assert len(shelf._kept) <= 4


def test_the_document_is_read_afresh(shelf, lesson):
    assert "ask" in shelf.document(lesson.key, 1, "en")
    assert shelf.document(lesson.key, 1, "km") is None
    assert Spec.objects.filter(lesson=lesson).count() == 1
