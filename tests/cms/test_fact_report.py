"""One list of what changed facts touch, inside the walls; the home screen leads to it."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from wagtail.models import Locale

from cms.author_home import facts_waiting_for
from cms.fact_report import expired_facts, marks_for, rows_of, untranslated
from cms.models import FactMark
from cms.walls.workspaces import (
    bring_groups_up_to_date,
    set_up_programme,
    set_up_tenant,
)
from learning.catalogue.shelf import shelf
from learning.members.actions.unions import open_the_open_tenant
from learning.models import Membership, User
from tests.cms.conftest import make_union
from tests.cms.facting import add_fact, change_fact
from tests.cms.translating import SINGLE, add_lesson, heading, publish, translate

REPORT = "/admin/reports/facts/"


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


def author_of(union, name) -> User:
    """An author of a union; of the programme, if it is the Open one."""
    user = User.objects.create_user(name, "x", email=f"{name}@example.org")
    Membership.objects.create(user=user, union=union, role="author")
    bring_groups_up_to_date(user)
    TOTP.activate(user, generate_totp_secret())
    return user


@pytest.fixture
def law(english, committed):
    return committed(add_fact)


@pytest.fixture
def lesson(module, law, committed):
    """A lesson of the programme that uses the law twice."""
    committed(publish, module)
    body = [heading("From {fact:law}."), heading("Until {fact:law}.", 2), SINGLE]
    return committed(publish, add_lesson(module, "one", body))


@pytest.fixture
def programme_author(home):
    set_up_programme()
    return author_of(open_the_open_tenant(), "programme-author")


def test_a_row_says_from_what_to_what_where_and_whether_it_is_translated(
    lesson, law, committed, programme_author
):
    Locale.objects.get_or_create(language_code="fr")
    committed(translate, lesson)
    committed(change_fact, law, value="26 July 2029")
    rows = {
        row.page.locale.language_code: row for row in rows_of(FactMark.objects.all())
    }
    english = rows["en"]
    assert english.changes == [("26 July 2028", "26 July 2029")]
    assert english.is_translated
    assert [label for label, _address in english.places] == ["Heading", "Heading"]
    assert english.places[0][1].endswith(f"#block-{lesson.body[0].id}-section")
    assert not rows["fr"].is_translated
    assert [
        (str(each.language_code), count)
        for each, count in untranslated(programme_author)
    ] == [("fr", 1)]


def test_a_long_list_costs_the_same_queries(lesson, django_assert_max_num_queries):
    for number in range(5):
        FactMark.objects.create(
            page_id=lesson.pk,
            fact=f"00000000-0000-0000-0000-00000000000{number}",
            key="law",
            before={},
            after={},
            changed_at=timezone.now(),
        )
    with django_assert_max_num_queries(8):
        assert len(rows_of(FactMark.objects.all())) == 5


def test_the_list_opens_and_a_row_is_ticked_off(
    lesson, law, committed, programme_author, client
):
    committed(change_fact, law, value="<b>26 July 2029")
    client.force_login(programme_author)
    page = client.get(REPORT).content.decode()
    assert "26 July 2028</del> → <ins>&lt;b&gt;26 July 2029" in page
    assert "About one" in page
    mark = FactMark.objects.get()
    answer = client.post(f"{REPORT}{mark.pk}/seen/")
    assert answer["Location"] == REPORT
    mark.refresh_from_db()
    assert (mark.seen_by, mark.seen_at is not None) == (programme_author, True)
    assert "About one" not in client.get(REPORT).content.decode()
    assert "programme-author" in client.get(f"{REPORT}?seen=1").content.decode()


def test_an_author_of_a_union_sees_and_ticks_nothing_of_the_programme(
    lesson, law, committed, client
):
    union = make_union("north")
    set_up_tenant(union)
    north = author_of(union, "north-author")
    committed(change_fact, law, value="26 July 2029")
    assert not marks_for(north).exists()
    client.force_login(north)
    assert "About one" not in client.get(REPORT).content.decode()
    mark = FactMark.objects.get()
    assert client.post(f"{REPORT}{mark.pk}/seen/").status_code == 404
    assert client.post(f"{REPORT}{10**30}/seen/").status_code == 404
    mark.refresh_from_db()
    assert mark.seen_at is None


@pytest.mark.parametrize("query", ["?p=x", "?p=-1", "?p=99999999999", "?seen=<"])
def test_strange_questions_to_the_list_are_answered(
    lesson, programme_author, client, query
):
    client.force_login(programme_author)
    assert client.get(REPORT + query).status_code == 200


# --- the home screen ----------------------------------------------------------------------


def test_facts_wait_on_the_home_screen_of_those_who_may_change_them(
    lesson, law, committed, programme_author, client
):
    union = make_union("north")
    set_up_tenant(union)
    north = author_of(union, "north-author")
    assert facts_waiting_for(programme_author) == []
    committed(
        change_fact, law, value="x", as_of=date(2020, 1, 1), review_by=date(2020, 2, 1)
    )
    changed, expired = facts_waiting_for(programme_author)
    assert (changed.url, changed.sentence) == (REPORT, "1 page to look at.")
    assert expired.title == "law: x"
    assert "Feb. 1, 2020" in expired.sentence
    assert facts_waiting_for(north) == []
    own = committed(
        add_fact, "own", union, as_of=date(2020, 1, 1), review_by=date(2020, 2, 1)
    )
    assert expired_facts(north) == [own]
    client.force_login(programme_author)
    home = client.get("/admin/").content.decode()
    assert "law: x" in home
    assert REPORT in home


def test_translations_of_an_expired_fact_do_not_wait_one_by_one(
    english, committed, programme_author
):
    Locale.objects.get_or_create(language_code="fr")
    committed(add_fact, as_of=date(2020, 1, 1), review_by=date(2020, 2, 1))
    assert len(expired_facts(programme_author)) == 1
