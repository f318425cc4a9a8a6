"""Pages, blocks and people to write them."""

import pytest
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, LessonPage, ModulePage
from learning.models import Union


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def root(english):
    """The root of the tree, without the welcome page that Wagtail's migrations make."""
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    return Page.objects.get(pk=root.pk)


@pytest.fixture
def home(root, english):
    home = root.add_child(
        instance=HomePage(title="Programme", slug="programme", locale=english)
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": root}
    )
    return home


@pytest.fixture
def module(home):
    return home.add_child(
        instance=ModulePage(
            title="Negotiation",
            slug="negotiation",
            summary="How to talk",
            outcome="I can talk",
        )
    )


@pytest.fixture
def lesson(module):
    return module.add_child(
        instance=LessonPage(
            title="Why we talk",
            slug="why-we-talk",
            objective="I can say why",
            body=[("heading", {"text": "Three strengths"})],
        )
    )


@pytest.fixture
def union(db):
    return make_union("north")


def make_union(slug):
    union = Union(
        slug=slug,
        name=f"Union {slug}",
        level=Union.Level.LOCAL,
        lineage=f"{slug}/",
        keeps_own_key=True,
        country="BJ",
    )
    union.tenant = union
    union.save()
    return union
