"""All tables of a year in one file: ordered on a page, made by the task worker.

The row is the order. A task that dies with its worker leaves it, and it is made again
when somebody looks for it (`deliveries.actions.ordering`); how far it is stands in it.
"""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django_tasks import task

from learning.deliveries.actions.ordering import form_in, placed, throw_away
from learning.reports.actions.releasing import release
from learning.reports.models import ReportBundle
from learning.reports.naming import Names
from learning.reports.outputs import as_csv, as_iati, as_json, as_xlsx
from learning.reports.queries_overlap import unique_in
from learning.reports.report import Report, file_name
from learning.reports.spans import Span
from learning.reports.tables import FROZEN, TABLES

# Figures are those of the day it was ordered; after that somebody orders anew.
KEPT_FOR = timedelta(days=2)
STEPS = [(rule, table) for rule in FROZEN for table in TABLES]


@dataclass(frozen=True)
class Wished:
    """Which file: of that year, made today, in that language."""

    span: Span
    youth: str
    language: str
    today: date

    @property
    def parameters(self) -> dict:
        return {
            "year": self.span.year,
            "end": self.span.end.isoformat(),
            "youth": self.youth,
            "today": self.today.isoformat(),
        }

    @property
    def key(self) -> str:
        parts = [self.parameters, self.language, form_in(self.language)]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def ordered(self) -> ReportBundle | None:
        """Its row if it has been ordered, as it stands now."""
        return ReportBundle.objects.filter(key=self.key).first()


def order_bundle(*, wished: Wished, by) -> ReportBundle:
    """Its row; orders it where it is not there, was lost, or failed a while ago. The row
    comes back as it stands. `by` is not kept."""
    return placed(
        ReportBundle.objects,
        key=wished.key,
        fields={
            "language": wished.language,
            "content": wished.key,
            "parameters": wished.parameters,
            "steps": len(STEPS),
        },
        enqueue=lambda found: make_bundle.enqueue(found.pk),
    )


@task()
def make_bundle(bundle: int) -> None:
    """Count all tables and put them into one file; a failure is left to be seen."""
    found = ReportBundle.objects.filter(pk=bundle, made_at=None).first()
    if found is None:
        return
    try:
        with translation.override(found.language):
            content = _zipped(_reports(found))
    except Exception:
        found.failed_at = timezone.now()
        found.save(update_fields=["failed_at", "changed_at"])
        raise
    name = f"deliveries/{found.key}.zip"
    default_storage.delete(name)
    found.file = default_storage.save(name, ContentFile(content))
    found.made_at, found.failed_at = timezone.now(), None
    found.save()


def tidy_bundles() -> int:
    """Throw away files of two days ago; returns how many went."""
    old = list(ReportBundle.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR))
    for row in old:
        throw_away(row)
    return len(old)


def _reports(found: ReportBundle) -> list[Report]:
    asked, names, reports = found.parameters, Names(), []
    span = Span(asked["year"], date.fromisoformat(asked["end"]))
    today, across = date.fromisoformat(asked["today"]), unique_in(span.year)
    for number, (rule, table) in enumerate(STEPS, start=1):
        shown = release(table=table, rule=rule, span=span, by=None)
        reports.append(Report.now(shown, span, names, today, asked["youth"], across))
        found.steps_done = number
        found.save(update_fields=["steps_done", "changed_at"])
    return reports


def _zipped(reports: list[Report]) -> bytes:
    """One workbook and one IATI file of all, and each table as CSV and JSON."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("palabre.xlsx", as_xlsx.write_all(reports))
        archive.writestr("palabre-iati.xml", as_iati.write_all(reports))
        archive.writestr("report.schema.json", as_json.SCHEMA.read_bytes())
        for way in (as_csv, as_json):
            for report in reports:
                name = f"{way.ENDING}/{file_name(report, way.ENDING)}"
                archive.writestr(name, way.write(report))
    return out.getvalue()
