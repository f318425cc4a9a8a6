"""An author finds a question wrong: from the page's menu to what trainees get."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from cms.compiling import FINAL_TEST, key_of_test
from cms.publishing import compile_page, questions_of
from learning.catalogue.models import LessonLanguage, Spec
from learning.catalogue.shelf import shelf
from learning.deliveries.source import source_of
from learning.models import User, VoidedQuestion
from tests.cms.translating import SINGLE, add_lesson, html_of, publish, translate

GONE = "This question no longer counts."
SECOND = SINGLE | {"id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d02"}


@pytest.fixture(autouse=True)
def _fresh_shelf():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def lesson(module):
    publish(module, pool=[SINGLE, SECOND], questions_drawn=2)
    return publish(add_lesson(module, "one"))


@pytest.fixture
def admin(client, db):
    user = User.objects.create_superuser("admin", "x")
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    return user


def address_of(page) -> str:
    return reverse("void_question", args=[page.pk])


def void(client, page, key, block=SINGLE, **changed):
    sent = {"question": f"{key} {block['id']}", "language": "", "reason": "both hold"}
    return client.post(address_of(page), sent | changed, follow=True)


def latest_spec(key) -> dict:
    return Spec.objects.filter(lesson=key).latest("version").body


def test_in_a_lesson_nobody_needs_it_any_more(
    admin, client, lesson, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate(lesson)
    answer = void(client, lesson, lesson.translation_key)
    shelf.forget()

    assert "none is lower for it" in answer.content.decode()
    assert "both hold" in answer.content.decode()
    spec = latest_spec(lesson.translation_key)
    assert spec["voided"] == [SINGLE["id"]]
    assert spec["completion"]["required"] == []
    assert GONE in html_of("one")
    assert 'class="notice"' in html_of("one", "fr")
    assert not LessonLanguage.objects.filter(is_stale=True).exists()
    on_paper = source_of(shelf.module("negotiation"), "en").lesson("one")
    assert SINGLE["id"] not in [block.id for block in on_paper.blocks]
    row = VoidedQuestion.objects.get()
    assert (row.reason, row.voided_by) == ("both hold", admin)


def test_in_one_language_the_others_keep_it(
    admin, client, lesson, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate(lesson)
    void(client, lesson, lesson.translation_key, language="fr")
    shelf.forget()

    assert "voided" not in latest_spec(lesson.translation_key)
    assert GONE not in html_of("one", "en")
    assert 'class="notice"' in html_of("one", "fr")


def test_in_a_test_it_is_drawn_no_more_and_the_last_one_stays(
    admin, client, lesson, module
):
    key = key_of_test(module.translation_key, FINAL_TEST)
    void(client, module, key)
    spec = latest_spec(key)
    assert (spec["voided"], spec["draw"]) == ([SINGLE["id"]], 1)

    answer = void(client, module, key, SECOND)
    assert "It is the last question of this test" in answer.content.decode()
    # A question of another page than the one in the address.
    answer = void(client, module, lesson.translation_key)
    assert VoidedQuestion.objects.count() == 1


def test_without_a_reason_it_says_so_and_keeps_what_was_chosen(admin, client, lesson):
    answer = void(client, lesson, lesson.translation_key, reason=" ")
    page = answer.content.decode()
    assert "This field is required." in page
    assert "checked" in page
    assert not VoidedQuestion.objects.exists()


def test_the_page_of_a_lesson_has_the_way_there(admin, client, lesson):
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert address_of(lesson) in edit.content.decode()


def test_it_is_void_when_the_page_is_published_again(admin, client, lesson):
    void(client, lesson, lesson.translation_key)
    publish(lesson, objective="I can do more")
    assert compile_page(lesson)
    assert latest_spec(lesson.translation_key)["voided"] == [SINGLE["id"]]


def test_ten_questions_cost_no_more_queries_than_one(
    lesson, module, django_assert_num_queries
):
    more = [
        SINGLE | {"id": f"0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e9{n:03}"} for n in range(9)
    ]
    page = publish(lesson, body=[SINGLE, *more])
    page.locale  # noqa: B018 -- looked up once
    with django_assert_num_queries(4):
        ((key, languages, found),) = questions_of(page)
    assert (key, languages, len(found)) == (page.translation_key, ["en"], 10)
