"""Making reporting periods, and a union's word on its figures."""

from datetime import date

from django.db import IntegrityError, transaction

from learning.classroom.rules import coordinates
from learning.reports import row_hashes, rules
from learning.reports.errors import (
    IsClosedError,
    NeedsWordsError,
    NotAllowedError,
    NotWholeYearsError,
    OverlapsError,
    ReversedError,
    TooLongError,
)
from learning.reports.models import Period, PeriodMonth, SignOff

# Ten years: longer than anybody is paid for.
MOST_MONTHS = 120


def months_between(start: date, end: date) -> list[date]:
    """The first days of the months from one day to another."""
    first, last = (each.year * 12 + each.month - 1 for each in (start, end))
    return [date(at // 12, at % 12 + 1, 1) for at in range(first, last + 1)]


@transaction.atomic
def make_period(*, name: str, starts_on: date, ends_on: date, by) -> Period:
    """Make a period of whole calendar years, none of which is in another period.

    Whole years, as the tables are: eleven months less than the year that the tables tell
    would give away the few people of the twelfth. Raises NotAllowedError, ReversedError,
    NotWholeYearsError, TooLongError, OverlapsError (with the other period's name), and
    ValidationError for a name that is taken.
    """
    if not rules.can_keep_periods(by):
        raise NotAllowedError("Officers and administrators make periods")
    if starts_on > ends_on:
        raise ReversedError("It ends before it begins")
    if (starts_on.month, starts_on.day, ends_on.month, ends_on.day) != (1, 1, 12, 31):
        raise NotWholeYearsError("From the first day of a year to the last of one")
    months = months_between(starts_on, ends_on)
    if len(months) > MOST_MONTHS:
        raise TooLongError("Ten years at most")
    _refuse_overlap(months)
    period = Period(name=name, starts_on=starts_on, ends_on=ends_on)
    period.full_clean()
    period.save(force_insert=True)
    try:
        with transaction.atomic():
            PeriodMonth.objects.bulk_create(
                [PeriodMonth(month=month, period=period) for month in months]
            )
    except IntegrityError as error:
        # Somebody made one at the same moment; the database has the last word.
        raise OverlapsError("") from error
    return period


def _refuse_overlap(months: list[date]) -> None:
    taken = PeriodMonth.objects.filter(month__range=(months[0], months[-1]))
    if other := taken.select_related("period").first():
        raise OverlapsError(other.period.name)


@transaction.atomic
def sign_off(*, period: Period, tenant, verdict: str, by, words: str = "") -> SignOff:
    """A union's word on its figures, as they stand now; said again, the latest holds.

    `verdict` is one of SignOff.Verdict, `words` what is wrong. Raises NotAllowedError,
    IsClosedError, NeedsWordsError.
    """
    if not coordinates(by, tenant):
        raise NotAllowedError("A coordinator speaks for her union")
    period = Period.objects.select_for_update().get(pk=period.pk)
    if period.is_closed:
        raise IsClosedError("It is closed: corrections make restatements")
    words = words.strip()
    if verdict == SignOff.Verdict.WRONG and not words:
        raise NeedsWordsError("What is wrong?")
    registers = row_hashes.registers(period.starts_on, period.ends_on, tenant)
    said = SignOff(
        period=period,
        tenant=tenant,
        verdict=SignOff.Verdict(verdict),
        words=words,
        rows=sum(each.rows for each in registers),
        rows_hash=row_hashes.of_registers(registers),
        said_by=by,
    )
    said.save()
    return said
