"""Alice and Bob of one union, Charlie of the other, and a name that could leak."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import translation

from learning.members import actions
from learning.members.models import Identity, Union, User
from learning.members.roles import Administrator, Coordinator, Trainer

PIN = "739182"
PASSWORD = "a long enough sentence"


@pytest.fixture(autouse=True)
def _room(settings, tmp_path):
    settings.ROOT_URLCONF = "tests.learning.members.urlconf"
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir()
    # The language of the request before, of whatever test, would linger.
    with translation.override("en"):
        yield


@pytest.fixture
def union(db):
    return _tenant("CTB", "ctb", "BJ")


@pytest.fixture
def other_union(db):
    return _tenant("FNEC", "fnec", "GT")


def _tenant(name, slug, country):
    return actions.found_union(
        name=name,
        slug=slug,
        level=Union.Level.FEDERATION,
        country=country,
        keeps_own_key=True,
        by=None,
    )


@pytest.fixture
def open_tenant(db):
    return actions.open_the_open_tenant()


@pytest.fixture
def make_staff(db):
    def make(name):
        user = User.objects.create_user(
            f"staff-{name}", PASSWORD, email=f"{name}@example.org"
        )
        EmailAddress.objects.create(
            user=user, email=user.email, primary=True, verified=True
        )
        return user

    return make


@pytest.fixture
def administrator(make_staff):
    user = make_staff("administrator")
    actions.appoint(user=user, role=Administrator, by=None)
    return user


@pytest.fixture
def coordinator(make_staff, union, administrator):
    user = make_staff("coordinator")
    actions.appoint(user=user, role=Coordinator, union=union, by=administrator)
    return user


@pytest.fixture
def other_coordinator(make_staff, other_union, administrator):
    user = make_staff("other-coordinator")
    actions.appoint(user=user, role=Coordinator, union=other_union, by=administrator)
    return user


@pytest.fixture
def trainer(make_staff, union, coordinator):
    user = make_staff("trainer")
    actions.appoint(user=user, role=Trainer, union=union, by=coordinator)
    return user


@pytest.fixture
def alice(union):
    return actions.keep_place(secret=PIN, language="en", union=union)


@pytest.fixture
def bob(union):
    return actions.keep_place(secret=PIN, language="fr", union=union)


@pytest.fixture
def charlie(other_union):
    place = actions.keep_place(secret=PIN, language="es", union=other_union)
    actions.name_participant(
        participant=place.participant,
        name="Charlie López",
        basis=Identity.Basis.SCREEN,
        by=place.user,
    )
    return place


@pytest.fixture
def with_second_factor():
    from allauth.mfa.totp.internal.auth import (  # noqa: PLC0415 -- needs Django set up
        TOTP,
        generate_totp_secret,
    )

    def add(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret

    return add


@pytest.fixture
def sign_in(client):
    def post(name, secret=PIN, **more):
        more = {"own_phone": "no"} | more
        headers = more.pop("headers", {})
        return client.post(
            "/en/accounts/login/",
            {"login": name, "password": secret, **more},
            **headers,
        )

    return post
