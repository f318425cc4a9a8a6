import pytest
from django.core.exceptions import ValidationError

from learning import keys
from learning.members import actions
from learning.members.errors import HasPeopleError, NotAllowedError
from learning.members.models import Union


def found(slug, parent=None, **more):
    more = {"keeps_own_key": False, "by": None, "country": "BJ"} | more
    return actions.found_union(
        name=slug.upper(), slug=slug, level=Union.Level.LOCAL, parent=parent, **more
    )


def test_a_tenant_has_its_own_key(union):
    assert union.tenant == union
    assert keys.has_key(union)


def test_a_branch_belongs_to_the_nearest_tenant_above(union):
    federation = found("mines", union)
    local = found("local-3", federation)
    assert federation.tenant == local.tenant == union
    assert local.lineage == "ctb/mines/local-3/"
    assert list(Union.objects.within(federation).order_by("slug")) == [
        local,
        federation,
    ]


def test_without_a_tenant_above_it_belongs_to_open(db):
    assert found("alone").tenant.slug == "open"


def test_a_branch_that_gets_its_key_takes_its_own_branches_along(union, administrator):
    federation = found("mines", union)
    local = found("local-3", federation)
    actions.make_tenant(union=federation, by=administrator)
    federation.refresh_from_db()
    local.refresh_from_db()
    assert federation.tenant == local.tenant == federation
    assert keys.has_key(federation)


def test_people_are_not_left_under_the_wrong_key(union, administrator):
    federation = found("mines", union)
    actions.keep_place(secret="739182", union=federation)
    with pytest.raises(HasPeopleError):
        actions.make_tenant(union=federation, by=administrator)
    federation.refresh_from_db()
    assert federation.tenant == union


def test_only_administrators_found_unions(union, coordinator, administrator):
    with pytest.raises(NotAllowedError):
        found("theirs", by=coordinator)
    with pytest.raises(NotAllowedError):
        actions.make_tenant(union=union, by=coordinator)
    assert found("new", by=administrator).pk


def test_a_union_needs_its_country_and_a_slug_of_its_own(union):
    with pytest.raises(ValidationError):
        found("nowhere", country="")
    with pytest.raises(ValidationError):
        found("ctb")


def test_the_open_tenant_is_made_once(db):
    assert actions.open_the_open_tenant() == actions.open_the_open_tenant()
