"""A workspace is what a union's authors and translators reach."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Locale

from cms.models import HomePage
from cms.walls.workspaces import (
    bring_groups_up_to_date,
    collection_of,
    complete_workspaces,
    groups_for,
    set_up_programme,
    set_up_tenant,
)
from learning.models import Membership, Union, User
from tests.cms.conftest import make_union


@pytest.fixture
def french(root):
    return Locale.objects.get_or_create(language_code="fr")[0]


def test_a_workspace_has_a_home_in_every_language(french, union):
    workspace = set_up_tenant(union)
    assert {home.locale.language_code for home in workspace.homes} == {
        locale.language_code for locale in Locale.objects.all()
    }
    assert len({home.translation_key for home in workspace.homes}) == 1
    assert all(home.live and home.union == union for home in workspace.homes)


def test_setting_up_twice_makes_nothing_twice(french, union):
    set_up_tenant(union)
    counted = (HomePage.objects.count(), Group.objects.count())
    set_up_tenant(union)
    assert (HomePage.objects.count(), Group.objects.count()) == counted
    assert Collection.objects.filter(name=union.slug).count() == 1


def test_a_new_language_is_open_to_the_groups(french, union):
    set_up_tenant(union)
    khmer = Locale.objects.create(language_code="km")
    complete_workspaces(Union.objects.tenants())
    home = HomePage.objects.get(union=union, locale=khmer)
    names = set(home.group_permissions.values_list("group__name", flat=True))
    assert names == {"north authors", "north translators"}


def test_the_home_is_in_the_language_of_the_union(french, union):
    union.language = "fr"
    assert set_up_tenant(union).homes[0].locale == french


def test_a_union_without_its_own_key_has_no_workspace(root, union):
    union.keeps_own_key = False
    with pytest.raises(ValueError, match="no tenant"):
        set_up_tenant(union)


def test_authors_of_the_open_tenant_write_for_the_programme(root):
    union = make_union("open")
    union.level = Union.Level.OPEN
    union.save()
    assert set_up_tenant(union).homes[0].union is None
    author = User.objects.create_user("author", "x")
    Membership.objects.create(user=author, union=union, role="author")
    assert groups_for(author) == {"programme authors"}
    assert collection_of(union) == collection_of(None)


def test_groups_follow_memberships_and_their_end(root, union):
    set_up_programme()
    set_up_tenant(union)
    user = User.objects.create_user("translator", "x")
    role = Membership.objects.create(user=user, union=union, role="translator")
    bring_groups_up_to_date(user)
    assert [group.name for group in user.groups.all()] == ["north translators"]

    role.ends_on = datetime.date(2020, 1, 1)
    role.save()
    user.groups.add(Group.objects.get(name="programme authors"))
    bring_groups_up_to_date(user)
    assert not user.groups.exists()


def test_a_local_union_works_in_the_workspace_of_its_tenant(root, union):
    set_up_tenant(union)
    local = make_union("local")
    local.tenant = union
    local.keeps_own_key = False
    local.save()
    user = User.objects.create_user("author", "x")
    Membership.objects.create(user=user, union=local, role="author")
    assert groups_for(user) == {"north authors"}


def test_the_command_makes_what_is_missing(french, union):
    call_command("open_workspaces", union.slug)
    assert HomePage.objects.filter(union=union).exists()
    call_command("open_workspaces")
    with pytest.raises(CommandError):
        call_command("open_workspaces", "nobody")
