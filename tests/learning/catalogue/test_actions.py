"""Writing the catalogue: what rises when, and what never does."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from learning.catalogue import actions
from learning.catalogue.models import (
    Document,
    Edition,
    Generation,
    Lesson,
    LessonLanguage,
    Module,
    ModuleText,
    Spec,
    Text,
)
from learning.records import ImmutableError
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    activity,
    publish,
    spec_of,
)

pytestmark = pytest.mark.django_db
TABLES = (Module, ModuleText, Lesson, LessonLanguage, Spec, Text, Document, Edition)


@pytest.fixture
def lesson():
    return LessonFactory()


def everything():
    """All rows of the catalogue, stamps included."""
    return {table: sorted(map(str, table.objects.values_list())) for table in TABLES}


def generation():
    return Generation.objects.get(id=1).number


def shown(lesson, language="en"):
    return LessonLanguage.objects.get(lesson=lesson, language=language)


# --- idempotent ------------------------------------------------------------------


def test_publishing_the_same_again_writes_nothing(lesson):
    publish(lesson, language="fr")
    before = everything()
    publish(lesson)
    publish(lesson, language="fr")
    assert everything() == before


def test_recording_a_module_again_writes_nothing():
    same = {"key": uuid4(), "title": "Negotiation", "slug": "negotiation"}
    ModuleFactory(**same)
    before = everything()
    ModuleFactory(**same)
    assert everything() == before


def test_recording_leaves_the_generation_to_publishing(lesson):
    """Only `raise_generation` raises it, once for whatever was recorded together."""
    before = generation()
    actions.record_edition(module_key=lesson.module_id)
    actions.withdraw_lesson(key=lesson.key)
    assert generation() == before
    actions.raise_generation()
    assert generation() == before + 1


def test_the_first_generation(db):
    Generation.objects.all().delete()
    actions.raise_generation()
    assert generation() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Generation.objects.create(id=2)


# --- versions --------------------------------------------------------------------


def test_other_words_are_the_same_version(lesson):
    lesson = publish(lesson, title="A better title", html="<p>New</p>", objective="x")
    assert lesson.latest_version == 1
    assert Spec.objects.filter(lesson=lesson).count() == 1
    assert shown(lesson).title == "A better title"
    document = Document.objects.get(lesson=lesson, version=1, language="en")
    assert document.html == "<p>New</p>"


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 9},
        {"rule": "read"},
        {"required": []},
        {"activities": [activity()]},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_another_spec_is_another_version(lesson, changed):
    lesson = publish(lesson, **changed)
    assert lesson.latest_version == 2
    assert shown(lesson).version == 2
    assert Text.objects.filter(lesson=lesson).count() == 2
    assert spec_of(lesson, 1) != spec_of(lesson, 2)


def test_the_order_of_activities_is_part_of_the_spec(lesson):
    lesson = publish(lesson, activities=spec_of(lesson)["activities"][::-1])
    assert lesson.latest_version == 2


def test_going_back_is_a_new_version_too(lesson):
    first = spec_of(lesson)["activities"]
    publish(lesson, activities=[activity()])
    lesson = publish(lesson, activities=first)
    assert lesson.latest_version == 3
    assert spec_of(lesson, 1) == spec_of(lesson, 3)


def test_a_spec_never_changes(lesson):
    spec = Spec.objects.get(lesson=lesson)
    spec.body = {}
    with pytest.raises(ImmutableError):
        spec.save()


# --- translations ----------------------------------------------------------------


def test_a_translation_shows_the_version_it_fits(lesson):
    old = spec_of(lesson)["activities"]
    lesson = publish(lesson, activities=[*old, activity()])
    publish(lesson, language="fr", activities=old)
    assert (shown(lesson, "fr").version, shown(lesson, "fr").is_stale) == (1, True)
    publish(lesson, language="fr")
    assert (shown(lesson, "fr").version, shown(lesson, "fr").is_stale) == (2, False)
    assert Spec.objects.filter(lesson=lesson).count() == 2


def test_a_translation_that_fits_two_versions_shows_the_later(lesson):
    publish(lesson, minutes=20)
    publish(lesson, language="fr")
    assert shown(lesson, "fr").version == 2


@pytest.mark.parametrize("part", ["activity", "choice", "item", "pair"])
def test_a_translation_with_other_ids_is_refused(part):
    lesson = LessonFactory(
        activities=[activity(), activity("ordering"), activity("matching")]
    )
    choosing, ordering, matching = spec_of(lesson)["activities"]
    if part == "activity":
        choosing["id"] = str(uuid4())
    elif part == "choice":
        choosing["choices"][0]["id"] = "another"
    elif part == "item":
        ordering["items"][0] = "another"
    else:
        matching["pairs"][0]["left"] = "another"
    before = everything()
    with pytest.raises(actions.TranslationMismatchError):
        publish(lesson, language="fr", activities=[choosing, ordering, matching])
    assert everything() == before


def test_a_translation_before_its_source_is_refused():
    with pytest.raises(actions.TranslationMismatchError):
        LessonFactory(language="fr", is_source=False)
    assert not Lesson.objects.exists()


def test_a_translation_does_not_move_the_lesson(lesson):
    """Its own address, place and kind are the source's to say."""
    publish(lesson, language="fr", slug="une-autre-adresse", position=99)
    same = Lesson.objects.get(key=lesson.key)
    assert (same.slug, same.position) == (lesson.slug, lesson.position)


# --- stale -----------------------------------------------------------------------


def test_other_words_in_the_source_make_translations_stale(lesson):
    for language in ("fr", "es"):
        publish(lesson, language=language)
    publish(lesson)
    assert not shown(lesson, "fr").is_stale
    publish(lesson, title="A better title")
    assert shown(lesson, "fr").is_stale
    assert shown(lesson, "es").is_stale
    assert not shown(lesson, "en").is_stale
    publish(lesson, language="fr", title="Un meilleur titre")
    assert not shown(lesson, "fr").is_stale
    assert shown(lesson, "es").is_stale


def test_other_words_in_a_translation_make_nothing_stale(lesson):
    publish(lesson, language="fr")
    publish(lesson, language="fr", title="Mieux")
    assert not LessonLanguage.objects.filter(is_stale=True).exists()


def test_a_new_version_makes_translations_stale_and_leaves_them_on_show(lesson):
    publish(lesson, language="fr")
    publish(lesson, activities=[*spec_of(lesson)["activities"], activity()])
    french = shown(lesson, "fr")
    assert (french.version, french.is_live, french.is_stale) == (1, True, True)


def test_publishing_may_say_that_a_translation_lags(lesson):
    publish(lesson, language="fr", is_stale=True)
    assert shown(lesson, "fr").is_stale


# --- withdrawing -----------------------------------------------------------------


def test_withdrawing_one_language_leaves_the_others(lesson):
    publish(lesson, language="fr")
    actions.withdraw_lesson(key=lesson.key, language="fr")
    assert not shown(lesson, "fr").is_live
    assert Lesson.objects.get(key=lesson.key).is_live
    actions.withdraw_lesson(key=lesson.key, language="en")
    assert not Lesson.objects.get(key=lesson.key).is_live


def test_withdrawing_hides_and_deletes_nothing(lesson):
    counts = {table: table.objects.count() for table in TABLES}
    for _ in range(2):
        actions.withdraw_lesson(key=lesson.key)
        actions.withdraw_module(key=lesson.module_id)
    assert counts == {table: table.objects.count() for table in TABLES}
    assert not Module.objects.on_offer().exists()
    publish(lesson)
    assert Lesson.objects.get(key=lesson.key).is_live
    assert shown(lesson).is_live


def test_withdrawing_a_language_of_a_module():
    module = ModuleFactory()
    ModuleFactory(key=module.key, slug=module.slug, language="fr")
    actions.withdraw_module(key=module.key, language="fr")
    assert Module.objects.get(key=module.key).is_live
    actions.withdraw_module(key=module.key, language="en")
    assert not Module.objects.get(key=module.key).is_live


def test_withdrawing_what_there_is_not_is_fine(db):
    actions.withdraw_lesson(key=uuid4())
    actions.withdraw_module(key=uuid4(), language="fr")


def test_the_address_of_a_withdrawn_lesson_is_free(lesson):
    actions.withdraw_lesson(key=lesson.key)
    LessonFactory(module=lesson.module, slug=lesson.slug)


# --- editions --------------------------------------------------------------------


def edition_of(module):
    return Module.objects.get(key=module.key).latest_edition


def test_an_edition_is_a_list_of_lessons_and_versions_in_order():
    module = ModuleFactory()
    last = LessonFactory(module=module, position=2)
    first = LessonFactory(module=module, position=1)
    publish(last, activities=[activity()])
    edition = edition_of(module)
    assert edition.lessons == [[str(first.key), 1], [str(last.key), 2]]
    assert edition.number == 3


def test_an_edition_never_changes(lesson):
    first = edition_of(lesson.module)
    publish(lesson, activities=[activity()])
    assert Edition.objects.get(pk=first.pk).lessons == [[str(lesson.key), 1]]
    first.lessons = []
    with pytest.raises(ImmutableError):
        first.save()


def test_other_words_are_the_same_edition(lesson):
    before = edition_of(lesson.module)
    publish(lesson, title="A better title")
    publish(lesson, language="fr")
    assert edition_of(lesson.module) == before


def test_a_withdrawn_lesson_leaves_the_next_edition(lesson):
    other = LessonFactory(module=lesson.module)
    actions.withdraw_lesson(key=lesson.key)
    edition = actions.record_edition(module_key=lesson.module_id)
    assert edition.lessons == [[str(other.key), 1]]
    assert edition_of(lesson.module) == edition


def test_a_module_without_lessons_has_no_edition():
    assert actions.record_edition(module_key=ModuleFactory().key) is None
