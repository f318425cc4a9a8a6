"""A module as a booklet to print and copy: A5, black on white, answers at the end."""

from pathlib import Path

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from learning.deliveries import sheet
from learning.deliveries.on_paper import Block, form_of
from learning.deliveries.source import LessonSource, ModuleSource
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable

TEMPLATE = Path(__file__).parent / "layout" / "booklet.typ"
MAKER = "Palabre"


def booklet_pdf(source: ModuleSource) -> bytes:
    """The booklet in the language of the source; the same source gives the same bytes.

    Raises PaperError where it can't be set.
    """
    with translation.override(source.language):
        return typeset_apart(TEMPLATE, booklet(source))


def booklet(source: ModuleSource) -> dict:
    """What stands in the booklet, as the layout reads it. The language is active."""
    lessons, answers = [], []
    for number, lesson in enumerate(source.lessons, start=1):
        with translation.override(lesson.language):
            pieces, own_answers = _lesson(lesson)
            title = printable(f"{number}. {lesson.title}", 300)
            where = where_of(lesson.language)
        if lesson.language != source.language:
            notice = _("This lesson is not yet in your language.")
            pieces.insert(0, sheet.words(notice, "small"))
        lessons.append({**where, "title": title, "pieces": pieces})
        if own_answers:
            answers.append({**where, "title": title, "pieces": own_answers})
    return {
        **where_of(source.language),
        "title": printable(source.title, 300) or MAKER,
        "maker": MAKER,
        "cover": _cover(source),
        "name_label": _("Whose booklet is this? A mark or a drawing is enough."),
        "contents_label": _("The lessons"),
        "answers_label": _("Answers"),
        "foot": printable(foot(source)),
        "lessons": lessons,
        "answers": answers,
    }


def where_of(language: str) -> dict:
    """Language and direction, as the layouts want them."""
    base = language.split("-", maxsplit=1)[0].lower()
    bidi = base in settings.LANGUAGES_BIDI
    return {"language": base, "direction": "rtl" if bidi else "ltr"}


def foot(source: ModuleSource) -> str:
    """What stands at the foot of every page: whose it is, edition, language."""
    return " · ".join(
        (
            source.title,
            _("Edition %(number)d") % {"number": source.edition},
            language_name(source.language),
        )
    )


def language_name(language: str) -> str:
    """The language in its own words: "français"."""
    try:
        return Locale.parse(to_locale(language)).get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def _cover(source: ModuleSource) -> list[sheet.Piece]:
    found = sheet.paragraphs(source.summary, "large")
    if source.outcome:
        found.append(sheet.words(_("At the end:"), "label"))
        found += sheet.paragraphs(source.outcome)
    if source.product:
        found.append(sheet.words(_("What your union keeps:"), "label"))
        found += sheet.paragraphs(source.product)
    return found


def question(number: int, block: Block) -> tuple[list, list]:
    """A numbered question as it is printed, and its answer under the same number; the
    answer is empty where nothing is to be said."""
    form = form_of(block.kind)
    label = sheet.words(_("Question %(number)d") % {"number": number}, "label")
    answer = form.answer(block)
    asked = sheet.together([label, *form.sheet(block)])
    return [asked], [label, *answer] if answer else []


def _lesson(lesson: LessonSource) -> tuple[list, list]:
    """What is printed of a lesson, and what of it stands among the answers."""
    pieces: list[sheet.Piece] = []
    answers: list[sheet.Piece] = []
    if lesson.content_note:
        pieces.append(sheet.frame("", sheet.paragraphs(lesson.content_note)))
    if lesson.objective:
        goal = [
            {"text": _("At the end:") + " ", "bold": True},
            {"text": lesson.objective},
        ]
        pieces.append(sheet.runs(goal))
    number = 0
    for block in lesson.blocks:
        form = form_of(block.kind)
        printed = form.sheet(block)
        if printed and form.is_numbered:
            number += 1
            printed, answer = question(number, block)
            answers += answer
        pieces += printed
    if lesson.facts:
        pieces.append(sheet.words(_("Facts in this lesson"), "label"))
        pieces += [
            piece for each in lesson.facts for piece in form_of("fact").sheet(each)
        ]
    return pieces, answers
