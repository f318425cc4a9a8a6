"""Modules as readable files: a folder of TOML, SVG and one PO file per language.

Loading takes the path an author's and a translator's work takes: pages are made,
cleaned and published, and translations come in by PO file. Loading again changes words,
never identities: keys and block ids follow from the ids in the files.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID, uuid5

import polib
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.blocks.lists import LessonBody, QuizPool, StandardBody
from cms.blocks.source import (
    UnknownWordError,
    cleaned_stream,
    raw_stream,
    refuse_unknown,
)
from cms.facts.uses import owner_id_of, problems_of
from cms.localisation import begun, import_po, register
from cms.pages.home import HomePage
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.pages.standard import StandardPage
from cms.snippets.glossary import GlossaryTerm, GlossaryTranslation

# The root of all keys made of file names; never to be changed.
NAMESPACE = UUID("9d0c2b64-4d3e-5c1f-9a52-6a1f7d3b8e10")
# What a lesson's file need not say.
SOMETIMES = ("completion_rule", "sensitivity", "content_note", "origin")


class ModuleFilesError(ValueError):
    """A folder that is no module; the message says which file, and what is wrong."""


def folders_in_order(folder: Path) -> list[Path]:
    """The modules of a folder, as they shall stand in the catalogue of a new site.

    By `order` in their files; where a module is there already, its place stays.
    """
    found = [path.parent for path in folder.glob("*/module.toml")]
    return sorted(
        found, key=lambda each: (read_toml(each / "module.toml").get("order", 99), each)
    )


def language_of(folder: Path) -> str:
    """The language a module's files are written in; raises ModuleFilesError."""
    return str(read_toml(folder / "module.toml").get("language", "en"))


def load_module(
    folder: Path,
    home: HomePage,
    *,
    say: Callable[[str], None] = lambda line: None,
    media: Mapping[str, int] | None = None,
    **own,
) -> ModulePage:
    """Make or update the pages of a module below `home`, in every language there is.

    `media` maps the names of pictures and files to their numbers in the library; `own`
    are fields of the module's page that its files do not say: `audience`, `origin`.
    Raises ModuleFilesError for files that can't be read, that the editor would refuse,
    or whose identities are those of pages elsewhere.
    """
    file = folder / "module.toml"
    source = read_toml(file)
    try:
        return _load(folder, file, source, home, say, media or {}, own)
    except (KeyError, TypeError, AttributeError) as error:
        # What TOML can say and a module can't: a list for a title, a lesson without one.
        raise ModuleFilesError(f"{file.name}: {error!r}") from error


def _load(folder, file, source, home, say, media, own) -> ModulePage:
    kept = {
        each.name: each.read_text(encoding="utf-8")
        for each in sorted((folder / "diagrams").glob("*.svg"))
    } | media
    key = identity(source, uuid5(NAMESPACE, source["slug"]))
    with translation.override(home.locale.language_code):
        module = _save(
            ModulePage,
            home,
            key,
            file,
            {
                name: source.get(name, "")
                for name in ("title", "neutral_title", "summary", "outcome", "product")
            }
            | {name: source[name] for name in ("slug", "minutes")}
            | {"pass_mark": source["pass_mark"]}
            | {"questions_drawn": source["questions_drawn"]}
            | own,
            {
                "pre_test": _blocks(
                    file, source.get("pretest", ()), QuizPool, key, kept
                ),
                "pool": _blocks(file, source.get("pool", ()), QuizPool, key, kept),
            },
        )
        say(f"{module.slug}: {module.title}")
        pages: list[Page] = [module]
        for each in sorted((folder / "lessons").glob("*.toml")):
            pages.append(_lesson(each, module, key, kept))
            say(f"  {each.stem}: {pages[-1].title}")
    _load_languages(folder, pages, say)
    if (folder / "glossary.toml").exists():
        load_glossary(folder / "glossary.toml", home)
    return module


def load_glossary(file: Path, home: HomePage) -> int:
    """Make or complete the terms of a glossary file for the owner of `home`.

    Words that an author has changed in the admin stay as they are. Returns the number
    of terms in the file; raises ModuleFilesError for a file that can't be read.
    """
    terms = read_toml(file).get("term", [])
    languages = dict(settings.LANGUAGES)
    translations = []
    for each in terms:
        term, _is_new = GlossaryTerm.objects.get_or_create(
            union=home.union,
            source=each["source"],
            defaults={"note": each.get("note", "")},
        )
        translations += [
            GlossaryTranslation(term=term, language=language, words=each[language])
            for language in languages.keys() & each.keys()
        ]
    GlossaryTranslation.objects.bulk_create(translations, ignore_conflicts=True)
    return len(terms)


def load_standard_pages(
    folder: Path, home: HomePage, *, say: Callable[[str], None] = lambda line: None
) -> list[StandardPage]:
    """Make or update the standard pages of a folder below `home`, in every language.

    Raises ModuleFilesError as `load_module` does.
    """
    pages = []
    with translation.override(home.locale.language_code):
        for file in sorted(folder.glob("*.toml")):
            source = read_toml(file)
            key = uuid5(NAMESPACE, f"page {source['slug']}")
            body = _blocks(file, source["body"], StandardBody, key, {})
            fields = {"title": source["title"], "slug": source["slug"]}
            pages.append(_save(StandardPage, home, key, file, fields, {"body": body}))
            say(f"{pages[-1].slug}: {pages[-1].title}")
    _load_languages(folder, pages, say)
    return pages


def identity(source: Mapping, usual: UUID) -> UUID:
    """The key of a page: as its file says, or as it follows from the slugs."""
    try:
        return UUID(source["key"]) if "key" in source else usual
    except (ValueError, AttributeError, TypeError) as error:
        raise ModuleFilesError(f"“{source['key']}” is no key") from error


def _lesson(file: Path, module: ModulePage, key: UUID, kept: dict) -> LessonPage:
    source = read_toml(file)
    lesson_key = identity(source, uuid5(key, f"lesson {source['slug']}"))
    fields = {name: source[name] for name in ("title", "slug", "objective", "minutes")}
    fields |= {name: source[name] for name in SOMETIMES if name in source}
    body = _blocks(file, source["body"], LessonBody, lesson_key, kept)
    return _save(LessonPage, module, lesson_key, file, fields, {"body": body})


def _blocks(file: Path, entries, stream_block, key: UUID, kept: dict) -> list[dict]:
    ids = [entry["id"] for entry in entries]
    if len(set(ids)) < len(ids):
        raise ModuleFilesError(
            _("%(file)s: an id stands there twice.") % {"file": file.name}
        )
    try:
        refuse_unknown(entries, stream_block())
        return raw_stream(entries, namespace=key, drawings=kept)
    except (KeyError, UnknownWordError) as error:
        raise ModuleFilesError(f"{file.name}: {error}") from error


def read_toml(file: Path) -> dict:
    """What a file says; raises ModuleFilesError, naming it, where it can't be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModuleFilesError(f"{file.name}: {error}") from error
    except RecursionError as error:  # lists in lists in lists: nobody wrote that
        broken = _("This file is broken, or it is no module.")
        raise ModuleFilesError(f"{file.name}: {broken}") from error


@transaction.atomic
def _save(model, parent: Page, key: UUID, file: Path, fields: dict, streams: dict):
    """Create or update one source page, checked as the editor checks it, and publish."""
    page = model.objects.filter(translation_key=key, locale=parent.locale).first()
    is_new = page is None
    if _is_elsewhere(model, key, parent, page):
        raise ModuleFilesError(
            _("“%(title)s” is here already, in another place. Take it over from there.")
            % {"title": fields["title"]}
        )
    if is_new:
        page = model(translation_key=key, locale=parent.locale)
    for name, value in (fields | streams).items():
        setattr(page, name, value)
    page.draft_title = page.title
    try:
        for name in streams:
            setattr(page, name, cleaned_stream(getattr(page, name)))
        for field, sentence in problems_of(page, owner_id_of(parent)):
            raise ValidationError(f"{field}: {sentence}")
        if is_new:
            parent.add_child(instance=page)
        else:
            page.full_clean()
    except ValidationError as error:
        raise ModuleFilesError(f"{file.name}: {_first_message(error)}") from error
    page.save_revision(changed=True).publish()
    page.refresh_from_db()
    return page


def _is_elsewhere(model, key: UUID, parent: Page, page: Page | None) -> bool:
    """Whether this identity belongs to another page: of another kind, or another owner."""
    if page is not None:
        return page.get_parent().pk != parent.pk
    return Page.objects.filter(translation_key=key).not_type(model).exists()


def _first_message(error: ValidationError) -> str:
    details = getattr(error, "as_json_data", None)
    return str(details()) if details else "; ".join(error.messages)


def _load_languages(folder: Path, pages: list[Page], say) -> None:
    """Bring the PO files of a folder in, page by page, as a translator's upload does."""
    catalogues = {file.stem: po_file(file) for file in sorted(folder.glob("*.po"))}
    ours = set(Locale.objects.values_list("language_code", flat=True))
    for language in catalogues.keys() - ours:
        raise ModuleFilesError(f"{language}.po: {language} is not one of our languages")
    for page in pages:
        found = {
            language: po
            for language, whole in catalogues.items()
            if (po := po_of_page(whole, page))
        }
        # Registering is dear, so once for all languages.
        for each in register(page) if found else ():
            language = each.target_locale.language_code
            if language in found:
                warnings = import_po(each, found[language])
                total, done = each.get_progress()
                say(f"  {language} {page.slug}: {done} of {total}")
                for warning in warnings:
                    say(f"    {warning}")


def po_file(file: Path) -> polib.POFile:
    """A PO file, read; ModuleFilesError, by name, for one that is broken."""
    try:
        return polib.pofile(str(file))
    except (OSError, UnicodeDecodeError) as error:  # what polib raises
        raise ModuleFilesError(f"{file.name}: {error}") from error


def context_of_page(page: Page) -> str:
    """What stands before a segment's path in a module's PO file: which page it is."""
    if isinstance(page, StandardPage):
        return f"pages/{page.slug}"
    return "module" if isinstance(page, ModulePage) else f"lessons/{page.slug}"


def po_of_page(whole: polib.POFile, page: Page) -> polib.POFile:
    """The entries of one page out of a module's PO file, as wagtail-localize wants them."""
    prefix = f"{context_of_page(page)}:"
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for entry in whole:
        if entry.obsolete or "fuzzy" in entry.flags:
            continue
        if entry.msgctxt and entry.msgctxt.startswith(prefix):
            po.append(
                polib.POEntry(
                    msgctxt=entry.msgctxt.removeprefix(prefix),
                    msgid=entry.msgid,
                    msgstr=entry.msgstr,
                )
            )
    return po


def export_po(
    module: ModulePage, language: str, *, only_begun: bool = False
) -> polib.POFile:
    """The whole module as one PO file: what is translated, and what is still empty.

    `only_begun` writes nothing: of pages nobody has begun to translate, nothing comes.
    """
    lessons = LessonPage.objects.child_of(module).order_by("path")
    return po_of_pages([module, *lessons], language, only_begun=only_begun)


def po_of_pages(
    pages: list[Page], language: str, *, only_begun: bool = False
) -> polib.POFile:
    """One PO file for several pages; each entry says which page it belongs to."""
    locale = Locale.objects.get(language_code=language)
    whole = polib.POFile(wrapwidth=78)
    whole.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
    }
    for page in pages:
        for found in begun(page) if only_begun else register(page):
            if found.target_locale_id == locale.pk:
                for entry in found.export_po():
                    entry.msgctxt = f"{context_of_page(page)}:{entry.msgctxt}"
                    entry.comment = ""
                    whole.append(entry)
    return whole
