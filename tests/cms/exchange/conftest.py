"""A small module on the programme's shelves, and a union that may take it over."""

import shutil
from pathlib import Path

import pytest
from wagtail.models import Locale

from cms.module_files import load_module
from cms.walls.workspaces import set_up_programme, set_up_tenant
from learning.catalogue.shelf import shelf
from tests.cms.conftest import make_union

SMALL = Path(__file__).parent.parent / "small_module"


@pytest.fixture
def home(db):
    """The programme's home in English, and one in French: two say all, and are quick."""
    for code in ("en", "fr"):
        Locale.objects.get_or_create(language_code=code)
    return next(
        each for each in set_up_programme().homes if each.locale.language_code == "en"
    )


@pytest.fixture
def module(home):
    module = load_module(SMALL, home)
    shelf.forget()
    return module


@pytest.fixture
def plain(home, tmp_path):
    """The same without its translation, for what has nothing to do with languages."""
    folder = shutil.copytree(SMALL, tmp_path / "plain", ignore=lambda *_: ["fr.po"])
    module = load_module(folder, home)
    shelf.forget()
    return module


@pytest.fixture
def north(home):
    union = make_union("north")
    set_up_tenant(union)
    return union
