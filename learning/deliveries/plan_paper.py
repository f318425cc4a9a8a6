"""The session plan on paper: A4, with the roles' secret sheets one a page behind it."""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.deliveries import rich_text, sheet
from learning.deliveries.booklet import foot, where_of
from learning.deliveries.on_paper import form_of
from learning.deliveries.plan import Plan, Step, plan_of
from learning.deliveries.source import ModuleSource
from learning.deliveries.wishes import Wishes
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable

TEMPLATE = Path(__file__).parent / "layout" / "print.typ"


def plan_pdf(source: ModuleSource, wishes: Wishes) -> bytes:
    """The plan in the language of the source. Raises PaperError where it can't be set."""
    with translation.override(source.language):
        return typeset_apart(TEMPLATE, plan_paper(source, wishes))


def plan_paper(source: ModuleSource, wishes: Wishes) -> dict:
    """What stands on the plan, as the layout reads it. The language is active."""
    plan = plan_of(source, wishes)
    title = _("Session plan: %(module)s") % {"module": source.title}
    return {
        **where_of(source.language),
        "layout": "plan",
        "title": printable(title, 300),
        "foot": printable(foot(source)),
        "head": [sheet.words(line) for line in summary(wishes, plan)],
        "columns": [_("Time"), _("Minutes"), _("What we do")],
        "rows": [_row(step) for step in plan.steps],
        "after": _after(plan),
        "secrets": list(plan.secrets),
    }


def summary(wishes: Wishes, plan: Plan) -> list[str]:
    """For whom and for how long, in two lines."""
    people = ngettext("%(count)d person", "%(count)d people", wishes.people)
    minutes = ngettext("%(count)d minute", "%(count)d minutes", wishes.minutes)
    means = [
        _("with electricity") if wishes.power else _("without electricity"),
        _("with phones") if wishes.devices else _("without phones"),
    ]
    said = [
        minutes % {"count": wishes.minutes},
        people % {"count": wishes.people},
        *means,
    ]
    return [" · ".join(said), _("Groups: %(groups)s.") % {"groups": plan.groups}]


def _row(step: Step) -> dict:
    pieces = [sheet.words(step.lesson, "small")] if step.lesson else []
    if step.groups:
        groups = _("Groups: %(groups)s.") % {"groups": step.groups}
        pieces.append(sheet.words(groups))
    pieces += [sheet.words(line) for line in step.how]
    if step.about:
        pieces.append(_listed(step.about))
    pieces += rich_text.pieces(step.note)
    return {
        "time": step.starts,
        "minutes": str(step.minutes),
        "title": printable(step.title),
        "pieces": pieces,
    }


def _after(plan: Plan) -> list[sheet.Piece]:
    found = [sheet.heading(_("What you need")), _listed(plan.materials)]
    if plan.answers:
        found.append(sheet.heading(_("Answers, for you")))
        for asked, answer in plan.answers:
            found += [sheet.words(asked, "label"), *answer]
    if plan.facts:
        found.append(sheet.heading(_("The facts, and how fresh they are")))
        found += [each for b in plan.facts for each in form_of("fact").sheet(b)]
    if plan.left_out:
        found += [sheet.heading(_("Left out, for another day")), _listed(plan.left_out)]
    return found


def _listed(lines) -> sheet.Piece:
    return sheet.items([[sheet.words(line)] for line in lines])
