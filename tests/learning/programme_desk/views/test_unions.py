"""Founding unions, correcting and moving them, and appointing the first coordinator."""

import pytest

from learning import keys
from learning.members.models import Membership, Union
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, UnionFactory

pytestmark = pytest.mark.django_db
UNIONS = "/en/programme/unions/"
FIELDS = {
    "name": "Mine workers",
    "slug": "mines",
    "level": "federation",
    "country": "BJ",
    "language": "fr",
    "time_zone": "Africa/Porto-Novo",
}


def words(response) -> str:
    return response.content.decode()


def test_a_union_is_founded_with_its_key_and_a_local_below_it(
    desk, monkeypatch, django_capture_on_commit_callbacks
):
    opened = []
    monkeypatch.setattr(
        "learning.programme_desk.actions.call_command",
        lambda *args: opened.append(args),
    )
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("/en/programme/found/", FIELDS | {"keeps_own_key": "on"})
    mines = Union.objects.get(slug="mines")
    assert keys.has_key(mines)
    assert opened == [("open_workspaces", "mines")]
    page = words(desk.get("/en/programme/found/?parent=mines"))
    assert '<option value="Africa/Porto-Novo" selected>' in page
    local = FIELDS | {"slug": "local-3", "level": "local", "parent": str(mines.pk)}
    desk.post("/en/programme/found/", local)
    assert Union.objects.get(slug="local-3").tenant == mines
    assert "Mine workers" in words(desk.get(f"{UNIONS}?q=mine"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "ctb"}, "already exists"),
        ({"country": ""}, "required"),
        ({"time_zone": "Mars"}, "valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_founded(desk, wrong, said):
    UnionFactory(slug="ctb")
    answer = desk.post("/en/programme/found/", FIELDS | wrong)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert not Union.objects.filter(name="Mine workers").exists()


def test_the_first_coordinator_gets_a_letter_and_the_second_comes_from_her(
    desk, mailoutbox
):
    union = UnionFactory(slug="mines")
    page = f"{UNIONS}mines/"
    desk.post(page, {"do": "coordinator", "email": "First@Example.org"})
    held = Membership.objects.get(union=union)
    assert (held.role, held.user.email) == ("coordinator", "first@example.org")
    assert [each.to for each in mailoutbox] == [["first@example.org"]]
    assert "1 person coordinates it." in words(desk.get(page))
    assert "first@example.org" not in words(desk.get(page))
    again = desk.post(page, {"do": "coordinator", "email": "second@example.org"})
    assert again.status_code == 422
    assert Membership.objects.filter(union=union).count() == 1


def test_facts_and_place_in_the_tree(desk):
    above = UnionFactory(slug="above")
    union = UnionFactory(slug="mines")
    page = f"{UNIONS}mines/"
    desk.post(page, FIELDS | {"do": "facts", "name": "Miners"})
    desk.post(page, {"do": "move", "parent": str(above.pk)})
    union.refresh_from_db()
    assert (union.name, union.lineage) == ("Miners", "above/mines/")
    inside = desk.post(f"{UNIONS}above/", {"do": "move", "parent": str(union.pk)})
    assert "does not stand below itself" in words(inside)
    assert desk.post(page, {"do": "nonsense"}).status_code == 422


def test_a_key_is_given_before_people_come_and_not_after(desk):
    above = UnionFactory(slug="above")
    for slug in ("early", "late"):
        UnionFactory(slug=slug, parent=above, keeps_own_key=False)
    ParticipantFactory(union=Union.objects.get(slug="late"))
    desk.post(f"{UNIONS}early/", {"do": "key"})
    assert Union.objects.get(slug="early").keeps_own_key
    refused = desk.post(f"{UNIONS}late/", {"do": "key"})
    assert "under the other key" in words(refused)
    moved = desk.post(f"{UNIONS}late/", {"do": "move", "parent": ""})
    assert "under another key" in words(moved)


def test_nobody_of_a_union_is_shown(desk):
    cast = a_training()
    ParticipantFactory(union=cast.union, user__sign_in_name="baobab-7777")
    page = words(desk.get(f"{UNIONS}{cast.union.slug}/"))
    for secret in ("baobab-7777", cast.trainer.email, cast.coordinator.email):
        assert secret not in page


def test_queries_do_not_grow_with_the_tree(desk, django_assert_num_queries):
    UnionFactory()
    for more in (0, 2):
        UnionFactory.create_batch(more)
        with django_assert_num_queries(6):
            desk.get(UNIONS)
