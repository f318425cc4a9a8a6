"""A lesson as one reader sees it: the finished document, with its slots filled.

The page around a document (header, steps, back and on) is rendered once per process,
generation, lesson and language, cut at its slots, and kept. For an anonymous visitor
the whole page is then the same bytes for everybody: compressed once, with an ETag.
"""

import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape, format_html

from learning.activities.completion import completion_rule_parts
from learning.activities.errors import AnswerError
from learning.activities.kinds import Activity, Plan
from learning.activities.quiz import parse_answer
from learning.activities.specs import LessonSpec
from learning.catalogue.shelf import LessonOnShelf, ModuleOnShelf, Shown, shelf
from learning.progress.queries import Marks
from learning.reading.asking import (
    CHECKED,
    OPENED,
    SELECTED,
    field_names,
    form_values,
    is_under_way,
    raw_answer,
    state_slots,
)
from learning.reading.feedback import feedback_markup, feedback_on, problem
from learning.reading.plans import plan_values, plans_of
from learning.reading.slots import SlottedPage, slot
from learning.reading.steps import without_step_marks
from learning.records import new_id

ANSWERS_KEPT = 500


@dataclass(frozen=True)
class LessonPage:
    """One lesson in one language, ready to be filled."""

    module: ModuleOnShelf
    lesson: LessonOnShelf
    shown: Shown
    spec: LessonSpec
    text: dict
    page: SlottedPage
    # The same for who is signed in: only what is hers is still a slot.
    hers: SlottedPage
    completed: str
    anonymous: bytes
    anonymous_gzip: bytes
    etag: str
    # See `answered`.
    _answered: dict[tuple, dict[str, str]] = field(default_factory=dict, compare=False)

    @cached_property
    def questions(self) -> list[Activity]:
        return _questions(self.spec)

    @cached_property
    def plans(self) -> list[Plan]:
        return plans_of(self.spec)

    @property
    def following(self) -> LessonOnShelf | None:
        """The lesson after this one."""
        lessons = self.module.lessons
        place = lessons.index(self.lesson) + 1
        return lessons[place] if place < len(lessons) else None

    def answered(self, activity: Activity, answer) -> dict[str, str]:
        """The slots of one question for an answer in the log; none if it fits no more.

        Kept by what was chosen, since many choose the same; by whom is not known here.
        A number, which somebody typed, is not kept.
        """
        if activity.is_typed:
            return _saved_values(activity, self.text["blocks"][activity.id], answer)
        key = (activity.id, str(answer))
        values = self._answered.get(key)
        if values is None:
            values = _saved_values(activity, self.text["blocks"][activity.id], answer)
            if len(self._answered) >= ANSWERS_KEPT:
                self._answered.clear()
            self._answered[key] = values
        return values


def lesson_page(
    module: ModuleOnShelf, lesson: LessonOnShelf, language: str
) -> LessonPage | None:
    """The page from memory, made when first asked for; None where nothing is compiled."""
    return shelf.keep(
        ("page", lesson.key, language), lambda: _make(module, lesson, language)
    )


def _make(module, lesson, language) -> LessonPage | None:
    shown = lesson.shown_in(language)
    html = shelf.document(lesson.key, shown.version, shown.language)
    spec = shelf.lesson_spec(lesson.key, shown.version)
    text = shelf.text(lesson.key, shown.version, shown.language)
    if html is None or spec is None or text is None:
        return None
    place = module.lessons.index(lesson)
    with translation.override(language):
        parts = completion_rule_parts(spec)
        page = SlottedPage(
            render_to_string(
                "learning/reading/lesson.html",
                {
                    "LANGUAGE_CODE": language,
                    "LANGUAGE_BIDI": translation.get_language_bidi(),
                    "module": module,
                    "module_text": module.text_in(language),
                    "module_language": module.language_in(language),
                    "lesson": lesson,
                    "shown": shown,
                    "in_other_language": shown.language != language,
                    "page_title": module.outward_title_of(lesson, language),
                    "quick_exit": module.is_discreet or lesson.needs_care,
                    "note": text.get("content_note", ""),
                    "document": without_step_marks(html),
                    "rule": parts,
                    "number": place + 1,
                    "steps": [
                        (each, each == lesson, slot(f"tick {each.key}"))
                        for each in module.lessons
                    ],
                    "before": module.lessons[place - 1] if place else None,
                    "after": module.lessons[place + 1]
                    if place + 1 < len(module.lessons)
                    else None,
                    "language_path": f"modules/{module.slug}/{lesson.slug}/",
                    "slots": {
                        name.replace("-", "_"): slot(name)
                        for name in (
                            "html",
                            "main",
                            "open",
                            "account",
                            "onward",
                            "standing",
                            "languages",
                        )
                    },
                },
            )
        )
        plain = page.fill(
            anonymous_values(module, lesson, shown, spec, QueryDict())
        ).encode()
        hers = page.partly_filled(_signed_in_frame(module, lesson, spec))
        completed = render_to_string("learning/reading/completed.html")
    return LessonPage(
        module,
        lesson,
        shown,
        spec,
        text,
        page,
        hers,
        completed,
        plain,
        gzip.compress(plain, 9, mtime=0),
        f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
    )


def _signed_in_frame(module, lesson, spec) -> dict[str, str]:
    """What is the same for all who are signed in, with slots for token and event.

    One event id does for all forms of a page: what is sent makes it another one
    (`same_moment_id`).
    """
    csrf, event = slot("csrf"), slot("event")
    account = {"csrf": csrf, "quiet": slot("quiet")}
    onward = {"csrf": csrf, "event": event, **_onward(module, lesson)}
    hidden = csrf + format_html('<input type="hidden" name="event" value="{}">', event)
    return {
        "method": "post",
        "account": render_to_string("learning/reading/account_signed_in.html", account),
        "onward": render_to_string("learning/reading/onward_form.html", onward),
        **{f"hidden {activity.id}": hidden for activity in _questions(spec)},
    }


def anonymous_values(module, lesson, shown, spec, given: QueryDict, text=None) -> dict:
    """The slots for a visitor without an account; `given` is her practice, by GET."""
    language = translation.get_language()
    here = f"/{language}/modules/{module.slug}/{lesson.slug}/"
    values = {
        "method": "get",
        "main": ' data-anonymous=""',
        "account": render_to_string(
            "learning/reading/account_anonymous.html",
            {"next": f"{here}?{given.urlencode()}" if given else here},
        ),
        "onward": render_to_string(
            "learning/reading/onward_link.html", _onward(module, lesson)
        ),
    }
    checked = set(given.getlist("check"))
    values["open"] = _open(given)
    for activity in _questions(spec):
        others = [
            each
            for each in _questions(spec)
            if each.id in checked and each is not activity
        ]
        values[f"hidden {activity.id}"] = _carried(others, given)
        if activity.id in checked:
            # Amid the words of the lesson, in its language, not in that of the page.
            with translation.override(shown.language):
                values |= given_values(activity, text["blocks"][activity.id], given)
    return values


def given_values(activity: Activity, words: dict, given: QueryDict) -> dict[str, str]:
    """The slots of one question for what a form has sent: ticks and feedback."""
    fields = {name: given.getlist(name)[:20] for name in field_names(activity)}
    values = _field_slots(fields) | state_slots(activity, words, fields)
    try:
        answer = parse_answer(activity, raw_answer(activity, given))
        feedback = feedback_on(activity, words, answer)
    except AnswerError as error:
        if is_under_way(activity, error.code):
            return values
        feedback = problem(error.code)
    values[f"feedback {activity.id}"] = feedback_markup(feedback)
    return values


def _saved_values(activity: Activity, words: dict, answer) -> dict[str, str]:
    """An answer to an earlier version may name choices this one does not have."""
    try:
        parse_answer(activity, answer)
    except AnswerError:
        return {}
    fields = form_values(activity, answer)
    values = _field_slots(fields) | state_slots(activity, words, fields)
    values[f"feedback {activity.id}"] = feedback_markup(
        feedback_on(activity, words, answer)
    )
    return values


def signed_in_values(
    page: LessonPage,
    marks: dict[UUID, Marks],
    given: QueryDict,
    csrf: str,
    own_phone: bool,
    carries: bool,
    kept: dict | None = None,
) -> dict[str, str]:
    """The slots for a trainee: her ticks, her saved answers, and what she just sent.

    `marks` are those of the module's lessons by key; `csrf` is the hidden input of a
    form; `kept` the plans she keeps of this lesson, None who keeps nowhere. On a phone
    that others use too, *Leave* is dark and big.
    """
    values = {
        "html": ' data-own-phone=""' if own_phone else "",
        "main": ' data-carry=""' if carries else "",
        "quiet": " quiet" if own_phone else "",
        "csrf": csrf,
        "event": str(new_id()),
    }
    for key, each in marks.items():
        if each.completed_at:
            values[f"tick {key}"] = " done"
    mine = marks.get(page.lesson.key)
    if mine and mine.completed_at:
        values["standing"] = page.completed
    saved = mine.activities if mine else {}
    sent = set(given.getlist("check"))
    values["open"] = _open(given)
    # Amid the words of the lesson, in its language, not in that of the page.
    with translation.override(page.shown.language):
        for activity in page.questions:
            if activity.id in sent:
                values |= given_values(
                    activity, page.text["blocks"][activity.id], given
                )
            elif "answer" in saved.get(activity.id, ()):
                values |= page.answered(activity, saved[activity.id]["answer"])
        if kept is not None:
            for plan in page.plans:
                values |= plan_values(plan, kept.get(plan.id), csrf)
    return values


def _open(given: QueryDict) -> str:
    """She has gone on already, past the note: what is behind it stands open."""
    return " open" if "check" in given or "read" in given else ""


def _questions(spec: LessonSpec) -> list[Activity]:
    return [each for each in spec.activities if each.gradable]


def _onward(module, lesson) -> dict:
    place = module.lessons.index(lesson)
    after = module.lessons[place + 1] if place + 1 < len(module.lessons) else None
    return {"module": module, "lesson": lesson, "after": after}


def _field_slots(fields: dict[str, list[str]]) -> dict[str, str]:
    values = {}
    for name, given in fields.items():
        values[f"typed {name}"] = escape(next(iter(given), ""))[:400]
        if any(given):
            values[f"opened {name}"] = OPENED
        for value in given:
            values[f"checked {name}={value}"] = CHECKED
            values[f"selected {name}={value}"] = SELECTED
    return values


def _carried(activities: list[Activity], given: QueryDict) -> str:
    """Earlier answers of the page as hidden inputs, so that a GET form keeps them."""
    inputs = []
    for activity in activities:
        inputs.append(
            format_html('<input type="hidden" name="check" value="{}">', activity.id)
        )
        for name in field_names(activity):
            inputs.extend(
                format_html(
                    '<input type="hidden" name="{}" value="{}">', name, value[:400]
                )
                for value in given.getlist(name)[:20]
            )
    return "".join(inputs)


def find_lesson(
    module_slug: str, lesson_slug: str
) -> tuple[ModuleOnShelf, LessonOnShelf] | None:
    module = shelf.module(module_slug)
    lesson = module.lesson(lesson_slug) if module else None
    return (module, lesson) if lesson else None
