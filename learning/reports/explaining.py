"""A number explained: a paragraph made by rule, in the reader's language.

In this order: by which rule, when it was counted, who is left out, how sure it is, what the
unions say of it, what an evaluator found, and what was restated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.classroom.actions.participations import catch_up
from learning.cldr import day, number, together
from learning.reports.causes import WORDS
from learning.reports.counting import BY_LABEL, MINUTES, POINTS, Rule
from learning.reports.heads import heads_by_tenant
from learning.reports.heads import together as between_unions
from learning.reports.longest import may_name_longest
from learning.reports.models import Period, SampledTraining
from learning.reports.protection import LEAST
from learning.reports.queries import rows_of
from learning.reports.queries_ledger import (
    Change,
    Total,
    changes_told,
    people_by_tenant,
)
from learning.reports.queries_samples import results_of
from learning.reports.queries_sign_offs import standing_words
from learning.reports.selection import Selection

Found = SampledTraining.Found


def in_figures(total: Total) -> str:
    """A total as the programme may read it, with its unit."""
    if total.shown is None:
        return _("fewer than %(count)d") % {"count": LEAST}
    if total.rule.unit == POINTS and not total.number.behind:
        return "–"  # an average of nobody
    return written(total.rule, total.number.value)


def written(rule: Rule, value: int) -> str:
    """A number of the rule's unit as it is written."""
    if rule.unit == MINUTES:
        hours = number(str(round(Decimal(value) / 60)))
        return _("%(hours)s h") % {"hours": hours}
    if rule.unit == POINTS:
        return _("%(points)s points") % {"points": number(str(value))}
    return number(str(value))


@dataclass(frozen=True)
class Reader:
    """What an explanation is made of; `total` is of the programme."""

    period: Period
    total: Total

    @property
    def rule(self) -> Rule:
        return self.total.rule


def explained(period: Period, total: Total) -> str:
    """The paragraph. Numbers in it are protected like the figure itself."""
    reader = Reader(period, total)
    parts = (
        *(_method(reader), _when(reader), _left_out(), *_between_unions(reader)),
        *(*_heads(reader), *_declared(reader), *_said(reader)),
        *(*_sampled(reader), *_restated(reader)),
    )
    return " ".join(parts)


def _method(reader: Reader) -> str:
    return _("“%(name)s”, rule %(label)s: %(says)s") % {
        "name": reader.rule.name,
        "label": reader.rule.label,
        "says": reader.rule.described(),
    }


def _when(reader: Reader) -> str:
    span = {
        "start": day(reader.period.starts_on),
        "end": day((reader.period.counted or (None, reader.period.ends_on))[1]),
        "moment": day(reader.period.closed_at),
    }
    if reader.period.is_closed:
        return (
            _(
                "Counted from %(start)s to %(end)s, by the day on which a training ended "
                "and the place of the union on that day; frozen on %(moment)s."
            )
            % span
        )
    return (
        _(
            "Counted from %(start)s to %(end)s, by the day on which a training ended and "
            "the place of the union on that day. The period is open: months that are "
            "over are counted anew each time, and the number may change."
        )
        % span
    )


def _left_out() -> str:
    return _(
        "Left out are staff, trainers at work and testers, whoever no union has vouched "
        "for, and whoever does not want to be counted. What was not stated is a group "
        "of its own, and never guessed."
    )


def _between_unions(reader: Reader) -> Iterator[str]:
    """People are not linked between unions, so the sum may hold somebody twice."""
    if not reader.rule.is_of_people:
        return
    by_tenant = {
        tenant: each.value
        for tenant, each in people_by_tenant(reader.period, reader.rule).items()
    }
    of = list(by_tenant.values())
    # A total that stands still while few are corrected is not told another way.
    if sum(of) != reader.total.number.value:
        return
    if len(of) < 2 or not may_name_longest(reader.period, reader.rule, by_tenant):
        return
    yield _(
        "Unions do not lay their lists side by side, so somebody who is in two of them "
        "is counted twice: there are at least %(low)s people (the longest list) and at "
        "most %(high)s (all lists together)."
    ) % {"low": number(str(max(of))), "high": number(str(sum(of)))}


def _heads(reader: Reader) -> Iterator[str]:
    if reader.rule.key not in ("participations", "unique") or not reader.period.counted:
        return
    by_tenant = heads_by_tenant(*reader.period.counted)
    found = between_unions(list(by_tenant.values()))
    listed = {tenant: each.listed for tenant, each in by_tenant.items()}
    few = min(found.heads, found.people.low) < LEAST
    if few or not may_name_longest(reader.period, reader.rule, listed):
        return
    words = {
        "heads": number(str(found.heads)),
        "low": number(str(found.people.low)),
        "high": number(str(found.people.high)),
    }
    if reader.rule.is_of_people:
        yield (
            _(
                "Beside the lists, heads were counted in some rooms: %(heads)s. Whether "
                "they are others, nobody knows; with them there are between %(low)s and "
                "%(high)s people."
            )
            % words
        )
    else:
        yield (
            _(
                "Beside these, %(heads)s more were counted by heads in some rooms, "
                "without a list."
            )
            % words
        )


def _declared(reader: Reader) -> Iterator[str]:
    declared, all_of_them = declared_rows(reader.period, reader.rule)
    if declared == 0:
        return
    if 0 < all_of_them - declared < LEAST:
        yield _(
            "Nearly all come from earlier lists, by their own method, and are declared."
        )
        return
    if declared < LEAST:
        yield _("A few come from earlier lists, by their own method, and are declared.")
        return
    yield _(
        "%(count)s of the entries behind it come from earlier lists, by their own "
        "method, and are declared."
    ) % {"count": number(str(declared))}


def declared_rows(period: Period, rule: Rule) -> tuple[int, int]:
    """How many entries behind a figure come from an earlier list, and how many there are
    in all; not protected."""
    catch_up()
    if not period.counted:
        return 0, 0
    found = rows_of(rule, Selection(*period.counted)).aggregate(
        declared=Count("pk", filter=Q(is_declared=True)), all=Count("pk")
    )
    return found["declared"], found["all"]


def _said(reader: Reader) -> Iterator[str]:
    words = standing_words(reader.period)
    with_rows = [each for each in words if each.has_rows]
    if not with_rows:
        return
    ours = sum(each.is_ours for each in with_rows)
    wrong = sum(each.is_wrong for each in with_rows)
    yield _(
        "Unions with figures: %(all)d; it was said “these are ours” by %(ours)d"
    ) % {
        "all": len(with_rows),
        "ours": ours,
    } + (
        _(", and “something is wrong” by %(count)d.") % {"count": wrong}
        if wrong
        else "."
    )


def _sampled(reader: Reader) -> Iterator[str]:
    for sample, of in results_of(reader.period):
        size = sum(of.values())
        yield ngettext(
            "An evaluator drew %(size)d of %(all)d trainings at random on %(day)s: "
            "%(found)d register was found as counted, %(missing)d not, %(refused)d "
            "refused, %(open)d not looked at yet.",
            "An evaluator drew %(size)d of %(all)d trainings at random on %(day)s: "
            "%(found)d registers were found as counted, %(missing)d not, %(refused)d "
            "refused, %(open)d not looked at yet.",
            of[Found.FOUND],
        ) % {
            "size": size,
            "all": sample.drawn_from,
            "day": day(sample.drawn_at),
            "found": of[Found.FOUND],
            "missing": of[Found.NOT_FOUND],
            "refused": of[Found.REFUSED],
            "open": of[Found.OPEN],
        }


def _restated(reader: Reader) -> Iterator[str]:
    for each in reversed(changes_told(reader.period, reader.rule.label)):
        old, new = told(each)
        yield _("Restated on %(day)s from %(old)s to %(new)s: %(why)s.") % {
            "day": day(each.row.found_at),
            "old": old,
            "new": new,
            "why": reason_of(each.row),
        }


def told(change: Change) -> tuple[str, str]:
    """Of the restatement of a total: the old and the new number as they may be read."""
    rule = BY_LABEL[change.row.figure.rule]
    return _told(rule, *change.was), _told(rule, change.row.new, change.row.behind)


def _told(rule: Rule, value: int, behind: int) -> str:
    if 0 < behind < LEAST:
        return _("fewer than %(count)d") % {"count": LEAST}
    return written(rule, value)


def reason_of(restatement) -> str:
    """Why, in words: what the logs say, else what the programme wrote."""
    words = [str(WORDS[each]) for each in restatement.causes if each in WORDS]
    return (
        together(words)
        or restatement.why
        or _("the reason is not known yet; somebody of the programme is to say it")
    )
