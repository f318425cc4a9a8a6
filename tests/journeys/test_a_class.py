"""A class: the trainer's phone, the projector, and six phones in the room at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.steps import sign_in, tap

pytestmark = pytest.mark.journey

# A training of the demo's trainer that teaches one lesson.
PLAN = """
from datetime import date
from learning.catalogue.shelf import shelf
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.members.models import Membership, User
trainer = User.objects.get(sign_in_name="trainer")
union = Membership.objects.filter(user=trainer).first().union
module = shelf.module("negotiation")
training = plan_training(
    union=union, contents=[(module.key, module.lesson("at-the-table").key)],
    meetings=[Meeting(held_on=date.today(), minutes=120)], by=trainer,
    title="At the table", language="en")
print(f"/en/trainings/{training.pk}/sessions/{training.sessions.get().pk}/class/")
"""
# What the page shows of a line that is gone is what this journey is about.
GONE = ("ERR_INTERNET_DISCONNECTED", "status of 404")


@pytest.mark.long
def test_a_class_with_six_phones_a_projector_and_a_driver(
    site, open_page, watch, axe, shot
):
    watch.expected.extend(GONE)
    driver = open_page(PHONE)
    sign_in(driver, site, "trainer", "palabre-demo")
    driver.goto(site.python(PLAN).splitlines()[-1])
    axe(driver)
    tap(driver.get_by_role("button", name="Begin At the table"))

    code = re.sub(r"\D", "", driver.locator(".join-line b").inner_text())
    wall = open_page(DESK, color_scheme="dark")
    wall.goto(f"/en/class/{code}/wall/")
    axe(wall)
    shot(wall, "class-wall-opening")

    languages = ("en", "fr", "es", "fr", "en")
    phones = [open_page(PHONE, locale=each) for each in languages]
    for phone in phones:
        phone.goto(f"/c/{code}/")
    assert "/fr/class/" in phones[1].url
    plain = open_page(PHONE, java_script_enabled=False)
    plain.goto("/en/class/")
    plain.get_by_label("The code on the wall").fill(f"{code[:3]} {code[3:]}")
    tap(plain.get_by_role("button", name="Go to the class"))

    # On to the question; everybody comes along.
    while not driver.get_by_role("button", name="Put it to the class").is_visible():
        before = driver.locator("[data-live=now]").get_attribute("data-key")
        tap(driver.get_by_role("button", name="Next step", exact=True))
        expect(driver.locator("[data-live=now]")).not_to_have_attribute(
            "data-key", before
        )
    shot(driver, "class-driver")
    tap(driver.get_by_role("button", name="Put it to the class"))
    lost = phones[4]
    for phone in phones:
        expect(phone.locator("[name=choice]").first).to_be_visible()
    lost.context.set_offline(True)
    for place, phone in enumerate(phones):
        phone.locator("[name=choice]").nth(2 if place % 2 else 0).check()
        tap(phone.locator("[name=answer]"))
    expect(lost.locator("[data-line]")).to_contain_text("Not sent yet")
    axe(phones[0])
    plain.reload()
    plain.locator("[name=choice]").nth(2).check()
    axe(plain)
    tap(plain.get_by_role("button", name="Send the answer"))
    expect(plain.locator("main")).to_contain_text("Your answer has been counted.")
    expect(wall.locator(".count b")).to_have_text("5")
    lost.context.set_offline(False)
    expect(wall.locator(".count b")).to_have_text("6")
    expect(wall.locator("progress")).to_have_count(0)
    shot(phones[1], "class-phone-fr-answered")
    shot(wall, "class-wall-question")

    # Hands, the clock, and the result for all.
    expect(driver.locator(".count b")).to_have_text("6")
    tap(driver.get_by_text("Hands counted in the room"))
    driver.locator("[name^=hands-]").nth(2).fill("4")
    tap(driver.get_by_role("button", name="Add them to the phones"))
    driver.locator("[name=minutes]").fill("10")
    tap(driver.get_by_role("button", name="Start"))
    expect(wall.locator("[data-count]")).to_have_text(re.compile(r"^(9|10):\d\d$"))
    tap(driver.get_by_role("button", name="Close and show the result"))
    expect(wall.locator(".results .right")).to_contain_text("Right:")
    expect(wall.locator(".count b")).to_have_text("10")
    expect(phones[1].locator("progress")).to_have_count(4)
    for page, name in ((driver, "driver"), (wall, "wall"), (phones[0], "phone")):
        axe(page)
        shot(page, f"class-{name}-result")
    shot(phones[2], "class-phone-es-result")

    tap(driver.get_by_text("End the class"))
    tap(driver.get_by_role("button", name="End it now"))
    expect(phones[0].locator("main")).to_contain_text("No class runs under this code")
    plain.reload()
    expect(plain.locator("main")).to_contain_text("No class runs under this code")
