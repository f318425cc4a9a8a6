"""Indicators, and what is promised of them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learning.reports import rules
from learning.reports.counting import MINUTES
from learning.reports.errors import HasSpansError, NotAllowedError
from learning.reports.models import Indicator, TargetSpan
from learning.reports.models.targets import FIRST_YEAR, LAST_YEAR
from learning.reports.outcome_rules import OutcomeRule
from learning.reports.promised import COUNTABLE, rule_of

_COUNTABLE = {rule.label for rule in COUNTABLE}
FIELDS = (
    *("kind", "measure", "unit", "ascending", "can_be_added_up", "counted_by"),
    *("theme", "country", "sex", "youth", "baseline_year", "baseline"),
)


@transaction.atomic
def keep_indicator(*, slug, title, language, by, **facts) -> Indicator:
    """Make an indicator, or bring the one with that slug up to date.

    `title` is stored for `language` and leaves those in others alone; `facts` are any of
    FIELDS. By what it is counted, and of whom, can change only while it has no span.
    Raises NotAllowedError, and ValidationError by field.
    """
    _allowed(by)
    indicator = Indicator.objects.select_for_update().filter(
        slug=slug
    ).first() or Indicator(slug=slug)
    before = _counting(indicator)
    indicator.titles = indicator.titles | {language: title.strip()}
    for field in FIELDS:
        if field in facts:
            setattr(indicator, field, facts[field])
    if indicator.spans.exists() and _counting(indicator) != before:
        _refuse(
            "counted_by",
            _(
                "It has spans already, and their figures were counted so. Make a new one."
            ),
        )
    _check(indicator)
    indicator.full_clean(validate_constraints=False)
    indicator.save()
    return indicator


@transaction.atomic
def remove_indicator(*, indicator, by) -> None:
    """Only one that has no span: HasSpansError."""
    _allowed(by)
    held = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if held.spans.exists():
        raise HasSpansError("Take its spans out first")
    held.delete()


@transaction.atomic
def set_span(
    *, indicator, starts_on, ends_on, by, target=None, actual=None, comment=""
) -> TargetSpan:
    """Promise something for a span of days, or correct what is there for just these.

    `actual` is for what is entered by hand. Raises NotAllowedError, and ValidationError
    by field: reversed, overlapping another span; where the indicator is counted: not one
    calendar year, or with an actual.
    """
    _allowed(by)
    held = Indicator.objects.select_for_update().get(pk=indicator.pk)
    _check_days(held, starts_on, ends_on)
    if held.is_counted and actual is not None:
        _refuse("actual", _("This is counted by the platform. Leave it empty."))
    span = held.spans.filter(starts_on=starts_on, ends_on=ends_on).first()
    if span is None:
        _check_overlap(held, starts_on, ends_on)
        span = TargetSpan(indicator=held, starts_on=starts_on, ends_on=ends_on)
    span.target, span.actual, span.comment = target, actual, comment.strip()
    span.full_clean(validate_constraints=False)
    span.save()
    return span


@transaction.atomic
def take_out_span(*, span, by) -> None:
    """Take a promise back. Raises NotAllowedError."""
    _allowed(by)
    span.delete()


def _allowed(by) -> None:
    if not rules.can_keep_targets(by):
        raise NotAllowedError("Targets are the programme's")


def _refuse(field: str, why: str):
    raise ValidationError({field: why})


def _counting(indicator: Indicator) -> tuple:
    return (indicator.counted_by, indicator.sex, *_lines(indicator))


def _lines(indicator: Indicator) -> tuple:
    return (indicator.theme_id, indicator.country, indicator.youth)


def _check(indicator: Indicator) -> None:
    if not indicator.titles or not all(indicator.titles.values()):
        _refuse("title", _("Say what is measured."))
    if not (indicator.unit or "").strip():
        _refuse("unit", _("Say in what it is measured: people, agreements, hours …"))
    if (indicator.baseline is None) != (indicator.baseline_year is None):
        missing = "baseline" if indicator.baseline is None else "baseline_year"
        _refuse(missing, _("A baseline is a number and the year it is of."))
    year = indicator.baseline_year
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        _refuse("baseline_year", _year_wanted())
    if indicator.is_counted:
        _check_counted(indicator)
    elif indicator.sex or any(_lines(indicator)):
        _refuse(
            "counted_by",
            _("Only what is counted here can be narrowed. Say the rest in the title."),
        )


def _check_counted(indicator: Indicator) -> None:
    if indicator.counted_by not in _COUNTABLE:
        _refuse("counted_by", _("Choose one of the rules."))
    rule, lines = rule_of(indicator), _lines(indicator)
    narrowed = sum(map(bool, lines))
    if isinstance(rule, OutcomeRule):
        if indicator.sex or indicator.theme_id or indicator.youth:
            _refuse("counted_by", _("Records can be narrowed to a country only."))
    elif rule.unit == MINUTES and (indicator.sex or narrowed):
        _refuse("counted_by", _("Hours are counted of everybody together."))
    elif narrowed > 1:
        _refuse(
            "counted_by",
            _(
                "Choose one of theme, country and age, with or without a sex: more of "
                "them at once could show single people."
            ),
        )
    like = Indicator.objects.exclude(pk=indicator.pk).filter(
        counted_by=indicator.counted_by,
        sex=indicator.sex,
        theme=indicator.theme_id,
        country=indicator.country,
        youth=indicator.youth,
    )
    if like.exists():
        _refuse("counted_by", _("Another indicator counts just this already."))


def _check_days(indicator: Indicator, starts_on: date, ends_on: date) -> None:
    if starts_on >= ends_on:
        _refuse("ends_on", _("It ends before it begins."))
    if starts_on.year < FIRST_YEAR or ends_on.year > LAST_YEAR:
        _refuse("starts_on", _year_wanted())
    # As the tables are: two spans that differ by a month would tell of its people.
    year = (date(starts_on.year, 1, 1), date(starts_on.year, 12, 31))
    if indicator.is_counted and (starts_on, ends_on) != year:
        _refuse("starts_on", _("What is counted here needs one whole calendar year."))


def _check_overlap(indicator: Indicator, starts_on: date, ends_on: date) -> None:
    if indicator.spans.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        _refuse(
            "starts_on", _("Another span of this indicator has some of these days.")
        )


def _year_wanted() -> str:
    return _("Choose a year from %(first)d to %(last)d.") % {
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
    }
