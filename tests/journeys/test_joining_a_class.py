"""In the room: the code on the wall, a card from a sheet, a phone for several."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import PIN, sign_in, tap

pytestmark = pytest.mark.journey

DESK = {"width": 1280, "height": 800}
# What the planning page does; this journey is about the ways in.
PLAN = """
from datetime import timedelta
from django.utils import timezone
from learning.catalogue.shelf import shelf
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.members.models import User
trainer = User.objects.get(sign_in_name="trainer")
union = trainer.memberships.get(role="trainer").union
training = plan_training(
    union=union, by=trainer, title="Talking first", language="fr",
    contents=[(shelf.module("negotiation").key, None)],
    meetings=[Meeting(held_on=timezone.localdate() + timedelta(days=1), minutes=300)],
)
print(training.pk)
"""
CARDS = """
from learning.members.actions import make_cards
from learning.members.models import User
trainer = User.objects.get(sign_in_name="trainer")
union = trainer.memberships.get(role="trainer").union
for made in make_cards(union=union, count=2, by=trainer):
    print(made.sign_in_name, made.code, made.secret)
"""


def choose_a_pin(page):
    for field in page.locator("main input[type=password]").all():
        field.fill(PIN)
    tap(page.locator("main form .button").first)
    expect(page.locator("main .code")).to_have_count(2)
    tap(page.locator("main form .button"))


def test_a_class_comes_in_by_code_and_by_card(site, open_page, axe, shot):
    training = site.python(PLAN).splitlines()[-1]
    rows = [row.split() for row in site.python(CARDS).splitlines()[-2:]]
    joining = site.url(f"/en/trainings/{training}/joining/")

    trainer = open_page(DESK, locale="en")
    sign_in(trainer, site, "trainer", "palabre-demo")
    trainer.goto(joining)
    tap(trainer.locator("main form .button").last)
    axe(trainer)
    signs = trainer.locator("main .code").inner_text()
    tap(trainer.get_by_role("link", name="Show it large"))
    axe(trainer)
    shot(trainer, "wall")
    assert trainer.locator(".signs").inner_text() == signs

    # Typed from the wall, on a phone without JavaScript, by somebody without a place.
    awa = open_page(locale="fr", java_script_enabled=False)
    awa.goto(site.url("/fr/join/"))
    axe(awa)
    awa.locator("main input[name=code]").fill(signs.lower())
    tap(awa.locator("main form .button").first)
    axe(awa)
    shot(awa, "join")
    choose_a_pin(awa)
    assert "1" in awa.locator(".big-answer").inner_text()
    axe(awa)
    shot(awa, "asked")

    # Asked once, and her number stays in sight.
    awa.locator("main select[name=sex]").select_option("f")
    tap(awa.locator("main form .button").first)
    expect(awa.locator("main select")).to_have_count(0)
    assert "1" in awa.locator(".big-answer").inner_text()

    trainer.goto(joining)
    shot(trainer, "vouching")
    tap(trainer.locator("button[name=all]"))
    expect(trainer.locator("button[name=back]")).to_have_count(1)

    # A card: the square's address does not stay, and the first PIN opens her place; what
    # is asked on the way there she leaves out with one tap.
    (name, _, secret), (other, _, second) = rows
    ba = open_page(locale="fr")
    ba.goto(site.url(f"/fr/card/{secret}/"))
    assert ba.url.endswith("/fr/card/")
    axe(ba)
    shot(ba, "card")
    choose_a_pin(ba)
    axe(ba)
    tap(ba.locator("button[name=skip]"))
    assert ba.url.endswith("/fr/my/")

    # Somebody without a phone sits beside her, and they answer together.
    ba.goto(site.url(f"/fr/card/{second}/"))
    tap(ba.locator("main form .button").first)
    assert ba.locator(".around .name").all_inner_texts() == [name, other]
    tap(ba.locator("main form button[name=on]"))
    axe(ba)
    shot(ba, "circle")
