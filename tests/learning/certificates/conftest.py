"""Alice, who has passed; Charlie, of another union; and the paper she holds."""

import pytest
from django.utils import translation

from learning.catalogue.shelf import shelf
from learning.certificates.actions import issue_certificate
from learning.progress.actions.events import close_attempt, open_attempt
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    UnionFactory,
)


@pytest.fixture(autouse=True)
def _fresh():
    """An empty shelf, and English, which a request to /fr/ would leave behind."""
    shelf.forget()
    with translation.override("en"):
        yield
    shelf.forget()


@pytest.fixture
def union(db):
    return UnionFactory(slug="ctb", name="Centrale du Coton")


@pytest.fixture
def alice(union):
    return ParticipantFactory(union=union)


@pytest.fixture
def charlie(db):
    return ParticipantFactory(union=UnionFactory(slug="fnec"))


@pytest.fixture
def final_test(db):
    module = ModuleFactory(slug="talks", title="Talking", minutes=150)
    return LessonFactory(module=module, kind="final_test")


@pytest.fixture
def sitting(final_test):
    """Sits a test to the end: `sitting(alice)`."""

    def sit(person, passed=True):
        attempt = open_attempt(
            participant=person, lesson_key=final_test.key, version=1, by=person.user
        )
        close_attempt(
            attempt=attempt, percent=90, passed=passed, language="en", by=person.user
        )
        return attempt

    return sit


@pytest.fixture
def certificate(alice, sitting):
    return issue_certificate(attempt=sitting(alice), language="en", by=alice.user)
