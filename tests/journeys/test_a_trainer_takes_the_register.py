"""A trainer takes the register on her phone, the line goes, and comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import tap

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PASSWORD = "palabre-demo"
# A class of its own, so that the demo's stay as they were.
CLASS = """
from uuid import uuid4
from django.utils import timezone
from learning.catalogue.shelf import shelf
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.members.models import Union, User
trainer = User.objects.get(sign_in_name="trainer")
union = Union.objects.get(slug="savane")
training = plan_training(
    union=union, by=trainer, title="Journey", language="en", country="BJ",
    contents=[(shelf.module("negotiation").key, None)],
    meetings=[Meeting(held_on=timezone.localdate(), minutes=360)],
)
for number in range(6):
    write_in(training=training, key=uuid4(), by=trainer, sex="f")
print(f"/en/trainings/{training.pk}/sessions/{training.sessions.get().pk}/register/")
"""
HELD = """
from learning.classroom.models import Training
from learning.classroom.queries.register import lines_of
from learning.members.models import Union
union = Union.objects.get(slug="savane")
training = Training.objects.for_tenant(union).filter(title="Journey").latest("created_at")
print([line.state for line in lines_of(training.sessions.get())])
"""


def sign_in(page: Page) -> None:
    page.goto("/en/accounts/login/")
    page.get_by_label("Sign-in name").fill("trainer")
    page.get_by_label("PIN or password").fill(PASSWORD)
    tap(page.get_by_role("button", name="Go on"))
    page.wait_for_url(lambda url: "login" not in url)


def mark(page: Page, number: int, state: str) -> None:
    row = page.locator(".register > li").nth(number - 1)
    tap(row.get_by_text(state, exact=True))


def test_ticks_outlive_a_dead_line_and_a_dead_page(site, open_page, watch, axe, shot):
    watch.expected.append("ERR_INTERNET_DISCONNECTED")
    address = site.python(CLASS).splitlines()[-1]
    phone = open_page()
    sign_in(phone)
    phone.goto(address)
    axe(phone)
    status, count = phone.locator("[data-status]"), phone.locator("[data-count]")

    # One tap a person; a wrong one is undone.
    mark(phone, 1, "Present")
    mark(phone, 2, "Away")
    expect(count).to_have_text("1 of 6")
    expect(status).to_have_text("Waiting on this phone: 2")
    tap(phone.get_by_role("button", name="Undo"))
    expect(status).to_have_text("Waiting on this phone: 1")
    shot(phone, "register-waiting")

    # The line goes; she goes on, and then the phone dies too.
    phone.context.set_offline(True)
    mark(phone, 2, "Late")
    mark(phone, 3, "Present")
    expect(count).to_have_text("3 of 6")
    kept = phone.context.storage_state()
    assert "Journey" not in str(kept["origins"])
    phone.context.close()

    # Back on, with a line: nothing is lost, and it goes by itself.
    again = open_page(storage_state=kept)
    again.goto(address)
    expect(again.locator("[data-count]")).to_have_text("3 of 6")
    expect(again.locator("[data-status]")).to_have_text(
        "Saved on the server.", timeout=40_000
    )
    assert again.evaluate("Object.keys(localStorage).length") == 0
    held = "['present', 'late', 'present', '', '', '']"
    assert site.python(HELD).splitlines()[-1] == held


def test_leaving_a_shared_phone_throws_no_tick_away(site, open_page, watch, axe, shot):
    watch.expected += ["ERR_INTERNET_DISCONNECTED", "status of 409"]
    address = site.python(CLASS).splitlines()[-1]
    phone = open_page()
    sign_in(phone)
    phone.goto(address)
    leave = phone.get_by_role("button", name="Leave")

    # Without a line one stays, signed in, and is told why.
    phone.context.set_offline(True)
    mark(phone, 1, "Present")
    leave.click()
    expect(phone.locator("[data-status]")).to_contain_text("once they are sent")
    assert phone.evaluate("Object.keys(localStorage).length") == 1
    shot(phone, "register-stay")

    # From a page that knows of no register, the server asks.
    phone.route("**/marks/", lambda route: route.abort())
    phone.context.set_offline(False)
    phone.goto("/en/trainings/")
    leave.click()
    expect(phone.get_by_role("heading", name="Not sent yet")).to_be_visible()
    axe(phone)
    shot(phone, "not-sent-yet")

    # Back there with a line they go by themselves, and then leaving is leaving.
    phone.unroute("**/marks/")
    tap(phone.get_by_role("link", name="Back to the register, and send them"))
    expect(phone.locator("[data-status]")).to_have_text(
        "Saved on the server.", timeout=40_000
    )
    leave.click()
    expect(phone.get_by_role("link", name="Sign in")).to_be_visible()
    held = "['present', '', '', '', '', '']"
    assert site.python(HELD).splitlines()[-1] == held


def test_the_register_is_a_plain_form_without_javascript(
    site, phone_without_javascript
):
    address = site.python(CLASS).splitlines()[-1]
    phone = phone_without_javascript
    sign_in(phone)
    phone.goto(address)
    mark(phone, 3, "Away")
    tap(phone.get_by_role("button", name="Everybody else is here"))
    expect(phone.locator("[data-count]")).to_have_text("5 of 6")
