"""Where pages may stand, where they are read, and what is refused."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.models import HomePage, LessonPage, ModulePage, StandardPage
from learning.models import User
from learning.privacy import declared_fields

PAGES = (HomePage, ModulePage, LessonPage, StandardPage)


@pytest.mark.parametrize("model", PAGES)
def test_a_page_says_what_it_knows_about_a_person(model):
    own = {field.name for field in model._meta.local_fields}
    assert set(declared_fields(model)) == own


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGES)
def test_slugs_are_synchronised_and_never_translated(model):
    fields = {field.field_name: field for field in model.translatable_fields}
    page = model()
    if model is not HomePage:
        assert not fields["slug"].is_translated(page)
        assert fields["slug"].is_synchronized(page)
        assert not fields["slug"].is_overridable(page)


def test_pages_are_read_at_the_addresses_of_learning(lesson, module, home):
    standard = home.add_child(instance=StandardPage(title="About", slug="about"))
    assert home.get_url() == "/en/"
    assert module.get_url() == "/en/modules/negotiation/"
    assert lesson.get_url() == "/en/modules/negotiation/why-we-talk/"
    assert standard.get_url() == "/en/pages/about/"
    assert lesson.full_url == f"http://127.0.0.1:8000{lesson.get_url()}"


def test_wagtail_leads_to_what_trainees_read(lesson, rf):
    answer = lesson.serve(rf.get("/"))
    assert (answer.status_code, answer.url) == (302, lesson.get_url())


def test_two_modules_never_share_an_address(home, module):
    other = ModulePage(
        title="Other", slug=module.slug, summary="-", outcome="-", locale=home.locale
    )
    with pytest.raises(ValidationError, match="in use"):
        other.clean()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["plan", "final-test"])
def test_a_lesson_does_not_stand_where_something_else_does(slug):
    with pytest.raises(ValidationError, match="in use"):
        LessonPage(title="Plan", slug=slug).clean()


def test_two_lessons_of_a_module_differ_in_their_slug(module, lesson):
    twin = LessonPage(
        title="Twin", slug=lesson.slug, objective="-", locale=lesson.locale
    )
    with pytest.raises(ValidationError, match="slug"):
        module.add_child(instance=twin)


def test_a_lesson_can_stand_only_in_a_module():
    assert LessonPage.allowed_parent_page_models() == [ModulePage]
    assert ModulePage.allowed_parent_page_models() == [HomePage]
    assert set(HomePage.allowed_subpage_models()) == {ModulePage, StandardPage}


def form_of(page, user, **data):
    form_class = page.get_edit_handler().get_form_class()
    return form_class(data, instance=page, parent_page=page.get_parent(), for_user=user)


def module_data(questions=0, **fields):
    data = {
        "title": "Negotiation",
        "slug": "negotiation",
        "summary": "-",
        "outcome": "-",
        "minutes": 60,
        "audience": "open",
        "pass_mark": 70,
        "questions_drawn": 2,
        "pre_test-count": 0,
        "pool-count": questions,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    for number in range(questions):
        data |= {
            f"pool-{number}-deleted": "",
            f"pool-{number}-order": number,
            f"pool-{number}-type": "numeric",
            f"pool-{number}-id": "",
            f"pool-{number}-value-prompt": "2 + 2?",
            f"pool-{number}-value-answer": "4",
            f"pool-{number}-value-tolerance": "0",
            f"pool-{number}-value-weight": "1",
        }
    return data | fields


@pytest.fixture
def admin(db):
    return User.objects.create_superuser("admin", "x")


def test_the_pool_must_be_big_enough_for_what_is_drawn(module, admin):
    form = form_of(module, admin, **module_data(questions=1))
    assert not form.is_valid()
    assert "only 1 question" in str(form.errors["questions_drawn"])


def test_a_draft_may_have_a_pool_that_still_grows(module, admin):
    form = form_of(module, admin, **module_data(questions=1))
    form.defer_required_fields()
    assert form.is_valid(), form.errors


def test_a_pool_that_is_big_enough_is_fine(module, admin):
    form = form_of(module, admin, **module_data(questions=2))
    assert form.is_valid(), form.errors


def test_the_programme_has_no_union_to_keep_a_module_for(module, admin):
    form = form_of(module, admin, **module_data(audience="union"))
    assert "belong to no union" in str(form.errors["audience"])


def test_the_editor_opens_saves_and_refuses_in_words(lesson, admin, client):
    client.force_login(admin)
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert client.get(address).status_code == 200
    data = {
        "title": "Why we talk",
        "slug": "why-we-talk",
        "objective": "I can",
        "minutes": 8,
        "completion_rule": "read",
        "sensitivity": "none",
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "single",
        "body-0-id": "",
        "body-0-value-prompt": "What?",
        "body-0-value-weight": 1,
        "body-0-value-choices-count": 1,
        "body-0-value-choices-0-deleted": "",
        "body-0-value-choices-0-order": 0,
        "body-0-value-choices-0-id": "",
        "body-0-value-choices-0-value-text": "Yes",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    saved = client.post(address, data)
    assert saved.status_code == 302  # a draft may be incomplete
    refused = client.post(address, data | {"action-publish": "1"})
    assert refused.status_code == 200
    assert "at least two" in json.dumps(refused.content.decode())


def test_publishing_at_a_time_really_happens(module):
    lesson = module.add_child(
        instance=LessonPage(
            title="Later",
            slug="later",
            objective="-",
            live=False,
            body=[("heading", {"text": "x"})],
        )
    )
    lesson.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = lesson.save_revision(approved_go_live_at=lesson.go_live_at)
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=lesson.pk).live

    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert Page.objects.get(pk=lesson.pk).live


def test_block_definitions_stay_out_of_migrations():
    field = LessonPage._meta.get_field("body")
    _name, path, args, kwargs = field.deconstruct()
    assert path == "cms.blocks.fields.StreamField"
    assert args == []
    assert "block_lookup" not in kwargs
