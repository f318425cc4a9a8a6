"""Adding a language is one command and no code: proved with a lesson in Khmer."""

import gettext as gettext_module
import re
import shutil
from io import StringIO

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from cms.languages import (
    UnknownLanguageError,
    add_language,
    bring_up_to_date,
    catalogue_of,
    missing_strings,
    plural_forms,
)
from cms.models import HomePage, LessonPage, ModulePage
from cms.module_files import export_po, load_module
from cms.walls.workspaces import set_up_programme, set_up_tenant
from learning.catalogue.shelf import shelf
from learning.models import LearningEvent
from tests.cms.conftest import make_union
from tests.cms.test_module_files import SMALL
from tests.learning.factories import ParticipantFactory

# "Talking together is the strength of workers": no spaces, as Khmer is written.
SENTENCE = "ការពិភាក្សាគ្នាជាកម្លាំងរបស់កម្មករ"


@pytest.fixture(autouse=True)
def _fresh_shelf():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def locales(settings, tmp_path):
    """A folder for catalogues that is thrown away, as if the project had English only."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale"


@pytest.fixture
def khmer(settings):
    """What settings read from the folder after a restart."""
    languages = [("en", "English"), ("km", "Khmer")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


@pytest.fixture
def home(root):
    for code in ("en", "fr", "es"):
        Locale.objects.get_or_create(language_code=code)
    return set_up_programme().homes[0]


def test_a_catalogue_lists_every_string_of_the_interface(home, locales, settings):
    catalogue = add_language("km")
    assert catalogue == locales / "km" / "LC_MESSAGES" / "django.po"
    made = polib.pofile(str(catalogue))
    french = polib.pofile(str(settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"))
    keys = {(entry.msgctxt, entry.msgid) for entry in french if not entry.obsolete}
    assert {(entry.msgctxt, entry.msgid) for entry in made} == keys
    assert made.metadata["Language"] == "km"
    assert made.metadata["Plural-Forms"].startswith("nplurals=1;")
    assert missing_strings("km") == [entry.msgid for entry in made]


def test_every_workspace_gets_a_home(home, locales, root):
    set_up_tenant(make_union("north"))
    add_language("km")
    homes = HomePage.objects.filter(locale__language_code="km")
    assert {each.union and each.union.slug for each in homes} == {None, "north"}
    assert all(each.live for each in homes)
    for each in homes:
        groups = each.group_permissions.values_list("group__name", flat=True)
        assert len(set(groups)) == 2


def test_adding_it_again_changes_nothing_and_keeps_what_was_translated(home, locales):
    catalogue = add_language("km")
    made = polib.pofile(str(catalogue))
    made[0].msgstr = SENTENCE
    made.save()
    pages = HomePage.objects.count()
    add_language("km")
    assert polib.pofile(str(catalogue))[0].msgstr == SENTENCE
    assert len(missing_strings("km")) == len(made) - 1
    assert HomePage.objects.count() == pages
    assert Locale.objects.filter(language_code="km").count() == 1


def test_a_string_that_came_later_is_brought_in(locales):
    catalogue = catalogue_of("km")
    catalogue.parent.mkdir(parents=True)
    kept = polib.POFile()
    kept.append(polib.POEntry(msgid="Only here", msgstr=SENTENCE))
    kept.save(str(catalogue))
    made = bring_up_to_date(catalogue, "km")
    assert made.find("Only here").msgstr == SENTENCE
    assert len(made) > 100


@pytest.mark.parametrize(
    ("code", "folder"),
    [("km", "km"), ("es-419", "es_419"), ("pt-br", "pt_BR"), ("zh-hans", "zh_Hans")],
)
def test_the_folder_is_where_django_looks(locales, code, folder):
    assert catalogue_of(code).parts[-3] == folder


@pytest.mark.parametrize(
    "code", ["", "xx", "klingon", "../km", "km/../fr", "k\x00m", "x" * 500, "en_GB!"]
)
def test_an_unknown_code_is_refused_and_nothing_is_made(home, locales, code):
    before = set(Locale.objects.values_list("language_code", flat=True))
    with pytest.raises(UnknownLanguageError):
        add_language(code)
    assert not locales.exists()
    with pytest.raises(CommandError):
        call_command("add_language", code)
    assert set(Locale.objects.values_list("language_code", flat=True)) == before


@pytest.mark.parametrize(
    ("code", "forms"), [("km", 1), ("fr", 2), ("ar", 6), ("vi", 1), ("ur", 2)]
)
def test_plurals_are_as_many_as_cldr_says(code, forms):
    assert plural_forms(code).startswith(f"nplurals={forms};")


def test_plurals_are_numbered_as_django_numbers_them():
    """Sixty minutes are the fifth form in Arabic, a hundred the sixth."""
    number_of = gettext_module.c2py(re.search("plural=(.+);", plural_forms("ar"))[1])
    assert [number_of(count) for count in (0, 1, 2, 3, 60, 100)] == [0, 1, 2, 3, 4, 5]


def test_the_command_says_what_waits_for_a_translator(home, locales):
    output = StringIO()
    call_command("add_language", "km", stdout=output)
    said = output.getvalue()
    missing = missing_strings("km")
    assert f"{len(missing)} strings wait for a translator" in said
    assert all(each in said for each in missing)
    assert "Restart" in said


# --- one lesson in Khmer ---------------------------------------------------------------


@pytest.fixture
def small(home, locales, committed, tmp_path):
    """The small module, live in English; then the language; then a translator's file."""
    folder = shutil.copytree(SMALL, tmp_path / "small")
    (folder / "fr.po").unlink()
    committed(load_module, folder, home)
    call_command("add_language", "km", stdout=StringIO())
    po = export_po(ModulePage.objects.get(slug="small", locale=home.locale), "km")
    for entry in po:
        entry.msgstr = f"{SENTENCE}{entry.linenum or ''}"
    po.save(str(folder / "km.po"))
    committed(load_module, folder, home)
    return folder


@pytest.mark.slow
def test_a_translator_finds_every_live_lesson(home, locales, committed):
    committed(load_module, SMALL, home)
    call_command("add_language", "km", stdout=StringIO())
    waiting = LessonPage.objects.filter(locale__language_code="km")
    assert sorted(waiting.values_list("slug", "live")) == [
        ("first", False),
        ("second", False),
    ]


@pytest.mark.slow
def test_a_lesson_reads_in_khmer(small, khmer, client):
    answer = client.get("/km/modules/small/first/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="km" dir="ltr"' in page
    assert "<article>" in page
    assert page.count(SENTENCE) >= 8
    # The interface is not translated yet, and says so in English, not in nothing.
    assert "Keep my place" in page
    for path in ("/km/", "/km/modules/small/", "/km/help/", "/km/verify/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert '<html lang="km"' in answer.content.decode()


@pytest.mark.slow
def test_an_answer_given_in_khmer_counts_in_every_language(small, khmer, client):
    person = ParticipantFactory()
    client.force_login(person.user)
    lesson = shelf.module("small").lesson("first")
    (question,) = shelf.spec(lesson.key, 1)["activities"]
    right = next(each["id"] for each in question["choices"] if each["right"])
    client.post(
        "/km/modules/small/first/", {"check": question["id"], question["id"]: right}
    )
    event = LearningEvent.objects.for_participant(person).get(verb="answered")
    assert event.language == "km"
    assert (
        "Yes, that is right." in client.get("/en/modules/small/first/").content.decode()
    )


@pytest.mark.slow
def test_a_line_may_break_although_there_is_no_space(small, khmer, client, settings):
    """Browsers find Khmer words by `lang`; nothing keeps them from breaking between."""
    page = client.get("/km/modules/small/first/").content.decode()
    assert "&nbsp;" not in page.partition("<article")[2]
    assert "\u2060" not in page
    css = (settings.BASE_DIR / "cms/static/cms/css/base.css").read_text()
    assert ":lang(km)" in css
    assert "overflow-wrap: break-word" in css
    for forbidden in ("word-break: keep-all", "line-break: strict", "text-overflow"):
        assert forbidden not in css


def test_lengths_are_counted_in_characters(home):
    """A Khmer letter takes three bytes; it is one letter all the same."""
    module = home.add_child(
        instance=ModulePage(title="M", slug="m", summary="-", outcome="-")
    )
    page = LessonPage(title="ក" * 255, slug="long", objective="ក" * 250)
    page = module.add_child(instance=page)
    page.refresh_from_db()
    assert (len(page.title), len(page.objective)) == (255, 250)
    page.objective = "ក" * 251
    with pytest.raises(ValidationError):
        page.full_clean()
