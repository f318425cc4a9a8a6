"""What a visitor of the demo finds on the programme's desk."""

import tomllib
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from learning.demo import load_accounts, load_unions
from learning.demo_figures import load_figures
from learning.members.models import User
from learning.members.queries import coordinators_of
from learning.reports.models import (
    DeclaredTotal,
    Indicator,
    Outcome,
    Period,
    Restatement,
    Sample,
    SignOff,
)
from learning.reports.queries_targets import against_targets
from tests.learning.reports.ledger_cast import House, hold

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "fixtures" / "demo"
YEAR = timezone.localdate().year - 1


@pytest.fixture
def desk(client):
    """The desk in the officer's hands; trainings are fewer and smaller than in the demo."""
    source = tomllib.loads((FOLDER / "demo.toml").read_text(encoding="utf-8"))
    unions = load_unions(source, FOLDER, say=str)
    load_accounts(source, unions, say=str)
    for each in source["union"]:
        [coordinator] = coordinators_of(unions[each["slug"]])
        house = House(unions[each["slug"]], coordinator, coordinator)
        for month in (2, 5):
            hold(house, date(YEAR, month, 3), 4)
    load_figures(FOLDER, unions, say=str)
    client.force_login(User.objects.get(sign_in_name="officer"))

    def read(name: str, *at) -> str:
        found = client.get(reverse(f"programme_desk:{name}", args=at))
        assert found.status_code == 200
        return found.content.decode()

    return read


def test_the_programmes_desk_has_something_on_every_page(desk):
    last, now = Period.objects.order_by("starts_on")
    assert (last.starts_on.year, last.is_closed, now.is_closed) == (YEAR, True, False)
    said = SignOff.unscoped.filter(period=last).values_list("verdict", flat=True)
    assert sorted(said) == ["ours", "ours", "wrong"]
    # One correction since, and what it was.
    restated = Restatement.objects.get(
        figure__rule="participations.1", figure__table="", figure__union=None
    )
    assert restated.old - restated.new == 2
    assert restated.causes == ["corrected"]
    page = desk("period", last.pk)
    assert "dos personas están anotadas dos veces" in page

    for year in (YEAR, YEAR + 1):
        first, end = last.starts_on.replace(year=year), last.ends_on.replace(year=year)
        promised = {each.indicator.slug: each for each in against_targets(first, end)}
        assert len(promised) == Indicator.objects.count() == 4
        assert all(each.baseline is not None for each in promised.values())
        if year == YEAR:
            # In January what is told of some days ago is of last year too.
            assert promised["agreements"].actual in (1, 2)
            assert promised["people-trained"].actual > 0
    assert "Women trained" in desk("indicators")

    records = list(Outcome.unscoped.all())
    assert {each.kind for each in records} == set(Outcome.Kind.values)
    assert {each.tenant.slug for each in records} == {"savane", "cordillera", "pantai"}
    assert len({each.step for each in records}) >= 3
    page = desk("outcomes")
    for each in records:
        assert "demo" in each.title or "démo" in each.title
        assert each.trainings.exists()
        assert escape(each.title) in page

    years = DeclaredTotal.objects.values_list("starts_on__year", flat=True)
    assert set(years) == {YEAR - 5, YEAR - 4, YEAR - 3, YEAR - 2}
    assert {each.grade for each in DeclaredTotal.objects.all()} == {"A", "B", "C"}
    assert "655" in desk("history")

    sample = Sample.objects.get()
    assert sample.trainings.exclude(found="").count() == 4
    assert sample.seed in desk("sample", sample.pk)
