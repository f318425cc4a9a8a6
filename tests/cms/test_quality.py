"""The figures an author sees of a lesson."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from cms import quality
from cms.models import LessonPage
from cms.quality import (
    letters,
    quality_of,
    reading_ease,
    sentences,
    syllables,
    text_to_read,
    weigh,
    words,
)
from learning.models import User

EASY = "We sit down. We talk. You say no. I ask why. We write it all down. " * 4
HARD = (
    "Notwithstanding the aforementioned considerations, organisational representatives "
    "collectively investigate institutional interdependencies characterising "
    "international procurement arrangements and their administrative consequences. "
) * 3


def test_words_and_sentences():
    assert words("We ask – 6% more, now.") == ["We", "ask", "6%", "more,", "now."]
    assert sentences("One. Two! Three? 3.5 is one number") == 4
    assert letters("ភ្នំពេញ 12") == 6  # four consonants; marks belong to theirs


@pytest.mark.parametrize("language", ["en", "fr", "es", "id"])
def test_short_words_in_short_sentences_read_easier(language):
    easy, hard = reading_ease(EASY, language), reading_ease(HARD, language)
    assert easy.is_easy
    assert not hard.is_easy


def test_each_language_has_the_formula_made_for_it():
    names = {
        code: reading_ease(EASY, code).formula for code in ("en", "fr", "es", "id")
    }
    assert names == {
        "en": "Flesch",
        "fr": "Kandel-Moles",
        "es": "Fernández Huerta",
        "id": "LIX",
    }


def test_flesch_by_hand():
    # 44 words of one syllable in 8 sentences: 206.835 − 1.015 × 5.5 − 84.6.
    text = "We sit and we talk now. You say no. " * 4 + "We ask why too. " * 2
    found = words(text)
    by_sentence = len(found) / sentences(text)
    assert reading_ease(text, "en").score == round(206.835 - 1.015 * by_sentence - 84.6)


def test_a_few_words_have_no_figure():
    assert reading_ease("We talk.", "en") is None


def test_syllables():
    assert syllables("talk", "en") == 1
    assert syllables("négociation", "fr") >= 4
    assert syllables("kesepakatan", "id") >= 4


def test_questions_and_notes_are_not_read(lesson):
    lesson.body = [
        ("heading", {"text": "Three strengths"}),
        ("rich_text", {"html": "<p>One.</p><ul><li>Two</li><li>Three</li></ul>"}),
        ("reflection", {"prompt": "What do you think about that?"}),
    ]
    assert words(text_to_read(lesson)) == ["Three", "strengths", "One.", "Two", "Three"]


def test_a_lesson_is_weighed_as_a_phone_gets_it(lesson):
    light = weigh(lesson)
    lesson.body = [
        ("heading", {"text": f"{n} {n * 7919 % 100_000:x}"}) for n in range(2500)
    ]
    heavy = weigh(lesson)
    assert light.document < light.total < light.most
    assert heavy.is_over


def test_what_a_lesson_brings_along_is_weighed_with_it(lesson):
    light = weigh(lesson)
    lesson.sensitivity, lesson.content_note = "careful", "You may skip this."
    careful = weigh(lesson)
    # The way out comes at once; what answers need comes when she goes on past the note.
    way_out, answers = map(quality._file_bytes, ["cms/js/care.js", "cms/js/lesson.js"])
    assert answers > way_out > 500
    beside = [each.total - each.document for each in (light, careful)]
    assert beside[1] - beside[0] == way_out - answers


def test_a_page_that_is_not_saved_yet_is_weighed_too(module):
    page = LessonPage(title="New", slug="new", objective="I can")
    page.body = [("heading", {"text": "Hello"})]
    assert weigh(page, module).document > 500


def test_what_has_no_words_is_counted(lesson):
    drawing = {"svg": "<svg viewBox='0 0 1 1'/>", "caption": "", "labels": []}
    lesson.body = [
        ("diagram", drawing | {"alt": " "}),
        ("diagram", drawing | {"alt": "A point"}),
    ]
    assert quality_of(lesson).without_alt == 1


def test_languages_without_spaces_are_counted_in_letters(lesson):
    lesson.locale.language_code = "km"
    lesson.locale.save()
    found = quality_of(lesson)
    assert found.in_letters
    assert found.ease is None


def sent(page, **changed):
    """What the editor's form sends for a lesson with one heading."""
    return {
        "title": page.title,
        "slug": page.slug,
        "objective": page.objective,
        "minutes": page.minutes,
        "completion_rule": page.completion_rule,
        "sensitivity": page.sensitivity,
        "over_budget_reason": "",
        "body-count": "1",
        "body-0-type": "heading",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-text": "Three strengths",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
        **changed,
    }


@pytest.fixture
def editor(client, lesson):
    boss = User.objects.create_superuser("boss", "x")
    TOTP.activate(boss, generate_totp_secret())
    client.force_login(boss)
    return reverse("wagtailadmin_pages:edit", args=[lesson.pk])


def test_publishing_over_the_budget_asks_for_a_reason(
    client, editor, lesson, monkeypatch
):
    monkeypatch.setattr(quality, "_file_bytes", lambda name: 20_000)
    answer = client.post(editor, sent(lesson, title="Heavy"))
    assert "slow line carries" in answer.content.decode()
    lesson.refresh_from_db()
    assert lesson.title != "Heavy"

    client.post(editor, sent(lesson, title="Heavy", over_budget_reason="The map."))
    lesson.refresh_from_db()
    assert lesson.title == "Heavy"


def test_a_draft_may_be_heavy(client, editor, lesson, monkeypatch):
    monkeypatch.setattr(quality, "_file_bytes", lambda name: 20_000)
    draft = sent(lesson, title="Heavy")
    del draft["action-publish"]
    client.post(editor, draft)
    lesson.refresh_from_db()
    assert lesson.draft_title == "Heavy"


def test_the_panel_shows_the_figures(client, editor):
    page = client.get(editor).content.decode()
    assert "Bytes of the first view" in page
