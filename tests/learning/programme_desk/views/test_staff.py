"""Roles in the programme: given on a screen, with an end, and ended."""

import pytest

from learning.members.models import Membership, User
from tests.learning.classroom.cast import a_training

pytestmark = pytest.mark.django_db
STAFF = "/en/programme/staff/"


def words(response) -> str:
    return response.content.decode()


def test_an_officer_an_evaluator_until_a_date_and_an_author(desk, mailoutbox):
    later = "2199-01-01"
    assert (
        desk.post(STAFF, {"email": "eva@example.org", "role": "evaluator"}).status_code
        == 422
    )
    for email, role, until in (
        ("off@example.org", "officer", ""),
        ("eva@example.org", "evaluator", later),
        ("author@example.org", "author", ""),
    ):
        desk.post(STAFF, {"email": email, "role": role, "ends_on": until})
    held = Membership.objects.exclude(role="administrator").order_by("role")
    assert [(each.role, str(each.ends_on or "")) for each in held] == [
        ("author", ""),
        ("evaluator", later),
        ("officer", ""),
    ]
    assert held[0].union.slug == "open"
    assert len(mailoutbox) == 3
    assert "eva@example.org" in words(desk.get(STAFF))


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "coordinator"},
        {"email": "nobody"},
        {"ends_on": "2001-01-01"},
        {"ends_on": "soon"},
    ],
)
def test_what_is_wrong_gives_no_role(desk, wrong):
    asked = {"email": "off@example.org", "role": "officer"} | wrong
    assert desk.post(STAFF, asked).status_code == 422
    assert not User.objects.filter(email="off@example.org").exists()


def test_who_names_people_does_not_count_them(desk):
    trainer = a_training().trainer
    answer = desk.post(STAFF, {"email": trainer.email, "role": "officer"})
    assert "may not have that role" in words(answer)


def test_a_role_ends_and_its_sessions(desk):
    desk.post(STAFF, {"email": "off@example.org", "role": "officer"})
    held = Membership.objects.get(role="officer")
    era = held.user.session_era
    desk.post(f"{STAFF}roles/{held.pk}/end/")
    assert not Membership.objects.current().filter(pk=held.pk).exists()
    assert User.objects.get(pk=held.user_id).session_era == era + 1
    of_a_union = a_training().trainer.memberships.get()
    assert desk.post(f"{STAFF}roles/{of_a_union.pk}/end/").status_code == 404


def test_the_last_administrator_stays(desk, admin):
    only = admin.memberships.get()
    answer = desk.post(f"{STAFF}roles/{only.pk}/end/", follow=True)
    assert "the only administrator" in words(answer)
    assert Membership.objects.current().filter(pk=only.pk).exists()


def test_queries_do_not_grow(desk, django_assert_num_queries):
    for more in (0, 2):
        for number in range(more):
            desk.post(STAFF, {"email": f"o{number}@example.org", "role": "officer"})
        with django_assert_num_queries(6):
            desk.get(STAFF)
