"""The messages around a training, to be copied as text.

Where something is taught that nobody should be seen with, no title stands in them: a
day, a place and an address are enough.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from learning import cldr
from learning.classroom.queries.how_it_goes import Taught
from learning.members import codes
from learning.members.copying import CopyText, copy_text


def address(name: str, *args) -> str:
    """A page as somebody's phone opens it, in the language of the message."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


def invitation(training, sessions, language, *, code=None, is_discreet) -> CopyText:
    """Date, place, the code to join and its address."""

    def say():
        title = [] if is_discreet else [training.title]
        return [*title, *_meetings(training, sessions), *_joining(code)]

    return copy_text("invitation", _("Invitation"), language, say)


def reminder(training, sessions, language) -> CopyText:
    """The day before: the next session, and what to bring."""
    today = timezone.localdate()
    coming = [each for each in sessions if each.held_on >= today][:1]

    def say():
        return [
            _("We meet soon:"),
            *_meetings(training, coming or sessions[-1:]),
            _("Bring your card, and your phone if you have one."),
        ]

    return copy_text("reminder", _("Reminder before"), language, say)


def come_back(taught: Taught, language) -> CopyText:
    """ "Lesson 2 waits for you"; the address of the module where its lessons tell."""
    module, lesson = taught.module, taught.lesson

    def say():
        said = {
            "number": module.lessons.index(lesson) + 1,
            "title": module.outward_title_of(lesson, language),
        }
        place = (
            address("reading:module", module.slug)
            if module.is_discreet
            else address("reading:lesson", module.slug, lesson.slug)
        )
        return [
            _("Lesson %(number)d waits for you: %(title)s.") % said,
            _("Ten minutes are enough: %(address)s") % {"address": place},
        ]

    return copy_text("come-back", _("Come back to a lesson"), language, say)


def follow_up(training, language) -> CopyText:
    """After some months: did you use it?"""

    def say():
        month = cldr.month(training.ends_on)
        return [
            _("We were at a training together in %(month)s.") % {"month": month},
            _("Did you use it, what for, and what came of it?"),
            _("Answer here: %(address)s") % {"address": address("reading:my")},
            _("Or tell me when we meet. Two minutes are enough."),
        ]

    return copy_text("follow-up", _("Did you use it?"), language, say)


def vouched(language) -> CopyText:
    """Somebody has said: she is one of us."""

    def say():
        return [
            _("You are in the list now, and what you learn counts."),
            _("Go on here: %(address)s") % {"address": address("reading:my")},
        ]

    return copy_text("vouched", _("You are in the list"), language, say)


def at_home(code, language) -> CopyText:
    """The union's own code; which union it is, its group knows."""

    def say():
        until = cldr.day(code.expires_at)
        return [
            _("Learn at home, when you like."),
            *_joining(code),
            _("It holds until %(day)s.") % {"day": until},
        ]

    return copy_text(f"home-{code.pk}", _("Message for the group"), language, say)


def _meetings(training, sessions) -> list[str]:
    """ "2 November 2026, 08:30, Cotonou", a line for each."""
    lines = []
    for each in sessions:
        starts = f"{each.starts_at:%H:%M}" if each.starts_at else ""
        place = each.place or training.place
        link = each.link or training.link
        parts = [cldr.day(each.held_on), starts, place, link]
        lines.append(", ".join(part for part in parts if part))
    return lines


def _joining(code) -> list[str]:
    if code is None:
        return []
    return [
        _("Join here: %(address)s")
        % {"address": address("reading:join_with", code.code)},
        _("Or type the code %(code)s here: %(address)s")
        % {"code": codes.in_halves(code.code), "address": address("reading:join")},
    ]
