"""A module taken over by a union: a copy of its own, and what changes in the original.

The copy has an identity of its own, so that whoever did the original has not done the
copy; blocks keep their ids, so that the two can be laid side by side. It is counted
under the theme of its origin (learning.catalogue.Module.origin).
"""

import re
import tempfile
import tomllib
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import tomli_w
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from cms.compiling import compiled_lesson, compiled_tests, module_words
from cms.exchange.archive import ArchiveError, load_for
from cms.exchange.readable import module_as_files
from cms.localisation import is_source
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage

LONGEST_SLUG = 50
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One piece of words that the original says otherwise now."""

    where: str
    then: str
    now: str
    ours: str


def copy_of(module: ModulePage, union) -> ModulePage | None:
    """The copy that a union has of a module already."""
    copies = ModulePage.objects.filter(
        origin=module.translation_key, locale=module.locale, alias_of=None
    )
    return next((each for each in copies if each.owner_union() == union), None)


@transaction.atomic
def take_over(*, module: ModulePage, union, by) -> ModulePage:
    """Copy a module, in every language it has, into the workspace of a union.

    Read by that union only, until one of its authors says otherwise. Raises ArchiveError
    where it has a copy already, or where the copy can't be made.
    """
    if copy_of(module, union):
        raise ArchiveError(_("Your union has a copy of this module already."))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in module_as_files(module).items():
            target = folder / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(_as_a_copy(path, content, union))
        copy = load_for(folder, union=union, origin=module.translation_key)
    for page in (copy, *_lessons(copy)):
        look_at_changes(page=page, by=by)
    return copy


def _as_a_copy(path: str, content: bytes, union) -> bytes:
    """Pages get keys of their own; a lesson says which one it comes from."""
    if path != "module.toml" and not path.startswith("lessons/"):
        return content
    page = tomllib.loads(content.decode())
    if path == "module.toml":
        page["slug"] = free_slug(page["slug"], union.slug)
    else:
        page["origin"] = page["key"]
    page["key"] = str(uuid4())
    return tomli_w.dumps(page, multiline_strings=True).encode()


def free_slug(slug: str, union_slug: str) -> str:
    """The address of a copy: that of the original, then the union's."""
    base = f"{slug}-{union_slug}"[:LONGEST_SLUG].rstrip("-")
    found, number = base, 2
    while ModulePage.objects.filter(slug=found).exists():
        suffix = f"-{number}"
        found, number = base[: LONGEST_SLUG - len(suffix)] + suffix, number + 1
    return found


@transaction.atomic
def look_at_changes(*, page: ModulePage | LessonPage, by) -> None:
    """From now on only what changes in the original after this moment is shown."""
    original = original_of(page)
    if original is None:
        return
    words = words_of(original)
    type(page).objects.filter(
        translation_key=page.translation_key, alias_of=None
    ).update(origin_words=words, origin_has_news=False)
    page.origin_words, page.origin_has_news = words, False


def tell_copies(original: ModulePage | LessonPage) -> None:
    """Mark the copies of a page that reads otherwise now than when they were looked at.

    Once, when it is published, so that no home screen has to compare. Nearly every page
    has no copy: one query.
    """
    if not is_source(original):
        return  # a copy is compared in the language it was written in
    copies = type(original).objects.filter(
        origin=original.translation_key, locale=original.locale, alias_of=None
    )
    known = copies.exclude(origin_words=None).values_list("pk", "origin_words")
    if not known:
        return
    now = lines_of(words_of(original))
    changed = [pk for pk, words in known if lines_of(words) != now]
    copies.update(origin_has_news=False)
    copies.filter(pk__in=changed).update(origin_has_news=True)


def tell_all_copies() -> None:
    """The same of every original there is: after an update, or a restore."""
    for model in (ModulePage, LessonPage):
        origins = model.objects.exclude(origin=None).values("origin")
        for page in model.objects.live().filter(
            translation_key__in=origins, alias_of=None
        ):
            tell_copies(page)


def _published(sender, instance, **kwargs):
    tell_copies(instance.specific)


def connect() -> None:
    """Follow Wagtail's signal; called once, when the app is ready."""
    for model in (ModulePage, LessonPage):
        page_published.connect(_published, sender=model, dispatch_uid="tell copies")


def original_of(page: ModulePage | LessonPage) -> ModulePage | LessonPage | None:
    """The live page that this one was copied from, in the same language."""
    if page.origin is None:
        return None
    return (
        type(page)
        .objects.live()
        .filter(translation_key=page.origin, locale=page.locale, alias_of=None)
        .first()
    )


def changes_of(page: ModulePage | LessonPage) -> list[Change]:
    """What the original says otherwise than when somebody last looked, with our words."""
    original = original_of(page)
    if original is None or page.origin_words is None:
        return []
    then, now = lines_of(page.origin_words), lines_of(words_of(original))
    ours = lines_of(words_of(page))
    return [
        Change(where, then.get(where, ""), now.get(where, ""), ours.get(where, ""))
        for where in dict.fromkeys([*then, *now])
        if then.get(where) != now.get(where)
    ]


def words_of(page: ModulePage | LessonPage) -> dict[str, Any]:
    """All words of a page, as publishing would store them."""
    if isinstance(page, LessonPage):
        text = compiled_lesson(page, is_source=True).text
        return {name: text[name] for name in ("title", "objective", "blocks")}
    tests = {
        test.slug: test.text["blocks"] for test in compiled_tests(page, is_source=True)
    }
    return {**module_words(page), **tests}


def lines_of(words: Any, where: str = "") -> dict[str, str]:
    """Words by where they stand, without what is no words: kinds, drawings, addresses."""
    if isinstance(words, str):
        plain = _plain(words)
        return {where: plain} if plain else {}
    if isinstance(words, list):
        words = dict(enumerate(words))
    if not isinstance(words, dict):
        return {}
    lines: dict[str, str] = {}
    for name, value in words.items():
        if name not in ("kind", "svg", "src", "truth"):
            lines |= lines_of(value, f"{where}/{name}".lstrip("/"))
    return lines


def _plain(words: str) -> str:
    """Without tags, as they are read: an editor writes the same words in other HTML."""
    return " ".join(unescape(_TAG.sub(" ", words)).split())


def _lessons(module: ModulePage) -> list[LessonPage]:
    return list(LessonPage.objects.child_of(module).order_by("path"))
