"""Facts as files: loaded by the author's and the translator's own path."""

import tomllib
from datetime import date

import polib
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from cms.fact_files import export_facts, load_facts
from cms.models import Fact
from cms.module_files import ModuleFilesError
from tests.cms.facting import change_fact

LAW = """
[[fact]]
key = "law"
value = "26 July 2028"
statement = "The directive applies from 26 July 2028."
jurisdiction = "EU"
instrument = "Directive (EU) 2024/1760"
source = "A book"
as_of = 2026-11-22
review_by = 2027-02-22
confidence = "high"
"""


@pytest.fixture
def folder(english, tmp_path):
    Locale.objects.get_or_create(language_code="fr")
    (tmp_path / "facts.toml").write_text(LAW)
    return tmp_path


@pytest.fixture
def load(folder, django_capture_on_commit_callbacks):
    def load_and_commit():
        with django_capture_on_commit_callbacks(execute=True):
            return load_facts(folder)

    return load_and_commit


def french() -> Fact:
    return Fact.objects.get(key="law", locale__language_code="fr")


def translate(folder):
    """Export, fill in, lay beside the facts: what a translator does."""
    po = export_facts("fr")
    for entry in po:
        entry.msgstr = f"fr: {entry.msgid}"
    po.save(str(folder / "fr.po"))


def test_loading_makes_live_facts_and_again_changes_nothing(load):
    (fact,) = load()
    assert fact.live
    assert fact.union is None
    revisions = fact.revisions.count()
    (again,) = load()
    assert again.pk == fact.pk
    assert again.revisions.count() == revisions


def test_a_changed_line_is_published_and_keeps_its_identity(load, folder):
    (before,) = load()
    (folder / "facts.toml").write_text(LAW.replace("2028", "2029"))
    (after,) = load()
    assert (after.pk, after.value) == (before.pk, "26 July 2029")
    assert after.revisions.count() == before.revisions.count()


def test_a_file_of_a_translator_comes_in_by_her_own_path_and_only_once(load, folder):
    load()
    translate(folder)
    load()
    assert french().live
    assert french().value == "fr: 26 July 2028"
    revision = french().latest_revision_id
    load()
    assert french().latest_revision_id == revision


def test_what_is_not_translated_any_more_shows_in_the_originals_words(load, folder):
    load()
    translate(folder)
    load()
    (folder / "facts.toml").write_text(LAW.replace('"26 July 2028"', '"26 July 2029"'))
    load()
    assert french().value == "26 July 2029"
    assert french().statement.startswith("fr: The directive")


def test_the_export_has_every_words_and_comes_back_the_same(load, folder):
    load()
    po = export_facts("fr")
    assert {entry.msgctxt for entry in po} == {
        "facts/law:value",
        "facts/law:statement",
        "facts/law:instrument",
    }
    translate(folder)
    load()
    original = polib.pofile(str(folder / "fr.po"))
    assert {(e.msgctxt, e.msgstr) for e in export_facts("fr")} == {
        (e.msgctxt, e.msgstr) for e in original
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "law"', 'key = "Law"', "lower-case"),
        ('key = "law"\n', "", "key"),
        ('"high"', '"certain"', "certain"),
        ('"EU"', '"XX"', "XX"),
        ("as_of = 2026-11-22", 'as_of = "soon"', "as_of"),
        ("as_of = 2026-11-22", "as_of = 2026-11-22T10:00:00", "as_of"),
        ("review_by = 2027-02-22", "review_by = 2026-01-01", "after"),
        ('source = "A book"', "sauce = 3", "source"),
        ('source = "A book"', 'source = "A book"\nsauce = "x"', "sauce"),
        ("applies from 26", "applies from {fact:law} 26", "another fact"),
        ('key = "law"', 'key = "law', "facts.toml"),
    ],
)
def test_what_the_editor_would_refuse_is_refused_by_name(folder, old, new, said):
    (folder / "facts.toml").write_text(LAW.replace(old, new))
    with pytest.raises(ModuleFilesError, match=r"facts\.toml") as refused:
        load_facts(folder)
    assert said in str(refused.value)
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("name", "words"), [("xx.po", ""), ("fr.po", "nonsense"), ("fr.po", "\x00\xff")]
)
def test_a_broken_file_of_a_translator_is_refused_by_name(folder, name, words):
    (folder / name).write_bytes(words.encode("latin-1"))
    with pytest.raises(ModuleFilesError, match=name):
        load_facts(folder)


def test_the_commands(folder, capsys, tmp_path):
    call_command("load_facts", str(folder))
    call_command("export_po", "facts", "fr", str(tmp_path / "out.po"))
    assert len(polib.pofile(str(tmp_path / "out.po"))) == 3
    with pytest.raises(CommandError, match="xx"):
        call_command("export_po", "facts", "xx", str(tmp_path / "out.po"))
    with pytest.raises(CommandError, match=r"facts\.toml"):
        call_command("load_facts", str(tmp_path / "nowhere"))


def test_a_words_changed_in_the_admin_are_set_back_by_the_file(load):
    (fact,) = load()
    change_fact(fact, value="changed")
    (again,) = load()
    assert again.value == "26 July 2028"


# --- the file that comes with the house -------------------------------------------------


def entries():
    file = settings.BASE_DIR / "fixtures" / "facts" / "facts.toml"
    return tomllib.loads(file.read_text())["fact"]


def test_every_fact_of_ours_can_be_loaded(english):
    folder = settings.BASE_DIR / "fixtures" / "facts"
    empty = [entry for entry in entries() if not entry["source"]]
    assert empty == []
    assert len({entry["key"] for entry in entries()}) == len(entries())
    assert (folder / "facts.toml").exists()


def test_what_is_only_known_says_so():
    """A source that nobody has read is no source."""
    unread = [
        entry["key"]
        for entry in entries()
        if "not yet read" in entry["source"] and entry["confidence"] != "to_check"
    ]
    assert unread == []


def test_laws_under_change_are_looked_at_every_three_months():
    late = [
        entry["key"]
        for entry in entries()
        if entry["key"].startswith(("csddd", "flr", "lksg"))
        and entry["review_by"] > date(2027, 2, 22)
    ]
    assert late == []


def test_no_number_of_companies_is_printed():
    """The sources contradict each other about how many the CSDDD covers."""
    said = " ".join(f"{entry['value']} {entry['statement']}" for entry in entries())
    assert "1,600" not in said
    assert "6,000" not in said
