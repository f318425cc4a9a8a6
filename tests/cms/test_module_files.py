"""Modules as files: loaded by the author's and the translator's own path."""

import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale

from cms.module_files import ModuleFilesError, export_po, load_module
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.walls.workspaces import set_up_programme
from learning.catalogue.shelf import shelf
from learning.models import Edition, LessonLanguage, Spec

SMALL = Path(__file__).parent / "small_module"


@pytest.fixture
def home(db):
    """The programme's home in English; all languages are there."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    return next(
        each for each in set_up_programme().homes if each.locale.language_code == "en"
    )


@pytest.fixture
def load(home, django_capture_on_commit_callbacks):
    """Loads a folder and lets happen what waits for the commit: publishing, tasks."""

    def load_and_commit(folder):
        with django_capture_on_commit_callbacks(execute=True):
            return load_module(folder, home)

    return load_and_commit


def test_loading_makes_live_pages_and_what_trainees_read(load):
    module = load(SMALL)

    assert module.live
    on_shelf = shelf.module("small")
    assert [lesson.slug for lesson in on_shelf.lessons] == ["first", "second"]
    assert on_shelf.pre_test is not None
    assert on_shelf.final_test is not None
    assert set(on_shelf.lessons[0].languages) == {"en", "fr"}
    assert on_shelf.lessons[0].shown_in("fr").title == "La première"


def test_loading_again_changes_no_identity_and_no_version(load):
    load(SMALL)
    before = _identities()
    load(SMALL)

    assert _identities() == before
    assert Spec.objects.filter(version=2).count() == 0
    assert Edition.objects.order_by("number").last().number == 3


def _identities():
    return [
        (page.translation_key, page.locale_id, [block.id for block in page.body])
        for page in LessonPage.objects.order_by("path")
    ]


def test_a_changed_word_makes_the_translation_stale_and_keeps_it_live(load, tmp_path):
    load(SMALL)
    folder = shutil.copytree(SMALL, tmp_path / "small")
    lesson = folder / "lessons" / "01-first.toml"
    lesson.write_text(lesson.read_text().replace("A heading", "Another heading"))
    load(folder)

    shown = LessonLanguage.objects.get(language="fr", title="La première")
    assert shown.is_stale
    assert shown.is_live
    assert "Un titre" in shelf.document(shown.lesson_id, shown.version, "fr")


def test_mending_the_translation_ends_being_stale(load, tmp_path):
    load(SMALL)
    folder = shutil.copytree(SMALL, tmp_path / "small")
    lesson = folder / "lessons" / "01-first.toml"
    lesson.write_text(lesson.read_text().replace("A heading", "Another heading"))
    po = folder / "fr.po"
    po.write_text(
        po.read_text()
        .replace("A heading", "Another heading")
        .replace("Un titre", "Un autre titre")
    )
    load(folder)

    shown = LessonLanguage.objects.get(language="fr", title="La première")
    assert not shown.is_stale
    assert "Un autre titre" in shelf.document(shown.lesson_id, shown.version, "fr")


def test_the_exported_po_is_complete_and_comes_back_the_same(load):
    module = load(SMALL)
    exported = export_po(module, "fr")

    assert exported.percent_translated() == 100
    original = polib.pofile(str(SMALL / "fr.po"))
    assert {(e.msgctxt, e.msgid, e.msgstr) for e in exported} == {
        (e.msgctxt, e.msgid, e.msgstr) for e in original
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("right = true", "right = false", "right"),
        ('type = "single"', 'type = "unheard_of"', "unheard_of"),
        ("title = ", "title ", "01-first.toml"),
    ],
)
def test_files_the_editor_would_refuse_are_refused_by_name(
    home, tmp_path, old, new, said
):
    folder = shutil.copytree(SMALL, tmp_path / "small")
    lesson = folder / "lessons" / "01-first.toml"
    lesson.write_text(lesson.read_text().replace(old, new))

    with pytest.raises(ModuleFilesError, match=r"01-first\.toml") as refused:
        load_module(folder, home)
    assert said in str(refused.value)


def test_the_command_loads_a_folder(db, capsys, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("id", "Indonesian")]
    call_command("load_modules", str(SMALL))

    assert "small" in capsys.readouterr().out
    assert ModulePage.objects.filter(slug="small").exists()
