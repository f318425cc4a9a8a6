import pytest
from django.core.exceptions import ValidationError

from learning import keys
from learning.members import actions
from learning.members.errors import HasPeopleError, InItselfError, NotAllowedError
from learning.members.models import Membership, Union


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


def test_a_branch_moves_with_all_below_it(union, other_union, administrator):
    federation = found("mines", union)
    local = found("local-3", federation)
    actions.move_union(union=federation, parent=other_union, by=administrator)
    local.refresh_from_db()
    assert (local.lineage, local.tenant) == ("fnec/mines/local-3/", other_union)
    actions.move_union(union=local, parent=None, by=administrator)
    local.refresh_from_db()
    assert (local.lineage, local.tenant.slug) == ("local-3/", "open")


def test_who_keeps_a_key_moves_with_her_people(union, other_union, administrator):
    actions.keep_place(secret="739182", union=union)
    local = found("local-3", union)
    actions.move_union(union=union, parent=other_union, by=administrator)
    local.refresh_from_db()
    assert (local.lineage, local.tenant) == ("fnec/ctb/local-3/", union)


def test_a_union_does_not_move_into_itself_nor_away_from_its_key(
    union, other_union, administrator, trainer
):
    federation = found("mines", union)
    local = found("local-3", federation)
    for parent in (federation, local):
        with pytest.raises(InItselfError):
            actions.move_union(union=federation, parent=parent, by=administrator)
    appointed = Membership.objects.create(user=trainer, union=local, role="trainer")
    with pytest.raises(HasPeopleError):
        actions.move_union(union=federation, parent=other_union, by=administrator)
    appointed.delete()
    actions.keep_place(secret="739182", union=local)
    with pytest.raises(HasPeopleError):
        actions.move_union(union=federation, parent=other_union, by=administrator)
    actions.move_union(union=local, parent=union, by=administrator)
    local.refresh_from_db()
    assert (local.lineage, local.tenant) == ("ctb/local-3/", union)


def test_facts_are_corrected_and_checked(union, administrator, coordinator):
    actions.change_union_facts(union=union, by=administrator, name="C.T.B.")
    union.refresh_from_db()
    assert union.name == "C.T.B."
    with pytest.raises(ValidationError):
        actions.change_union_facts(union=union, by=administrator, name="")
    with pytest.raises(TypeError):
        actions.change_union_facts(union=union, by=administrator, slug="x")
    with pytest.raises(NotAllowedError):
        actions.change_union_facts(union=union, by=coordinator, name="Ours")
    with pytest.raises(NotAllowedError):
        actions.move_union(union=union, parent=None, by=coordinator)


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
