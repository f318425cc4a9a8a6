"""Lost PIN, shared phone, somebody who is stuck: the ways back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import keep_my_place, sign_in, tap

pytestmark = pytest.mark.journey

DEMO_PASSWORD = "palabre-demo"


def test_the_written_code_lets_her_back_in(site, open_page, axe):
    page = open_page(locale="fr", java_script_enabled=False)
    page.goto(site.url("/fr/modules/negotiation/"))
    name, code = keep_my_place(page)
    tap(page.locator(".leave .button"))

    page.goto(site.url("/fr/accounts/login/"))
    axe(page)
    page.goto(site.url("/fr/accounts/recover/"))
    axe(page)
    inputs = page.locator("main input:not([type=hidden]):not([type=radio])")
    inputs.nth(0).fill(name)
    inputs.nth(1).fill(code.lower().replace("-", " "))
    for field in page.locator("main input[type=password]").all():
        field.fill("739155")
    tap(page.locator("main form .button").first)
    # A code is good once, so there is a new one to write down.
    expect(page.locator("main .code")).to_have_count(2)
    tap(page.locator("main form .button"))
    page.goto(site.url("/fr/my/"))
    expect(page.locator("h1")).to_have_count(1)
    assert "/accounts/" not in page.url


def test_who_is_stuck_is_seen_and_helped_by_her_trainer(site, open_page, axe, shot):
    trainee = open_page(locale="en")
    sign_in(trainee, site, "trainee", DEMO_PASSWORD)
    trainee.goto(site.url("/en/modules/negotiation/numbers/"))
    tap(trainee.locator(".stuck a"))
    axe(trainee)
    tap(trainee.locator("main .choice").nth(1))
    tap(trainee.locator("main form .button"))
    assert trainee.url.endswith("/help/asked/")

    trainer = open_page({"width": 1280, "height": 800}, locale="en")
    sign_in(trainer, site, "trainer", DEMO_PASSWORD)
    trainer.goto(site.url("/en/trainings/"))
    axe(trainer)
    shot(trainer, "trainer-desk")
    row = trainer.locator("main li", has_text="trainee")
    assert "Knowing the numbers" in row.inner_text()
    tap(row.locator("button"))
    expect(trainer.locator("main li", has_text="trainee")).to_have_count(0)

    # She has forgotten her PIN as well: a one-time code, and her desk says who gave it.
    trainer.goto(site.url("/en/accounts/reset/"))
    axe(trainer)
    trainer.locator("main input:not([type=hidden])").first.fill("trainee")
    tap(trainer.locator("main form .button").first)
    expect(trainer.locator("main .code")).not_to_have_count(0)


def test_another_unions_trainer_cannot_help_her(site, open_page, watch):
    stranger = open_page({"width": 1280, "height": 800}, locale="en")
    watch.expected.append("status of 4")
    sign_in(stranger, site, "other-coordinator", DEMO_PASSWORD)
    stranger.goto(site.url("/en/accounts/reset/"))
    stranger.locator("main input:not([type=hidden])").first.fill("trainee")
    tap(stranger.locator("main form .button").first)
    expect(stranger.locator("main .code")).to_have_count(0)


def test_nothing_is_left_on_a_shared_phone(site, open_page):
    page = open_page(locale="es")
    page.goto(site.url("/es/modules/negotiation/why-we-talk/"))
    asked = page.locator("[data-ask]").first
    tap(asked.locator(".choice").first)
    tap(asked.locator("button[name=check]"))
    asked.locator(".feedback").wait_for()
    keep_my_place(page)
    # What she had practised came along, though the address carried nothing.
    page.locator("[data-ask]").first.locator(".feedback").wait_for()
    answer = page.request.get(site.url("/es/my/"))
    assert "no-store" in answer.headers["cache-control"]
    tap(page.locator(".leave .button"))
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert [each["name"] for each in page.context.cookies()] in ([], ["csrftoken"])
