"""All tables in one file: ordered once, made again where it was lost with its worker."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from learning.reports.actions.bundling import (
    STEPS,
    Wished,
    order_bundle,
    tidy_bundles,
)
from learning.reports.models import ReportBundle
from learning.reports.spans import Span

pytestmark = pytest.mark.django_db
WISHED = Wished(Span(2025, date(2025, 12, 31)), "ilo", "en", date(2026, 11, 26))


def test_ordering_twice_is_ordering_once():
    made = order_bundle(wished=WISHED, by=None)
    assert made.steps_done == made.steps == len(STEPS)
    assert order_bundle(wished=WISHED, by=None).pk == made.pk
    assert default_storage.exists(made.file)


def test_what_was_lost_with_its_worker_is_made_again():
    made = order_bundle(wished=WISHED, by=None)
    long_ago = timezone.now() - timedelta(hours=1)
    ReportBundle.objects.update(made_at=None, file="", ordered_at=long_ago)
    assert order_bundle(wished=WISHED, by=None).made_at > made.made_at


def test_a_file_of_days_ago_goes():
    made = order_bundle(wished=WISHED, by=None)
    assert tidy_bundles() == 0
    ReportBundle.objects.update(changed_at=timezone.now() - timedelta(days=3))
    assert tidy_bundles() == 1
    assert not default_storage.exists(made.file)
