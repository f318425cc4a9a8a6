"""A coordinator's Monday: doubles, one person's file, one erased, a class without names."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.steps import sign_in, tap

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PASSWORD = "palabre-demo"
DAY = "2026-03-02"
# A class of its own; the other union's coordinator helps out here, as the second one.
CLASS = """
from datetime import date
from uuid import uuid4
from learning.catalogue.shelf import shelf
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.doubles import look_for_doubles
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.members.models import Membership, Union, User
trainer = User.objects.get(sign_in_name="trainer")
other = User.objects.get(sign_in_name="other-coordinator")
union = Union.objects.get(slug="savane")
Membership.objects.create(user=other, union=union, role="coordinator")
training = plan_training(
    union=union, by=trainer, title="A Monday", language="en", country="BJ",
    contents=[(shelf.module("negotiation").key, None)],
    meetings=[Meeting(held_on=date(2026, 3, 2), minutes=360)],
)
for name in ("Zenabou Ouinsavi", "OUINSAVI Zénabou", "Koffi Hounkpatin", "Sena Agossou"):
    write_in(training=training, key=uuid4(), by=trainer, name=name, basis="sheet",
             session=training.sessions.get())
look_for_doubles(tenant=union, by=None)
"""
# How many of the class were there, are people of their own, and still have a name.
STANDS = """
from learning.classroom.models import Training
from learning.classroom.queries.closing import register_figures
from learning.members.models import Identity, Membership, Union, User
union = Union.objects.get(slug="savane")
training = Training.objects.for_tenant(union).get(title="A Monday")
of_class = {"participant__registrations__training": training}
print(training.pk)
print([
    register_figures(training).people,
    training.registrations.filter(participant__merged_into=None).count(),
    Identity.objects.for_tenant(union).filter(**of_class).count(),
])
"""
TIDY = """
other = User.objects.get(sign_in_name="other-coordinator")
Membership.objects.filter(user=other, union=union).delete()
"""


def test_a_monday(site, open_page, axe, shot):
    *_rest, training, standing = site.python(CLASS + STANDS).splitlines()
    assert standing == "[4, 4, 4]"
    desk = open_page(DESK)
    sign_in(desk, site, "coordinator", PASSWORD)

    # Monday's list leads to the pair, and names open with the password.
    desk.goto("/en/union/")
    axe(desk)
    shot(desk, "monday")
    waiting = desk.locator(".worklist li").filter(has_text="may be one person")
    tap(waiting.get_by_role("link", name="Decide"))
    tap(desk.get_by_role("link", name="Show the names"))
    desk.get_by_label("Your PIN or password").fill(PASSWORD)
    tap(desk.get_by_role("button", name="Show names"))
    pair = desk.locator(".pair").filter(has_text="Zenabou Ouinsavi")
    expect(pair).to_contain_text("OUINSAVI Zénabou")
    tap(pair.get_by_role("button", name="One person"))
    expect(desk.get_by_text("Joined: one person from now on.")).to_be_visible()

    # All about one person as a file, and another one erased.
    desk.goto("/en/union/people/")
    tap(desk.get_by_role("link", name="Koffi Hounkpatin"))
    with desk.expect_download() as download:
        tap(desk.get_by_role("button", name="Save all of it as a file"))
    assert "Koffi Hounkpatin" in Path(download.value.path()).read_text()
    desk.goto("/en/union/people/")
    tap(desk.get_by_role("link", name="Sena Agossou"))
    tap(desk.get_by_role("link", name="Erase this person"))
    desk.get_by_label("Type “erase” to confirm").fill("erase")
    tap(desk.get_by_role("button", name="Erase"))
    desk.wait_for_url("**/en/union/people/")

    # The names of the class: asked for here, confirmed by the second coordinator.
    desk.goto(f"/en/union/trainings/{training}/destroy/")
    desk.get_by_label(f"Type “{DAY}” to confirm").fill(DAY)
    tap(desk.get_by_role("button", name="Ask for it"))
    expect(desk.get_by_text("It waits for a second coordinator")).to_be_visible()
    second = open_page(DESK)
    sign_in(second, site, "other-coordinator", PASSWORD)
    second.goto("/en/union/?tenant=savane")
    asked = second.locator(".worklist li").filter(has_text="Names are to be destroyed")
    tap(asked.get_by_role("link", name="Look at it"))
    tap(second.get_by_role("button", name="Destroy them now"))
    expect(second.get_by_text("3 names were destroyed")).to_be_visible()
    axe(second)
    shot(second, "destroyed")

    # What went out stands in the log. Nobody has a name; everybody counts as before.
    desk.goto("/en/union/log/?act=taken")
    expect(desk.get_by_role("row").nth(1)).to_contain_text("took data out")
    assert site.python(STANDS + TIDY).splitlines()[-1] == "[4, 3, 0]"
