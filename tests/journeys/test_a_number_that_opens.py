"""A year is signed off, closed, corrected and sampled, and goes out of the door."""

import json
import re
from pathlib import Path

import pytest
from django.utils import timezone
from lxml import etree
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.steps import sign_in, tap

pytestmark = pytest.mark.journey

PASSWORD = "palabre-demo"
# The year before those of the demo, in which last year is closed already.
YEAR = timezone.localdate().year - 2
SCHEMA = Path("learning/reports/outputs/iati_2_03/iati-activities-schema.xsd")
HOLD = f"""
from datetime import date
from random import Random
from learning.catalogue.shelf import shelf
from learning.demo_past import hold
from learning.members.models import Union
module, chance = shelf.module("negotiation"), Random({YEAR})
for slug in ("savane", "cordillera", "pantai"):
    for month in (2, 5, 9):
        hold(Union.objects.get(slug=slug), module, date({YEAR}, month, 10), 20, [], chance)
"""
# Somebody was written into a closed training by mistake; the most attended one, so that
# nobody is told by it.
TAKE_OUT = f"""
from learning.classroom.actions.taking_out import take_out
from learning.classroom.models import Training
from learning.members.models import Union, User
union = Union.objects.get(slug="savane")
coordinator = User.objects.get(sign_in_name="coordinator")
training = Training.objects.for_tenant(union).filter(starts_on__year={YEAR}).first()
for line in training.registrations.filter(refused_at=None)[:2]:
    take_out(registration=line, by=coordinator, reason="written in twice on paper")
"""


@pytest.mark.long
def test_a_year_is_closed_and_stays(site, open_page, axe, shot):
    site.python(HOLD)
    officer = open_page(DESK, locale="en")
    sign_in(officer, site, "officer", PASSWORD)

    # How many young women, about negotiation, in West Africa?
    officer.goto(site.url("/en/programme/reports/ask/"))
    officer.select_option("select[name=sex]", "f")
    officer.select_option("select[name=age]", "young")
    officer.select_option("select[name=theme]", index=1)
    officer.select_option("select[name=place]", "011")
    officer.fill("input[name=year]", str(YEAR))
    tap(officer.get_by_role("button", name="Ask"))
    assert re.search(r"\d", officer.locator(".answer .told").inner_text())
    assert "80 per cent" in officer.locator(".answer dl").inner_text()
    axe(officer)
    shot(officer, "officer-ask")

    officer.goto(site.url("/en/programme/periods/"))
    officer.fill("input[name=title]", f"Year {YEAR}")
    officer.fill("input[name=starts_on]", f"{YEAR}-01-01")
    officer.fill("input[name=ends_on]", f"{YEAR}-12-31")
    tap(officer.get_by_role("button", name="Keep it"))
    officer.goto(site.url("/en/programme/periods/"))
    tap(officer.get_by_role("link", name=f"Year {YEAR}"))
    period = officer.url
    assert "has not spoken yet" in officer.locator("main").inner_text()

    # One union says that the figures are its own, another that something is wrong.
    for name, verdict, words in (
        ("coordinator", "ours", ""),
        ("other-coordinator", "wrong", "Two trainings are missing."),
    ):
        coordinator = open_page(DESK, locale="en")
        sign_in(coordinator, site, name, PASSWORD)
        coordinator.goto(site.url("/en/union/figures/"))
        tap(coordinator.get_by_role("link", name=f"Year {YEAR}"))
        coordinator.check(f"input[name=verdict][value={verdict}]")
        coordinator.fill("[name=words]", words)
        tap(coordinator.get_by_role("button", name="Say it"))
    officer.reload()
    said = officer.locator("main").inner_text()
    assert "these are ours" in said
    assert "Two trainings are missing." in said
    axe(officer)

    tap(officer.get_by_role("button", name="Close it for good"))
    look_again(officer, period, "closed on")
    trained = officer.get_by_role("row", name=re.compile("People trained"))
    frozen = trained.locator("td").first.inner_text()
    assert int(frozen) > 0

    # A register is corrected afterwards: the figure that was closed stands beside.
    site.python(TAKE_OUT)
    tap(officer.get_by_role("button", name="Count again now"))
    # What the union wrote of its register stays with the union; the kind of act is told.
    changed = look_again(officer, period, "an answer or a certificate was corrected")
    assert "written in twice on paper" not in changed
    tap(officer.get_by_role("link", name="Participations").first)
    assert "was " in officer.locator(".figures").inner_text()
    assert officer.locator("main table tbody tr").count() > 1
    axe(officer)
    shot(officer, "officer-figure")

    # Out of the door, as the ministry takes it.
    report = site.url(f"/en/programme/reports/country/?year={YEAR}&format=")
    found = officer.request.get(report + "iati")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(found.body()))
    told = json.loads(officer.request.get(report + "json").text())
    assert told["table"]["key"] == "country" if "table" in told else told

    evaluator = open_page(DESK, locale="en")
    sign_in(evaluator, site, "evaluator", PASSWORD)
    evaluator.goto(site.url("/en/programme/samples/"))
    evaluator.select_option("select[name=period]", label=f"Year {YEAR}")
    evaluator.fill("input[name=size]", "3")
    evaluator.fill("input[name=seed]", "4 8 15 16 23 42")
    tap(evaluator.get_by_role("button", name="Draw it"))
    rows = evaluator.locator("main table tbody tr")
    expect(rows).to_have_count(3)
    tap(rows.first.get_by_role("button", name="found, and as counted"))
    expect(rows.first.locator(".state.done")).to_have_count(1)
    axe(evaluator)
    officer.goto(period)
    assert "3 of" in officer.locator("main").inner_text()


def look_again(page, address: str, words: str) -> str:
    """Until the worker has done it; the page as it stands then."""
    for _ in range(120):
        page.goto(address)
        told = page.locator("main").inner_text()
        if words in told:
            return told
        page.wait_for_timeout(1000)
    raise AssertionError(f"{words!r} never stood there")
