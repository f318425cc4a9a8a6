"""Every address × every role, and a member of another union, with data that could leak.

The table is in `access_table.py`, the two unions are in `access_world.py`. An address
without a row fails: whoever adds one says who may open it.
"""

import functools
import re
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import Page, Site

from cms.models import LessonPage
from learning.catalogue.shelf import shelf
from learning.members.models import Membership
from learning.models import Card, Certificate, HelpRequest, JoinCode, Participant
from tests.access_table import ADMIN, SITE
from tests.access_world import ROLES, worlds
from tests.learning.factories import UserFactory

pytestmark = [
    pytest.mark.slow,
    # Wagtail leaves the buffer of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    # wagtail-localize's report of translations.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]

WRITERS = ("author", "translator", "administrator")
# Addresses that a pattern does not give away.
EXAMPLES = {
    "wagtailadmin_pages:revisions_compare": (
        "/admin/pages/{page_id}/revisions/compare/live...latest/"
    ),
    "wagtail_bulk_action": "/admin/bulk/wagtailcore/page/delete/?id={page_id}",
    "wagtailsnippets_cms_fact:revisions_compare": (
        "/admin/snippets/cms/fact/history/{fact_id}/revisions/compare/live...latest/"
    ),
    "wagtailsnippets_cms_fact:revisions_revert": (
        "/admin/snippets/cms/fact/history/{fact_id}/revisions/{fact_revision_id}/revert/"
    ),
    "wagtailsnippets_cms_fact:revisions_unschedule": (
        "/admin/snippets/cms/fact/history/{fact_id}/revisions/{fact_revision_id}/unschedule/"
    ),
    "wagtaildocs_serve": "/documents/{document_id}/{file_name}",
    "account_confirm_email": "/en/accounts/confirm-email/a:b/",
    "account_reset_password_from_key": "/en/accounts/password/reset/key/abc-def/",
    "admin/^.*/$": "/admin/nothing-is-here/",
}
# What a union shows to everybody: its certificates by their code, the class whose code
# somebody has, its files, its pages.
SHOWN_TO_ALL = {
    "certificates:verify",
    "reading:join_with",
    "wagtaildocs_serve",
    "media/images/<path:path>",
    "standard_page",
    "reading:services",
    # Whoever is in the room, by the code on the wall.
    "reading:class_phone",
    "reading:class_wall",
    "class_from_the_wall",
}
# What a union tells the programme, and its staff therefore read.
TOLD_TO_THE_PROGRAMME = {
    "programme_desk:outcomes",
    "programme_desk:outcome",
    "programme_desk:outcome_doubles",
}
# Numbers of something that only its maker can touch, so anybody may ask (Wagtail: 200).
OWN_BY_MAKER = {"wagtailadmin_editing_sessions:release"}
# Where the sweep comes from.
SITE_OF = "cross-site"
# Django's own word for "nothing there": not found, forbidden, or to the log-in.
REFUSED = {302, 403, 404, 405}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver; `row` is what the table calls it."""

    name: str
    route: str
    has_id: bool

    @property
    def row(self) -> str:
        return self.route if self.route in TABLE else self.name

    def filled(self, place) -> str:
        """The address, with the ids of a union."""
        ids = place.ids
        if self.row in EXAMPLES:
            return EXAMPLES[self.row].format(**ids)

        def fill(part: re.Match) -> str:
            name = part.group(1)
            return str(place.pk_for(self.name) if name == "pk" else ids[name])

        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", fill, self.route.replace("^", ""))


@functools.cache
def addresses():
    """Every pattern, Wagtail's and allauth's included."""

    def walk(resolver, prefix, namespace):
        for each in resolver.url_patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
                yield from walk(each, route, inner)
            else:
                name = f"{namespace}{each.name}" if each.name else route
                yield Address(name, route, "<" in route or "(" in route)

    return list(walk(get_resolver(), "", ""))


def _table():
    """Name → (expected of own by role, expected of another union's by role or None)."""
    rows = {}
    for table, roles in ((SITE, ROLES), (ADMIN, WRITERS)):
        for cells, names in table.items():
            own, _, foreign = cells.partition("|")
            for name in names.split():
                assert name not in rows, f"{name} has two rows"
                rows[name] = [
                    dict.fromkeys(ROLES, "in")
                    | dict(zip(roles, side.split(), strict=True))
                    if side
                    else None
                    for side in (own, foreign)
                ]
    return rows


TABLE = _table()


def outcome(response) -> str:
    """What happened, in the words of the table."""
    if response.status_code in (301, 302, 303):
        to = response["Location"].partition("?")[0]
        if to in ("/en/accounts/login/", "/admin/login/"):
            return "in"
        here = response.wsgi_request.path
        return "no" if to == "/admin/" and here.startswith("/admin/") else "to"
    known = {200: "ok", 403: "no", 404: "--", 405: "po", 500: "!!"}
    return known.get(response.status_code, str(response.status_code))


@pytest.fixture(scope="module")
def unions(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once for all tests here; each test rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": "localhost",
                "root_page": Page.get_first_root_node(),
            },
        )
        yield worlds(tmp_path_factory.mktemp("modules"))
        transaction.set_rollback(True)
    shelf.forget()


@pytest.fixture
def visitor(unions, db):
    """Opens an address as somebody of union north."""

    def as_role(role, **options):
        client = Client(raise_request_exception=False, **options)
        user = unions[0].people[role]
        if user:
            client.force_login(user)
        return client

    return as_role


def told(response) -> str:
    """All a response says, its headers too."""
    content = b"".join(response) if response.streaming else response.content
    return f"{content.decode(errors='replace')} {response.headers}".lower()


def test_every_address_has_a_row_and_every_row_an_address():
    found = {each.row for each in addresses()}
    assert found - set(TABLE) == set()
    assert set(TABLE) - found == set()


def test_every_address_with_an_id_says_what_others_get():
    unsaid = {
        each.row
        for each in addresses()
        if each.has_id
        and not TABLE.get(each.row, "--")[1]
        and each.route != "admin/^.*/$"
    }
    assert unsaid == set()


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_gets_of_its_own_union(unions, visitor, role):
    north, south = unions
    client = visitor(role)
    wrong, leaked = sweep(client, role, north, south, side=0)
    assert wrong == []
    assert leaked == []


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_gets_of_another_union(unions, visitor, role):
    _, south = unions
    wrong, leaked = sweep(visitor(role), role, south, south, side=1)
    assert wrong == []
    assert leaked == []


@pytest.mark.on_postgresql
def test_every_address_opens_for_somebody(unions, visitor):
    """On the other database too, each page once, for the first who may see it."""
    north, _ = unions
    clients = {role: visitor(role) for role in ROLES}
    wrong = []
    # Who has scanned a card comes to the page that says whose it is.
    clients["coordinator"].get(
        reverse("reading:card", kwargs={"secret": north.card.secret})
    )
    for each in addresses():
        expected = TABLE[each.row][0] or {}
        role = next((role for role in ROLES[::-1] if expected.get(role) == "ok"), None)
        if role:
            response = clients[role].get(
                each.filled(north), headers={"Sec-Fetch-Site": SITE_OF}
            )
            if outcome(response) != "ok":
                wrong.append(f"{each.row}: {outcome(response)} for {role}")
            told(response)  # to its end, or a file stays open into another test
    assert wrong == []


def sweep(client, role, place, other, side) -> tuple[list, list]:
    """Open everything with the ids of `place`: what is not as written, and what tells."""
    wrong, leaked = [], []
    for each in addresses():
        expected = TABLE.get(each.row, (None, None))[side]
        if expected is None:
            continue
        # As from another site, so that no address that only shows something ends the
        # session under way.
        response = client.get(each.filled(place), headers={"Sec-Fetch-Site": SITE_OF})
        if outcome(response) != expected[role]:
            wrong.append(f"{each.row}: {outcome(response)}, not {expected[role]}")
        marks = [other.people_mark]
        told_to = each.row in TOLD_TO_THE_PROGRAMME and role in ("officer", "evaluator")
        if role != "administrator" and each.row not in SHOWN_TO_ALL and not told_to:
            marks.append(other.words_mark)
        leaked += [f"{each.row}: {mark}" for mark in marks if mark in told(response)]
    return wrong, leaked


@pytest.mark.one_database
@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_nobody_changes_anything_of_another_union(unions, visitor, role):
    _, south = unions
    client = visitor(role)
    before = state_of(south)
    let_in = [
        f"{each.row}: {response.status_code}"
        for each in addresses()
        if TABLE.get(each.row, "--")[1] and each.row not in SHOWN_TO_ALL | OWN_BY_MAKER
        for response in [client.post(each.filled(south))]
        if response.status_code not in REFUSED and TABLE[each.row][1][role] != "ok"
    ]
    assert let_in == []
    assert state_of(south) == before


def state_of(place) -> list:
    """What of a union a stranger might change."""
    rows = [
        *Certificate.objects.for_tenant(place.union).values(),
        *HelpRequest.objects.for_tenant(place.union).values(),
        *Participant.objects.for_tenant(place.union).values(),
        *Membership.objects.filter(union=place.union).values(),
        *Card.objects.for_tenant(place.union).values(),
        *JoinCode.objects.for_tenant(place.union).values(),
        *LessonPage.objects.child_of(place.module).order_by("pk").values(),
        place.workspace.collection.get_children().count(),
    ]
    for row in (
        place.image,
        place.document,
        place.term,
        place.standard,
        place.fact,
        place.mark,
        place.service,
    ):
        row.refresh_from_db()
        rows.append(str(row))
    return rows


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["anonymous", "trainee", "author"])
def test_no_form_is_taken_without_its_token(unions, visitor, role):
    north, _ = unions
    client = visitor(role, enforce_csrf_checks=True)
    taken = {
        each.row
        for each in addresses()
        if client.post(each.filled(north)).status_code not in {302, 403, 404, 405}
    }
    assert taken == set()


def test_staff_without_a_second_factor_enter_no_staff_room(unions, db):
    north, _ = unions
    client = Client()
    user = UserFactory(sign_in_name="new-trainer", email="new@example.org")
    Membership.objects.create(user=user, union=north.union, role="trainer")
    client.force_login(user)
    for path in ("/en/trainings/", "/admin/", "/en/union/", "/en/programme/"):
        answer = client.get(path)
        assert answer.status_code in {302, 404}, path
        if answer.status_code == 302:
            assert answer["Location"] == "/en/accounts/second-factor/"


def test_a_role_that_has_ended_opens_nothing(unions, visitor):
    north, _ = unions
    Membership.objects.filter(user=north.people["trainer"]).update(ends_on="2026-01-01")
    client = visitor("trainer")
    assert client.get("/en/trainings/").status_code == 404
    assert client.get(f"/en/modules/{north.course}/").status_code == 404
    answer = client.post(f"/en/trainings/help/{north.help_request.pk}/")
    assert answer.status_code == 404
