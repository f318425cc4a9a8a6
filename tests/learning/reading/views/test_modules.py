"""The catalogue and the page of a module."""

import pytest

from learning.models import Enrolment
from tests.learning.factories import (
    EnrolmentFactory,
    LessonFactory,
    ModuleFactory,
    UserFactory,
    event,
    publish,
)


def enrolled(person):
    return Enrolment.objects.for_participant(person)


@pytest.mark.parametrize("modules", [1, 3])
def test_the_catalogue_of_a_visitor_costs_no_query_when_warm(
    client, db, django_assert_num_queries, modules
):
    for _ in range(modules):
        LessonFactory()
    client.get("/en/")
    with django_assert_num_queries(0):
        page = client.get("/en/").content.decode()
    assert page.count('class="card"') == modules


@pytest.mark.parametrize("modules", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/en/", 6), ("/en/my/", 11)])
def test_a_trainees_lists_cost_the_same_for_one_module_and_for_three(
    signed_in, alice, django_assert_num_queries, modules, path, queries
):
    for _ in range(modules):
        lesson = LessonFactory()
        LessonFactory(module=lesson.module, kind="final_test")
        EnrolmentFactory(participant=alice, module=lesson.module)
    signed_in.get(path)
    with django_assert_num_queries(queries):
        page = signed_in.get(path).content.decode()
    assert page.count("<progress") == modules


@pytest.mark.parametrize("lessons", [1, 3])
def test_the_page_of_a_module_costs_the_same_for_one_lesson_and_for_three(
    signed_in, alice, module, django_assert_num_queries, lessons
):
    for _ in range(lessons):
        LessonFactory(module=module)
    EnrolmentFactory(participant=alice, module=module)
    signed_in.get("/en/modules/talks/")
    with django_assert_num_queries(5):
        page = signed_in.get("/en/modules/talks/").content.decode()
    assert page.count('<span class="soft">') == lessons


def test_an_empty_catalogue_says_so(client, db):
    assert b'class="empty"' in client.get("/en/").content


def test_everybody_sees_what_is_for_her(client, union, other_union, alice):
    for slug, audience, owner in (
        ("open", "open", None),
        ("members", "signed_in", None),
        ("ours", "union", union),
        ("theirs", "union", other_union),
    ):
        LessonFactory(module=ModuleFactory(slug=slug, audience=audience, owner=owner))

    def seen(path="/en/"):
        page = client.get(path).content.decode()
        slugs = ("open", "members", "ours", "theirs")
        return [slug for slug in slugs if f"/en/modules/{slug}/" in page]

    assert seen() == ["open"]
    client.force_login(UserFactory())
    assert seen() == ["open", "members"]
    client.force_login(alice.user)
    assert seen() == seen("/en/my/") == ["open", "members", "ours"]
    for slug, status in (("ours", 200), ("theirs", 404), ("nothing", 404)):
        assert client.get(f"/en/modules/{slug}/").status_code == status
        assert client.head(f"/en/modules/{slug}/").status_code == status


def test_following_a_course_enrols_once_and_leads_to_the_first_lesson(
    signed_in, alice, lesson
):
    for _ in range(2):
        answer = signed_in.post("/en/modules/talks/")
        assert answer["Location"] == "/en/modules/talks/first/"
    assert enrolled(alice).count() == 1


def test_nobody_follows_a_course_without_being_counted(client, lesson):
    client.force_login(UserFactory(email="a@example.org"))
    assert client.post("/en/modules/talks/")["Location"] == "/en/modules/talks/"
    client.logout()
    assert client.post("/en/modules/talks/").status_code == 302
    assert not Enrolment.unscoped.exists()


def test_nobody_enrols_in_a_course_of_another_union(signed_in, alice, other_union):
    LessonFactory(
        module=ModuleFactory(slug="theirs", audience="union", owner=other_union)
    )
    assert signed_in.post("/en/modules/theirs/").status_code == 404
    assert not enrolled(alice).exists()


def test_a_module_shows_what_is_done_and_what_is_next(signed_in, alice, module):
    first = LessonFactory(module=module, slug="one", rule="read", position=1)
    LessonFactory(module=module, slug="two", position=2)
    signed_in.post("/en/modules/talks/")
    signed_in.post("/en/modules/talks/one/")
    page = signed_in.get("/en/modules/talks/").content.decode()
    assert '<progress max="2" value="1"' in page
    assert page.count('class="tick"') == 1
    assert page.count('href="/en/modules/talks/two/"') == 2
    assert event(first)  # the lesson is as the factory made it


def test_without_a_final_test_nothing_leads_to_one(signed_in, alice, lesson):
    signed_in.post("/en/modules/talks/")
    for path in ("/en/my/", "/en/modules/talks/", "/en/modules/talks/first/"):
        page = signed_in.get(path).content.decode()
        assert "final-test" not in page
        assert "To the final test" not in page


def test_the_words_are_in_her_language_or_in_english(client, module, lesson):
    publish(lesson, language="fr", title="Le début")
    page = client.get("/fr/modules/talks/").content.decode()
    assert "Le début" in page
    assert "Talking" in page
    assert "first (en)" in client.get("/es/modules/talks/").content.decode()
