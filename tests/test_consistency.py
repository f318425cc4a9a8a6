"""What can be checked by reading is not left to review: code and templates."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines

from tests.house import (
    APPS,
    ROOT,
    ours,
    python_files,
    short,
    template_name,
    templates,
    tree,
)

# Where data of more than one tenant is touched at once, and why that is right there.
UNSCOPED_PLACES = {
    "learning/tenancy.py": "defines it",
    "learning/intake.py": "asks whether an event's id is known, in any tenant",
    "learning/members/queries.py": "a card or a join code says whose tenant it is of",
    "learning/classroom/actions/registering.py": "asks whether a mark's id is known",
    "learning/classroom/queries/trainings.py": "a code at the door has no tenant",
    "learning/classroom/actions/participations.py": "a person's rows, wherever she went",
    "learning/classroom/queries/what_counts.py": "a person's entries, wherever she went",
    "learning/members/actions/recounting.py": "marks people of whatever tenant",
    "learning/reports/queries.py": "the programme counts over all tenants",
    "learning/reports/row_hashes.py": "hashes what the programme counts, by tenant",
    "learning/reports/heads.py": "counts over all tenants what is on no list",
    "learning/reports/openings.py": "trainings of all tenants, and nobody in them",
    "learning/reports/queries_samples.py": "a sample is drawn of all tenants",
    "learning/reports/queries_sign_offs.py": "which tenants have spoken",
    "learning/reports/actions/sampling.py": "draws of the trainings of all tenants",
    "learning/reports/actions/closing.py": "freezes the registers of all tenants",
    "learning/reports/actions/restating.py": "looks at the registers of all tenants",
    "learning/reports/queries_outcomes.py": "unions tell the programme what came of it",
    "learning/reports/selection.py": "a theme, in trainings of all tenants",
    "learning/progress/actions/events.py": "writes rows in bulk; each carries its tenant",
    "learning/certificates/verification.py": "a stranger has a code and no tenant",
    "learning/classroom/queries/class_mode.py": "a phone has a code and no tenant",
}
# Where rows of facts are changed or deleted, which only erasure may do.
ERASING_PLACES = {"learning/progress/actions/events.py"}
APPEND_ONLY = {
    "AttendanceMark",
    "Attestation",
    "AuditEntry",
    "Consent",
    "Credit",
    "Edition",
    "Figure",
    "LearningEvent",
    "OutcomeMove",
    "SetAsideEvent",
    "SignOff",
    "Spec",
}
# SQL of one's own.
RAW_SQL_PLACES = {
    "cms/health.py": "asks the database whether it answers",
    "learning/reports/queries.py": "counts each person at her first row",
    "learning/safekeeping/traces.py": "makes deleted names leave the file, and asks for them",
    "learning/statements.py": "asks again what the ORM has written once",
}

TEMPLATES = templates()
STYLE_SHEETS = ours("*.css")
SCRIPTS = ours("*.js")
# The frame of every page; changing one of these changes every template.
BASE_BLOCKS = {
    "account",
    "body_class",
    "footer",
    "head",
    "header",
    "html_attributes",
    "languages",
    "main",
    "main_attributes",
    "messages",
    "robots",
    "sheet",
    "scripts",
    "title",
}
# Django finds these by name; nobody mentions them.
FOUND_BY_DJANGO = {"403.html", "403_csrf.html", "404.html", "429.html", "500.html"}


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    return [
        f"{short(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


# --- data about people -----------------------------------------------------------


def attributes_used(path: Path) -> set[str]:
    return {
        node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)
    }


def test_unscoped_is_used_only_where_it_is_named():
    used = {
        short(path) for path in python_files() if "unscoped" in attributes_used(path)
    }
    used.add("learning/tenancy.py")
    assert used == set(UNSCOPED_PLACES)


def test_nobody_goes_round_the_scope():
    """Django's own doors past a manager."""
    past = {
        short(path)
        for path in python_files("learning")
        if attributes_used(path) & {"_default_manager", "_base_manager"}
    }
    assert past == set()


def root_name(node: ast.AST) -> str:
    """`LearningEvent` of `LearningEvent.objects.for_tenant(x).delete`."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return getattr(node, "id", "")


def test_facts_are_changed_only_by_erasure():
    changing = {"update", "delete", "bulk_update", "update_or_create", "_raw_delete"}
    found = {
        f"{short(path)}:{node.lineno}"
        for path in python_files()
        if short(path) not in ERASING_PLACES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in changing
        and root_name(node.func) in APPEND_ONLY
    }
    assert found == set()


def test_sql_of_our_own_is_named():
    used = {
        short(path)
        for path in python_files()
        if attributes_used(path) & {"cursor", "raw", "extra"}
    }
    assert used == set(RAW_SQL_PLACES)


def test_no_address_and_no_browser_is_read_but_to_be_hashed():
    """No IP address and no user agent is stored; one place may read the address."""
    pattern = (
        r"REMOTE_ADDR|HTTP_X_FORWARDED_FOR|X-Forwarded-For|HTTP_USER_AGENT|User-Agent"
    )
    readers = {line.split(":")[0] for line in lines_with(pattern, python_files())}
    assert readers <= {"cms/settings.py", "learning/members/limits.py"}


@pytest.mark.parametrize("app", APPS)
def test_names_of_models_and_fields_are_lower_case(app):
    """They stand in the middle of sentences; each place capitalises for itself."""
    shouting = []
    for model in apps.get_app_config(app).get_models():
        words = [model._meta.verbose_name, model._meta.verbose_name_plural]
        words += [
            field.verbose_name
            for field in model._meta.fields
            if field.model is model and not field.remote_field
        ]
        shouting += [
            f"{model.__name__}: {word}"
            for word in map(str, words)
            if word[:1].isupper()
            and not word[:2].isupper()  # an abbreviation: PIN, URL
        ]
    assert shouting == []


# --- templates -------------------------------------------------------------------


def test_loads_are_sorted():
    unsorted = [
        f"{short(path)}: {tags}"
        for path in TEMPLATES
        for tags in re.findall(r"{% load ([^%]*?) %}", path.read_text())
        if " from " not in tags and tags.split() != sorted(tags.split())
    ]
    assert unsorted == []


def test_blocks_of_words_are_trimmed():
    """Else a translator gets our line breaks and indentation."""
    assert lines_with(r"{% blocktrans(late)?\b(?! trimmed)", TEMPLATES) == []


def test_words_are_never_put_together_from_pieces_of_old_tags():
    assert lines_with(r"{% trans |{% blocktrans[ %]", TEMPLATES) == []


def test_nothing_is_inline():
    """The page's security policy would refuse it, silently for whoever reads."""
    inline = r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*(\ssrc=|application/json))|javascript:"
    assert lines_with(inline, TEMPLATES) == []


def test_nothing_is_loaded_from_another_host():
    loads = (
        r"(src|srcset|poster|action|data)=[\"']?(https?:)?//",
        r"<link[^>]+href=[\"']?(https?:)?//",
        r"url\([\"']?(https?:)?//",
        r"@import",
        r"(fetch|import|importScripts|sendBeacon)\(?\s*[\"'`](https?:)?//",
    )
    found = lines_with("|".join(loads), [*TEMPLATES, *STYLE_SHEETS, *SCRIPTS])
    assert found == []


def test_style_sheets_know_no_left_and_no_right():
    """Arabic and Urdu run the other way: `margin-inline-start`, not `margin-left`."""
    physical = (
        r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right)",
        r"(?<![\w-])(left|right)\s*:",
        r"(text-align|float|clear)\s*:\s*(left|right)",
        r"border-(top|bottom)-(left|right)-radius",
    )
    assert lines_with("|".join(physical), STYLE_SHEETS) == []


def test_colours_have_names():
    """Only the files that define them write a colour down; dark mode hangs on it."""
    defining = {"base.css", "admin.css", "room.css"}
    sheets = [path for path in STYLE_SHEETS if path.name not in defining]
    assert lines_with(r":\s*[^;]*(#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\()", sheets) == []


def test_the_blocks_of_the_frame_are_a_contract():
    frame = (ROOT / "cms" / "templates" / "base.html").read_text()
    assert set(re.findall(r"{% block (\w+) %}", frame)) == BASE_BLOCKS


@cache
def composed_names(text: str) -> list[str]:
    """Patterns of names that are put together: `f"…/ask_{kind}.html"`."""
    composed = re.findall(r"[\"']([\w/]+\{[^\"']*\}[\w/]*\.html)[\"']", text)
    return [re.sub(r"\{.*?\}", r"\\w+", each) for each in composed]


def is_named(name: str, text: str) -> bool:
    """By its whole name, or by one put together."""
    patterns = composed_names(text)
    return name in text or any(re.fullmatch(each, name) for each in patterns)


def overrides_a_package(name: str) -> bool:
    """A template of ours in the place of one of Django's, Wagtail's or allauth's."""
    folders = (
        Path(config.path) / "templates"
        for config in apps.get_app_configs()
        if config.label not in APPS
    )
    return any((folder / name).exists() for folder in folders)


def test_every_template_is_used():
    text = "\n".join(path.read_text() for path in [*python_files(), *TEMPLATES])
    unused = [
        name
        for name in map(template_name, TEMPLATES)
        if not is_named(name, text)
        and name not in FOUND_BY_DJANGO
        and not overrides_a_package(name)
    ]
    assert unused == []


@pytest.mark.parametrize("name", sorted(map(template_name, TEMPLATES)))
def test_every_template_can_be_parsed(name):
    engines["django"].get_template(name)


# --- tests -----------------------------------------------------------------------


def test_tests_mirror_the_tree():
    """`tests/learning/progress/` is about `learning/progress/`, or about nothing."""
    lost = [
        short(folder)
        for app in APPS
        for folder in (ROOT / "tests" / app).rglob("*")
        if folder.is_dir()
        and folder.name != "__pycache__"
        and any(folder.glob("test_*.py"))
        and not (ROOT / folder.relative_to(ROOT / "tests")).is_dir()
    ]
    assert lost == []


def test_journeys_are_marked():
    unmarked = [
        short(path)
        for path in ours("test_*.py", folders=("tests/journeys",))
        if "pytest.mark.journey" not in path.read_text()
    ]
    assert unmarked == []
