"""People over all unions, each once, in words: what is known of it, side by side."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.cldr import number
from learning.reports.protection import LEAST
from learning.reports.queries_overlap import Narrow, Unique


def lines_of(unique: Unique) -> list[tuple[str, str]]:
    """How it is known, and the number or from–to."""
    found = [
        (_("New to the programme, by their own word"), _number(unique.declared)),
        (_("From the largest list to all lists added up"), _interval(unique.wide)),
    ]
    if unique.narrow:
        found.append((_of_whom(unique.narrow), _narrow(unique.narrow)))
    return found


def reading_of(unique: Unique) -> str:
    """What has to be known to read the last of the lines; empty where it is not there."""
    if not unique.narrow:
        return ""
    return _(
        "In these unions at least %(percent)s of a hundred people agreed to be compared "
        "and have a name. The others may be in both lists or in one; “probably” takes "
        "them to be like those compared. People of different countries are taken for "
        "different people. An overlap of fewer than five is taken for none."
    ) % {"percent": number(str(unique.narrow.percent))}


def across_in_words(unique: Unique | None) -> dict:
    """For the piece of a page that shows it (`across.html`)."""
    if unique is None:
        return {}
    return {"across": lines_of(unique), "across_reading": reading_of(unique)}


def footnotes_of(unique: Unique) -> list[str]:
    """The same as sentences beside a table."""
    notes = [
        _(
            "People are told apart within a union. Who comes to two unions is counted "
            "by both."
        )
    ]
    for how, many in lines_of(unique):
        notes.append(_("%(how)s: %(many)s.") % {"how": how, "many": many})
    return [*notes, reading] if (reading := reading_of(unique)) else notes


def _number(people: int | None) -> str:
    if people is None:
        return _("fewer than %(count)d") % {"count": LEAST}
    return number(str(people))


def _interval(wide) -> str:
    if wide is None:
        return _number(None)
    return _from_to(wide.low, wide.high)


def _from_to(low: int, high: int) -> str:
    if low == 0 < high:
        return _("at most %(high)s") % {"high": number(str(high))}
    return f"{number(str(low))}–{number(str(high))}"


def _of_whom(narrow: Narrow) -> str:
    return ngettext(
        "%(tenants)s union that let its list be compared (%(lists)s people, added up)",
        "%(tenants)s unions that let their lists be compared (%(lists)s people, added up)",
        narrow.tenants,
    ) % {
        "tenants": number(str(narrow.tenants)),
        "lists": number(str(narrow.lists)),
    }


def _narrow(narrow: Narrow) -> str:
    return _("%(span)s, probably %(best)s") % {
        "span": _from_to(narrow.low, narrow.high),
        "best": number(str(narrow.best)),
    }
