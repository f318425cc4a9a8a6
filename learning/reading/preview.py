"""Previews for authors: the trainee's own templates, with what is not yet published."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from learning.catalogue.actions import CompiledLesson
from learning.catalogue.shelf import LessonOnShelf, ModuleOnShelf, Shown
from learning.reading.slots import SlottedPage
from learning.reading.steps import without_step_marks


def preview_lesson(request: HttpRequest, compiled: CompiledLesson) -> HttpResponse:
    """A lesson as an anonymous visitor will see it; its questions can't be sent."""
    shown = Shown(compiled.language, 0, compiled.title, compiled.objective, False)
    lesson = LessonOnShelf(
        compiled.key,
        compiled.slug,
        "lesson",
        1,
        0,
        {compiled.language: shown},
        sensitivity=compiled.spec["sensitivity"],
    )
    module = _module(compiled.module_key, {"title": ""}, (lesson,))
    html = SlottedPage(without_step_marks(compiled.html)).fill({"method": "get"})
    return render(
        request,
        "learning/reading/lesson.html",
        {
            "module": module,
            "module_text": {"title": ""},
            "lesson": lesson,
            "shown": shown,
            "page_title": compiled.title,
            "note": compiled.text.get("content_note", ""),
            "quick_exit": lesson.needs_care,
            "document": mark_safe(html),  # noqa: S308 -- compiled by templates
            "number": 1,
            "steps": [(lesson, True, "")],
            "slots": {},
            "is_preview": True,
        },
    )


def preview_module(request, words: dict, titles: list[str]) -> HttpResponse:
    """A module's page as a visitor will see it."""
    return render(
        request,
        "learning/reading/module_preview.html",
        {"text": words, "titles": titles},
    )


def _module(key: UUID, text: dict, lessons: tuple) -> ModuleOnShelf:
    return ModuleOnShelf(
        key, "preview", None, "open", 0, None, {"en": text}, frozenset(), lessons
    )
