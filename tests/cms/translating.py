"""Pages published and translated as authors and translators do it, in few lines."""

from wagtail.models import Locale

from cms.localisation import import_po, register
from cms.pages.lesson import LessonPage
from learning.catalogue.shelf import shelf

SINGLE = {
    "type": "single",
    "id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01",
    "value": {
        "prompt": "What is right?",
        "choices": [
            {
                "type": "item",
                "id": f"0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d{number}",
                "value": {"text": text, "right": right, "feedback": f"About {text}"},
            }
            for number, text, right in (("11", "This", True), ("12", "That", False))
        ],
    },
}


def heading(text: str, number: int = 1) -> dict:
    key = f"0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8e{number:02}"
    return {"type": "heading", "id": key, "value": {"text": text}}


def add_lesson(module, slug: str, body=None) -> LessonPage:
    """A lesson with a heading and a question; not yet published."""
    page = LessonPage(title=f"About {slug}", slug=slug, objective="I can", live=False)
    page.body = body or [heading("Three strengths"), SINGLE]
    return module.add_child(instance=page)


def publish(page, **changed):
    """Change a page and publish it, as the editor's button does."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def translate(page, language="fr", only: int | None = None, mark=None):
    """Translate a page (or only so many segments of it), by PO file; the page made.

    Every text becomes "<mark>: <text>"; the mark is the language, unless given.
    """
    locale = Locale.objects.get_or_create(language_code=language)[0]
    found = next(each for each in register(page) if each.target_locale == locale)
    po = found.export_po()
    for entry in list(po)[:only]:
        entry.msgstr = f"{mark or language}: {entry.msgid}"
    import_po(found, po)
    return found


# --- what is on the shelf, of the module "negotiation" ---------------------------------


def page_of(slug, language="en") -> LessonPage:
    return LessonPage.objects.get(slug=slug, locale__language_code=language)


def slugs() -> list[str]:
    module = shelf.module("negotiation")
    return [each.slug for each in module.lessons] if module else []


def languages(slug="one") -> set[str]:
    lesson = shelf.module("negotiation").lesson(slug)
    return set(lesson.languages) if lesson else set()


def html_of(slug="one", language="en") -> str:
    lesson = shelf.module("negotiation").lesson(slug)
    shown = lesson.languages[language]
    return shelf.document(lesson.key, shown.version, language)
