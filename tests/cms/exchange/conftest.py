"""A small module on the programme's shelves, and a union that may take it over."""

from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Locale

from cms.module_files import load_module
from cms.walls.workspaces import set_up_programme, set_up_tenant
from tests.cms.conftest import make_union

SMALL = Path(__file__).parent.parent / "small_module"


@pytest.fixture
def home(db):
    """The programme's home in English; all languages are there."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    return next(
        each for each in set_up_programme().homes if each.locale.language_code == "en"
    )


@pytest.fixture
def module(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return load_module(SMALL, home)


@pytest.fixture
def north(home):
    union = make_union("north")
    set_up_tenant(union)
    return union
