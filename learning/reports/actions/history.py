"""Declaring totals of earlier years, one by hand or a sheet as a whole; taking them back."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.reports import rules
from learning.reports.errors import NotAllowedError, NotStandingError
from learning.reports.models import DeclaredTotal, HistoryImport
from learning.reports.models.targets import FIRST_YEAR
from learning.reports.sheets.lines import Line

State = HistoryImport.State
_WORDS = ("country", "sex", "age_band", "people", "counts", "method", "grade", "source")


@transaction.atomic
def declare_total(
    *,
    starts_on,
    ends_on,
    people,
    counts,
    method,
    grade,
    source,
    by,
    union=None,
    country="",
    sex="",
    age_band="",
    theme=None,
) -> DeclaredTotal:
    """Enter one total, where `union` is named on its behalf; fields as the model has
    them. Raises NotAllowedError, and ValidationError by field: reversed, not over yet,
    the same of the same standing already."""
    _allowed(by)
    total = DeclaredTotal(
        starts_on=starts_on,
        ends_on=ends_on,
        union=union,
        country=country,
        sex=sex,
        age_band=age_band,
        theme=theme,
        people=people,
        counts=counts,
        method=method.strip(),
        grade=grade,
        source=source.strip(),
        declared_by=by,
    )
    _check_days(total)
    total.cell = total.place()
    total.full_clean(validate_constraints=False)
    if _stand([total.cell]):
        raise ValidationError({"people": _("This total stands here already.")})
    total.save()
    return total


@transaction.atomic
def read_sheet(*, lines: list[Line], by) -> HistoryImport:
    """Keep what was understood of a sheet until somebody has looked at it. Lines must be
    without problems."""
    _allowed(by)
    if not lines or any(line.problems for line in lines):
        raise ValueError("A sheet is taken whole, and without problems")
    # What waits is looked at now or never: an earlier one of hers is done with.
    HistoryImport.objects.filter(state=State.READ, read_by=by).delete()
    return HistoryImport.objects.create(
        lines=[line.to_json() for line in lines], read_by=by
    )


@transaction.atomic
def take_over_sheet(*, sheet, by) -> int:
    """All lines become declared totals, or none does; returns how many. Raises
    NotAllowedError, NotStandingError where it was taken over or taken back, and
    ValidationError where one of them stands already."""
    _allowed(by)
    held = _held(sheet, State.READ)
    totals = [total_of(line, held, by) for line in held.lines]
    if _stand([each.cell for each in totals]):
        raise ValidationError(_("Some of these totals stand here already."))
    DeclaredTotal.objects.bulk_create(totals)
    held.state = State.IN
    held.save(update_fields=["state", "changed_at"])
    return len(totals)


@transaction.atomic
def take_back_sheet(*, sheet, by) -> int:
    """Undo: its totals stand no more; returns how many stood. Raises NotAllowedError,
    NotStandingError."""
    _allowed(by)
    held = _held(sheet, State.IN)
    held.state = State.UNDONE
    held.save(update_fields=["state", "changed_at"])
    return held.totals.filter(withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )


@transaction.atomic
def discard_sheet(*, sheet, by) -> None:
    """One that was only read. Raises NotAllowedError, NotStandingError."""
    _allowed(by)
    _held(sheet, State.READ).delete()


@transaction.atomic
def withdraw_total(*, total, by) -> None:
    """It was wrong; the row stays and says when. Raises NotAllowedError,
    NotStandingError."""
    _allowed(by)
    held = DeclaredTotal.objects.select_for_update().get(pk=total.pk)
    if held.withdrawn_at:
        raise NotStandingError("It was withdrawn already")
    held.withdrawn_at, held.withdrawn_by = timezone.now(), by
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "changed_at"])


def already_standing(lines: list[Line]) -> list[Line]:
    """Those of some lines without problems that say the same of the same as a standing
    total; one query."""
    cells = {total_of(line.to_json()).cell: line for line in lines}
    return [cells[cell] for cell in _stand(list(cells))]


def total_of(line: dict, sheet=None, by=None) -> DeclaredTotal:
    """The total, not stored, that a line of a sheet tells of (`Line.to_json`)."""
    total = DeclaredTotal(
        starts_on=date.fromisoformat(line["starts_on"]),
        ends_on=date.fromisoformat(line["ends_on"]),
        union_id=UUID(line["union"]) if line["union"] else None,
        theme_id=UUID(line["theme"]) if line["theme"] else None,
        sheet=sheet,
        declared_by=by,
        **{word: line[word] for word in _WORDS},
    )
    total.cell = total.place()
    return total


def _allowed(by) -> None:
    if not rules.can_declare(by):
        raise NotAllowedError("Totals are entered by the programme")


def _held(sheet, state) -> HistoryImport:
    held = HistoryImport.objects.select_for_update().get(pk=sheet.pk)
    if held.state != state:
        raise NotStandingError(f"It is {held.state}")
    return held


def _stand(cells: list[str]) -> set[str]:
    """Those of the cells that a standing total fills."""
    rows = DeclaredTotal.objects.filter(withdrawn_at=None, cell__in=cells)
    return set(rows.values_list("cell", flat=True))


def _check_days(total: DeclaredTotal) -> None:
    if total.starts_on > total.ends_on:
        raise ValidationError({"ends_on": _("It ends before it begins.")})
    if total.starts_on.year < FIRST_YEAR or total.ends_on > timezone.localdate():
        raise ValidationError({"ends_on": _("Choose days that have been.")})
