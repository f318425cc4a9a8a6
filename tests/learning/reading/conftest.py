"""Alice, a trainee; Charlie, of another union; a module she may learn."""

import pytest
from django.utils import translation

from learning.catalogue.shelf import shelf
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    UnionFactory,
    activity,
    spec_of,
)

KINDS = ("single", "multiple", "true_false", "ordering", "matching", "numeric")


@pytest.fixture(autouse=True)
def _fresh():
    """An empty shelf, and English, which a request to /fr/ would leave behind."""
    shelf.forget()
    with translation.override("en"):
        yield
    shelf.forget()


@pytest.fixture
def union(db):
    union = UnionFactory(slug="ctb")
    union.help_contact = "The office, on Mondays."
    union.save()
    return union


@pytest.fixture
def other_union(db):
    return UnionFactory(slug="fnec")


@pytest.fixture
def alice(union):
    return ParticipantFactory(union=union)


@pytest.fixture
def charlie(other_union):
    return ParticipantFactory(union=other_union)


@pytest.fixture
def module(db):
    return ModuleFactory(slug="talks", title="Talking")


@pytest.fixture
def lesson(module):
    """A question of every kind."""
    return LessonFactory(
        module=module, slug="first", activities=[activity(kind) for kind in KINDS]
    )


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice.user)
    return client


def question(lesson, kind: str) -> dict:
    """The spec of the question of that kind in a lesson."""
    return next(each for each in spec_of(lesson)["activities"] if each["kind"] == kind)
