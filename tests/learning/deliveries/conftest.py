import pytest
from django.utils import translation

from learning.catalogue.shelf import shelf


@pytest.fixture(autouse=True)
def _fresh():
    """An empty shelf, and English, which another language would leave behind."""
    shelf.forget()
    with translation.override("en"):
        yield
    shelf.forget()
