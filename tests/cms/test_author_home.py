"""What waits for an author: failures and lagging translations, inside her walls."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from wagtail.models import Locale

from cms.author_home import isolated, lag_of, notes_on, waiting_for
from cms.failures import CompileFailure
from cms.models import LessonPage, ModulePage
from cms.walls.workspaces import bring_groups_up_to_date, set_up_tenant
from learning.catalogue.shelf import shelf
from learning.models import Membership, User
from tests.cms.conftest import make_union
from tests.cms.translating import SINGLE, add_lesson, heading, publish, translate


@pytest.fixture(autouse=True)
def _fresh_shelf():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


class Workplace:
    """A union with an author, and a lesson of hers in English and in French."""

    def __init__(self, slug, committed):
        self.union = make_union(slug)
        home = set_up_tenant(self.union).homes[0]
        self.author = User.objects.create_user(f"{slug}-author", "x")
        Membership.objects.create(user=self.author, union=self.union, role="author")
        bring_groups_up_to_date(self.author)
        module = home.add_child(
            instance=ModulePage(
                title=f"{slug} module", slug=slug, summary="-", outcome="-"
            )
        )
        self.module = publish(module)
        self.lesson = publish(add_lesson(self.module, f"{slug}-lesson"))
        committed(translate, self.module)
        committed(translate, self.lesson)
        self.french = LessonPage.objects.get(
            slug=self.lesson.slug, locale__language_code="fr"
        )


@pytest.fixture
def north(root, committed):
    Locale.objects.get_or_create(language_code="fr")
    return Workplace("north", committed)


def waits(user) -> list[str]:
    return [f"{each.title}: {each.sentence}" for each in waiting_for(user)]


def test_nothing_waits_when_all_is_well(north):
    assert waits(north.author) == []
    assert notes_on(north.lesson) == []
    assert notes_on(north.french) == []


def test_a_failure_comes_first_and_leads_to_its_page(north, committed):
    committed(publish, north.lesson, body=[heading("Four"), SINGLE])
    CompileFailure.objects.create(page_id=north.module.pk, reason="Because.")
    first, *others = waiting_for(north.author)
    assert first.sentence == "Because."
    assert first.url == f"/admin/pages/{north.module.pk}/edit/"
    assert len(others) == 1
    assert notes_on(north.module) == ["Not published: Because."]


def test_a_lagging_translation_says_how_much_is_missing(north, committed):
    committed(publish, north.lesson, body=[heading("Four"), SINGLE])
    (said,) = waits(north.author)
    assert f"{isolated('français')}: 1 of 8 pieces" in said
    assert "still read the earlier text" in said
    assert notes_on(north.french) == [lag_of(north.french)]
    (note,) = notes_on(north.lesson)
    assert note.endswith("in: fr.")


def test_a_translation_that_was_never_shown_says_so(north, committed):
    committed(publish, add_lesson(north.module, "another"))
    (said,) = waits(north.author)
    assert "read it in another language" in said
    assert "earlier text" not in said


def test_many_that_were_never_shown_are_one_line_and_cost_no_more_queries(
    north, committed, django_assert_num_queries, monkeypatch
):
    # The shelf asks once a second whether it is still the latest: not in this count.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)
    committed(publish, add_lesson(north.module, "more-0"))
    assert len(waits(north.author)) == 1
    with django_assert_num_queries(11):
        waiting_for(north.author)
    for number in range(1, 4):
        committed(publish, add_lesson(north.module, f"more-{number}"))

    assert len(waits(north.author)) == 1
    with django_assert_num_queries(11):
        (said,) = waiting_for(north.author)

    home = north.french.get_ancestors().get(depth=2)
    assert said.url == f"/admin/pages/{home.pk}/"
    assert said.sentence.startswith("4 pages wait for their first translation.")


def test_a_lag_ends_when_it_is_mended(north, committed):
    committed(publish, north.lesson, body=[heading("Four"), SINGLE])
    committed(translate, north.lesson)
    assert waits(north.author) == []


def test_a_source_never_lags(north):
    assert lag_of(north.lesson) == ""
    assert lag_of(north.module) == ""


def test_what_waits_in_another_union_is_not_told(north, committed):
    south = Workplace("south", committed)
    committed(publish, south.lesson, body=[heading("Four"), SINGLE])
    CompileFailure.objects.create(page_id=south.module.pk, reason="Southern.")
    assert waits(north.author) == []
    assert len(waits(south.author)) == 2
    assert len(waits(User.objects.create_superuser("admin", "x"))) == 2
    assert waits(User.objects.create_user("nobody", "x")) == []


def test_the_home_screen_and_the_edit_view_show_it(north, client):
    CompileFailure.objects.create(page_id=north.lesson.pk, reason="<b>Because</b>")
    admin = User.objects.create_superuser("admin", "x")
    TOTP.activate(admin, generate_totp_secret())
    client.force_login(admin)
    assert "&lt;b&gt;Because" in client.get("/admin/").content.decode()
    edit = client.get(f"/admin/pages/{north.lesson.pk}/edit/").content.decode()
    assert "Not published: &lt;b&gt;Because" in edit
