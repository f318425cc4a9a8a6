"""Some months after a training: the trainer looks and credits, a trainee answers on her
own place, the coordinator keys in what was said at a meeting."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.steps import PIN, sign_in, tap

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PASSWORD = "palabre-demo"
# A class of its own, so that the demo's stay as they were: one has an account, two are
# known by number.
PAST = """
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from learning.catalogue.shelf import shelf
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.members.actions.places import keep_place
from learning.members.models import Union, User
from learning.records import new_id
trainer = User.objects.get(sign_in_name="trainer")
union = Union.objects.get(slug="savane")
training = plan_training(
    union=union, by=trainer, title="Some months ago", language="fr", country="BJ",
    contents=[(shelf.module("negotiation").key, None)],
    meetings=[Meeting(held_on=timezone.localdate() - timedelta(days=200), minutes=360)],
)
place = keep_place(secret="{pin}", language="en", union=union)
lines = [register(
    training=training, participant=place.participant, way="card", by=trainer)]
lines += [write_in(training=training, key=uuid4(), by=trainer) for _ in range(2)]
mark(session=training.sessions.get(), by=trainer, ticks=[
    Tick(new_id(), line.pk, 360, "tap", timezone.now()) for line in lines])
print(f"/en/trainings/{{training.pk}}/", place.participant.user.sign_in_name)
"""


def test_what_came_of_a_training(site, open_page, axe, shot):
    made = site.python(PAST.format(pin=PIN)).splitlines()[-1]
    training, name = made.split()

    trainer = open_page(PHONE)
    sign_in(trainer, site, "trainer", PASSWORD)
    trainer.goto(training)
    tap(trainer.get_by_role("link", name="How it goes on"))
    axe(trainer)
    shot(trainer, "how-it-goes-phone")
    trainer.goto(training)
    tap(trainer.get_by_role("link", name="Credit class work"))
    axe(trainer)
    shot(trainer, "credit-phone")
    tap(trainer.get_by_role("button", name="Credit to those ticked"))
    expect(trainer.get_by_text("credits are new.")).to_be_visible()
    trainer.goto(training)
    tap(trainer.get_by_role("link", name="Messages to copy"))
    axe(trainer)
    copy = trainer.get_by_role("button", name="Copy as text").first
    copy.click()
    expect(
        trainer.get_by_role("status")
        .filter(has_text="now copy it")
        .or_(trainer.get_by_role("status").filter(has_text="Copied."))
    ).to_be_visible()
    shot(trainer, "messages-phone")

    trainee = open_page(PHONE, java_script_enabled=False)
    sign_in(trainee, site, name)
    trainee.goto("/en/my/")
    shot(trainee, "my-place-asked")
    tap(trainee.get_by_role("link", name="Answer", exact=True))
    axe(trainee)
    trainee.get_by_label("yes", exact=True).check()
    trainee.get_by_label("in a negotiation").check()
    shot(trainee, "follow-up-phone")
    tap(trainee.get_by_role("button", name="Send my answer"))
    expect(trainee.get_by_text("Thank you.")).to_be_visible()
    expect(trainee.get_by_role("link", name="Answer", exact=True)).to_have_count(0)

    coordinator = open_page(DESK)
    sign_in(coordinator, site, "coordinator", PASSWORD)
    coordinator.goto("/en/union/")
    tap(coordinator.get_by_role("link", name="See whom"))
    axe(coordinator)
    tap(coordinator.get_by_role("link", name="Ask Some months ago"))
    axe(coordinator)
    shot(coordinator, "ask-desk")
    lines = coordinator.locator(".register > li")
    expect(lines).to_have_count(2)
    tap(lines.nth(0).get_by_text("Yes", exact=True))
    tap(lines.nth(1).get_by_text("Not yet", exact=True))
    tap(coordinator.get_by_role("button", name="Save"))
    expect(coordinator.get_by_text("2 lines are saved.")).to_be_visible()
