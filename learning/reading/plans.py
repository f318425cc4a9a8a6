"""A plan on the page of who is signed in: keeping it, what is kept, taking it back."""

from collections.abc import Mapping
from uuid import UUID

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from learning import keys
from learning.activities.errors import AnswerError
from learning.activities.plan import Plan, read_sheet
from learning.activities.specs import LessonSpec
from learning.catalogue.shelf import shelf
from learning.progress.actions.plans import keep_plan
from learning.progress.models import KeptPlan
from learning.reading.asking import CHECKED
from learning.reading.by_kind.plan import short_ids
from learning.reading.feedback import feedback_markup
from learning.reading.told import Feedback

CHECKS = "checks"


def plans_of(spec: LessonSpec) -> list[Plan]:
    return [each for each in spec.activities if isinstance(each, Plan)]


def sheet_in(plan: Plan, sent: QueryDict) -> dict:
    """What a form holds of a plan, checked; AnswerError as `read_sheet` raises it."""
    return read_sheet(plan, *_sent(plan, sent))


def _sent(plan: Plan, sent: QueryDict) -> tuple[dict[str, str], list[str]]:
    """What was written in each row, and the ids of what was ticked."""
    short, ticked = short_ids(plan), set(sent.getlist(CHECKS))
    rows = {row.id: sent.get(f"row.{short[row.id]}", "") for row in plan.rows}
    return rows, [each for each in plan.checks if short[each] in ticked]


def keep_what_was_sent(*, plan: Plan, lesson_key, sent: QueryDict, participant, by):
    """Keep it; Feedback that says what is wrong where it cannot be kept, else None."""
    try:
        keep_plan(
            participant=participant,
            lesson_key=lesson_key,
            activity=plan.id,
            sheet=sheet_in(plan, sent),
            by=by,
        )
    except AnswerError as error:
        return _problem(error.code)
    except keys.KeyMissingError:
        return _problem("no_key")
    return None


def _problem(code: str) -> Feedback:
    words = {
        "too_long": _(
            "This is too long to be kept. Shorten a row, then keep it again."
        ),
        "empty": _("Nothing is written yet. Write something first, then keep it."),
        "no_key": _("Your union cannot lock this away just now. Ask your coordinator."),
    }
    return Feedback("problem", (words[code],))


def plan_values(
    plan: Plan, row: KeptPlan | None, csrf: str, sent: QueryDict | None = None
) -> dict[str, str]:
    """The slots of one plan: its form, what she keeps, or what she has just sent."""
    sheet = (row.sheet() if row else None) or {}
    written, ticked = sheet.get("rows", {}), sheet.get("checks", [])
    if sent is not None:
        written, ticked = _sent(plan, sent)
    around = {"plan": plan, "kept": row if sheet else None}
    return {
        f"opening {plan.id}": render_to_string(
            "learning/reading/plan_opening.html", around
        )
        + csrf,
        f"closing {plan.id}": render_to_string(
            "learning/reading/plan_closing.html", around
        ),
        **{f"typed {plan.id}.{row}": escape(text) for row, text in written.items()},
        **{f"checked {plan.id}.{CHECKS}={each}": CHECKED for each in ticked},
    }


def refused_values(plan: Plan, said: Feedback) -> dict[str, str]:
    return {f"feedback {plan.id}": feedback_markup(said)}


def title_of(row: KeptPlan, language: str) -> str:
    """What a kept plan is called, in her language if it is there; "" if it is gone."""
    words = _words(row, language)
    return words.get("title", "")


def _words(row: KeptPlan, language: str) -> Mapping:
    found = address_of(row.lesson_id)
    if found is None:
        return {}
    shown = found[1].shown_in(language)
    text = shelf.text(row.lesson_id, shown.version, shown.language) or {}
    return text.get("blocks", {}).get(str(row.activity), {})


def address_of(lesson_key: UUID):
    """The module and lesson of a key, where they are on the shelf."""
    module = shelf.index().module_of_lesson.get(lesson_key)
    if module is None:
        return None
    lesson = next((each for each in module.lessons if each.key == lesson_key), None)
    return (module, lesson) if lesson else None
