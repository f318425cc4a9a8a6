"""The parts of a class kit: each a paper as it is by itself, with how often it is needed.

A maker gives one dict for each paper: the layout's name and what that layout reads.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning.certificates.pdf import shown_on
from learning.certificates.wording import blank_paper
from learning.classroom.models import Smileys
from learning.classroom.queries.register import Line, people_in
from learning.classroom.queries.trainings import outward_title
from learning.cldr import day
from learning.deliveries import kit, sheet
from learning.deliveries.booklet import foot, language_name, question, where_of
from learning.deliveries.kit import KitWishes
from learning.deliveries.kit_days import shared_out
from learning.deliveries.on_paper import form_of
from learning.deliveries.on_paper.base import letters
from learning.deliveries.plan_paper import plan_paper
from learning.deliveries.register_sheet import MOST_LINES, blank_lines, sheet_paper
from learning.deliveries.taught import Taught, questions_of, taught_in
from learning.deliveries.wishes import MINUTES, Wishes
from learning.paper.letters import printable

ON_A_PAGE = 8


@dataclass(frozen=True)
class Making:
    """What every part of a kit is made of, read once."""

    training: object
    wishes: KitWishes

    @property
    def language(self) -> str:
        return self.training.language

    @cached_property
    def title(self) -> str:
        """What the training is called outside."""
        return outward_title(self.training, self.language)

    @cached_property
    def taught(self) -> list[Taught]:
        return taught_in(self.training, self.language)

    @cached_property
    def sessions(self) -> list:
        return list(self.training.sessions.all())

    @cached_property
    def asked(self) -> tuple[list, list]:
        """The questions of the test on paper, and what is right: a section for each."""
        asked, answers = [], []
        blocks = questions_of(self.training, self.language)
        for number, (language, block) in enumerate(blocks, start=1):
            with translation.override(language):
                printed, answer = question(number, block)
            asked.append(_section(language, printed))
            if answer:
                answers.append(_section(language, answer))
        return asked, answers

    @cached_property
    def foot(self) -> str:
        """Which training, which edition of what, in which language."""
        editions = [
            f"{each.source.title}, "
            + _("Edition %(number)d") % {"number": each.source.edition}
            for each in self.taught
        ]
        said = [self.title, *editions, language_name(self.language)]
        return printable(" · ".join(said), 300)

    def foot_of(self, taught: Taught) -> str:
        """The same on a paper of one of its modules."""
        return printable(f"{self.title} · {foot(taught.source)}", 300)


def _plans(making: Making):
    """A plan for each day and module, as the hours divide them."""
    sessions = making.sessions
    lessons = [(each, lesson) for each in making.taught for lesson in each.lessons]
    days = shared_out(
        [lesson.minutes for _each, lesson in lessons],
        [session.minutes for session in sessions],
    )
    for session, places in zip(sessions, days, strict=True):
        of_day = [lessons[place] for place in places]
        there = sum(lesson.minutes for _each, lesson in of_day)
        gone = 0
        for each in making.taught:
            own = each.only(lesson for module, lesson in of_day if module is each)
            if own.lessons:
                share = sum(lesson.minutes for lesson in own.lessons)
                minutes = session.minutes * share // there
                yield _plan(making, session, own, minutes, gone)
                gone += minutes


def _plan(making: Making, session, taught: Taught, minutes: int, gone: int) -> dict:
    """One paper; it begins when `gone` minutes of the session are over."""
    wishes = making.wishes
    shortest, longest = MINUTES
    paper = plan_paper(
        taught.source,
        Wishes(
            minutes=min(max(minutes, shortest), longest),
            people=wishes.people,
            power=wishes.power,
            devices=wishes.devices,
            lessons=taught.slugs,
        ),
    )
    when = day(session.held_on)
    if session.starts_at:
        begins = datetime.combine(session.held_on, session.starts_at)
        when = f"{when}, {begins + timedelta(minutes=gone):%H:%M}"
    return paper | {
        # Role sheets are a part of their own, with all that are played.
        "secrets": [],
        "head": [sheet.words(when, "strong"), *paper["head"]],
        "label": f"{paper['title']} · {when}",
        "foot": making.foot_of(taught),
    }


def _sheets(making: Making):
    """For each session; with sign-in names, never with names: this file is stored."""
    rows = list(people_in(making.training)[:MOST_LINES])
    for session in making.sessions:
        session.training = making.training
        # Before the day: nothing is marked yet, and nothing of it would stand here.
        lines = [Line(row, None, is_late=False, of=session.minutes) for row in rows]
        paper = sheet_paper(session, lines, blank_lines(len(rows)), making.title)
        label = f"{kit.PARTS[kit.SHEETS]} · {day(session.held_on)}"
        yield paper | {"label": label, "foot": making.foot}


def _roles(making: Making):
    """The game, and each role on a page of its own; one of each for every table."""
    form = form_of("role_play")
    for each in making.taught:
        for lesson, block in each.played():
            with translation.override(lesson.language):
                # What all may read comes first.
                pages = [form.sheet(block), *form.secret(block)]
                games = form.tables(block, making.wishes.people)[0]
            yield {
                "layout": "pages",
                "pages": [[_section(lesson.language, page)] for page in pages],
                "copies": games,
                "label": f"{kit.PARTS[kit.ROLES]} · {each.source.title}",
                "foot": making.foot_of(each),
            }


def _test(part):
    def test(making: Making):
        asked, _answers = making.asked
        if asked:
            hint = _("Without your name: nobody is marked. What you don't know, leave.")
            title = sheet.heading(str(kit.PARTS[part]), 1)
            head = _section(making.language, [title, sheet.words(hint)])
            yield {
                "layout": "pages",
                "pages": [[head, *asked]],
                "copies": making.wishes.people,
            }

    return test


def _key(making: Making):
    _questions, answers = making.asked
    if answers:
        title = sheet.heading(str(kit.PARTS[kit.KEY]), 1)
        head = _section(making.language, [title])
        yield {"layout": "pages", "pages": [[head, *answers]]}


def _section(language: str, pieces: list) -> dict:
    return {**where_of(language), "pieces": pieces}


def _voting(making: Making):
    yield {"layout": "voting", "letters": letters(4), "copies": making.wishes.people}


def _slips(making: Making):
    """For one question; what is sensitive is voted on in secret."""
    yield {
        "layout": "slips",
        "on_a_page": ON_A_PAGE,
        "question": _("Question:"),
        "letters": letters(4),
        "how": _("Tick one, fold it, drop it in the box. No name."),
        "copies": -(-making.wishes.people // ON_A_PAGE),
    }


def _smileys(making: Making):
    yield {
        "layout": "smileys",
        "how": _("Put a dot under one face in each line. No name."),
        "faces": [
            pgettext("a face", "yes"),
            pgettext("a face", "so-so"),
            pgettext("a face", "no"),
        ],
        "questions": [printable(str(each.label)) for each in Smileys.Question],
    }


def _certificates(making: Making):
    yield {
        "layout": "certificates",
        "papers": [shown_on(blank_paper(making.training, making.language))],
        "copies": making.wishes.people,
    }


MAKERS = {
    kit.PLAN: _plans,
    kit.SHEETS: _sheets,
    kit.ROLES: _roles,
    kit.PRE: _test(kit.PRE),
    kit.POST: _test(kit.POST),
    kit.VOTING: _voting,
    kit.SLIPS: _slips,
    kit.SMILEYS: _smileys,
    kit.CERTIFICATES: _certificates,
    kit.KEY: _key,
}
