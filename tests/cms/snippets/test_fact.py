"""What a fact may be, and who may change it."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from cms.models import Fact, FactMark, FactUse, LessonPage
from cms.snippets.fact import jurisdiction_choices
from cms.walls.workspaces import (
    bring_groups_up_to_date,
    set_up_programme,
    set_up_tenant,
)
from learning.members.actions.unions import open_the_open_tenant
from learning.models import Membership, User
from learning.privacy import declared_fields
from tests.cms.conftest import make_union
from tests.cms.facting import LAW, add_fact
from tests.cms.translating import add_lesson, heading, publish

FIELDS = {
    name: value.isoformat() if isinstance(value, date) else value
    for name, value in LAW.items()
}


@pytest.fixture
def programme(home):
    set_up_programme()
    return person(open_the_open_tenant(), "programme-author")


@pytest.fixture
def north(root):
    union = make_union("north")
    set_up_tenant(union)
    return union


def person(union, name, role="author") -> User:
    user = User.objects.create_user(name, "x", email=f"{name}@example.org")
    Membership.objects.create(user=user, union=union, role=role)
    bring_groups_up_to_date(user)
    TOTP.activate(user, generate_totp_secret())
    return user


def address(name, *args) -> str:
    return reverse(f"wagtailsnippets_cms_fact:{name}", args=args)


@pytest.mark.parametrize("model", [Fact, FactMark, FactUse])
def test_facts_say_what_they_know_of_people(model):
    own = {field.name for field in model._meta.local_fields}
    assert set(declared_fields(model)) == own


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "Law"}, "lower-case"),
        ({"key": "law-"}, "lower-case"),
        ({"key": "law\n"}, "lower-case"),
        ({"value": "as {fact:other}"}, "another fact"),
        ({"review_by": date(2026, 11, 22)}, "after"),
        ({"jurisdiction": "ZZ"}, "valid choice"),
        ({"confidence": "sure"}, "valid choice"),
    ],
)
def test_what_is_no_fact(english, changed, said):
    with pytest.raises(ValidationError, match=said):
        add_fact(**changed)


def test_a_key_is_once_for_each_owner(english, union):
    add_fact()
    add_fact(union=union)
    with pytest.raises(ValidationError, match="this key"):
        add_fact()


def test_a_key_in_use_stays(module, english):
    fact = add_fact()
    publish(module)
    publish(add_lesson(module, "one", [heading("{fact:law}")]))
    fact.key = "new-law"
    with pytest.raises(ValidationError, match="Lessons use"):
        fact.full_clean()


def test_countries_are_named_in_the_readers_language():
    with translation.override("fr"):
        names = dict(jurisdiction_choices())
    assert names["CI"] == "Côte d’Ivoire"
    assert names["EU"]
    assert "ZZ" not in names
    assert "EZ" not in names
    assert len(names) > 240


# --- behind the walls -------------------------------------------------------------------


def test_an_author_of_a_union_reads_the_programmes_facts_and_changes_none(
    programme, north, client
):
    fact = add_fact()
    client.force_login(person(north, "north-author"))
    assert "law" in client.get(address("list")).content.decode()
    assert "26 July 2028" in client.get(address("inspect", fact.pk)).content.decode()
    for name in ("edit", "delete", "usage", "unpublish"):
        assert client.get(address(name, fact.pk)).status_code in (302, 404)
    client.post(address("edit", fact.pk), FIELDS | {"key": "law", "value": "never"})
    fact.refresh_from_db()
    assert fact.value == "26 July 2028"
    assert not fact.has_unpublished_changes


def test_an_author_of_the_programme_changes_its_facts_and_not_a_unions(
    programme, north, client, django_capture_on_commit_callbacks
):
    fact, theirs = add_fact(), add_fact("theirs", north)
    client.force_login(programme)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            address("edit", fact.pk),
            FIELDS | {"key": "law", "value": "26 July 2029", "action-publish": "1"},
        )
    fact.refresh_from_db()
    assert fact.value == "26 July 2029"
    assert client.get(address("edit", theirs.pk)).status_code == 404
    assert "theirs" not in client.get(address("list")).content.decode()


def test_a_new_fact_belongs_to_who_writes_it(programme, north, client):
    for user, owner in ((programme, None), (person(north, "north-author"), north)):
        client.force_login(user)
        answer = client.post(address("add"), FIELDS | {"key": "new"})
        assert answer.status_code == 302
        assert Fact.objects.get(key="new", union=owner)


def test_a_key_that_is_taken_is_said_in_words(programme, client):
    add_fact()
    client.force_login(programme)
    answer = client.post(address("add"), FIELDS | {"key": "law"})
    assert answer.status_code == 200
    assert "There is a fact with this key" in answer.content.decode()


def test_a_translator_publishes_no_fact(programme, client):
    fact = add_fact()
    client.force_login(person(open_the_open_tenant(), "translator", "translator"))
    client.post(
        address("edit", fact.pk),
        FIELDS | {"key": "law", "value": "never", "action-publish": "1"},
    )
    fact.refresh_from_db()
    assert fact.value == "26 July 2028"


def test_a_fact_in_use_is_not_deleted(programme, module, client):
    fact = add_fact()
    publish(module)
    publish(add_lesson(module, "one", [heading("{fact:law}")]))
    client.force_login(programme)
    bulk = reverse("wagtail_bulk_action", args=["cms", "fact", "delete"])
    client.post(address("delete", fact.pk))
    client.post(f"{bulk}?id={fact.pk}")
    assert Fact.objects.filter(pk=fact.pk).exists()
    LessonPage.objects.get(slug="one").delete()
    client.post(address("delete", fact.pk))
    assert not Fact.objects.filter(pk=fact.pk).exists()


# --- the editor of a lesson ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("I know {fact:nothing-here}.", "{fact:nothing-here}"),
        ("I know {fact:Law}.", "{fact:Law}"),
        ("I know {fact:law}.", None),
    ],
)
def test_the_editor_refuses_a_fact_that_there_is_not(
    programme, module, english, objective, said
):
    add_fact()
    form = form_for(module, objective, heading("Words"))
    assert form.is_valid() is (said is None), form.errors
    if said:
        assert said in str(form.errors["objective"])


def test_the_editor_names_the_key_in_a_stream(programme, module, english):
    form = form_for(module, "I can", heading("{fact:nothing-here}"))
    assert not form.is_valid()
    (error,) = form.errors.as_data()["body"]
    assert "{fact:nothing-here}" in str(error.as_json_data())


def form_for(module, objective, block):
    page = LessonPage(title="L", slug="l", objective="")
    form_class = LessonPage.get_edit_handler().get_form_class()
    data = {
        "title": "L",
        "slug": "l",
        "objective": objective,
        "minutes": "8",
        "completion_rule": "read",
        "sensitivity": "none",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": block["type"],
        "body-0-id": block["id"],
        "body-0-value-text": block["value"]["text"],
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return form_class(data, instance=page, parent_page=module)
