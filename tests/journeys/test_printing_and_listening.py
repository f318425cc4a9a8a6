"""A lesson is read aloud by the phone itself; a trainer prints what she needs."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import tap

pytestmark = pytest.mark.journey

LESSON = "/fr/modules/negotiation/why-we-talk/"
# A phone that keeps what it was asked to say; `voices` is what it has.
SPEAKING = """
window.said = [];
const voices = VOICES;
class Utterance { constructor(text) { this.text = text } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  speak(it) { window.said.push(it); window.now = it },
  cancel() { window.now = null },
}});
"""
LOCAL = '[{ lang: "fr_FR", localService: true, name: "own" }]'
FAR = '[{ lang: "fr-FR", localService: false, name: "far" }]'
ENGLISH = '[{ lang: "en-GB", localService: true, name: "other" }]'


def test_the_phones_own_voice_reads_the_lesson(phone, axe):
    phone.add_init_script(SPEAKING.replace("VOICES", LOCAL))
    phone.goto(LESSON)
    bar = phone.locator("main > p:has(button)")
    start = bar.locator("button").first
    start.wait_for()
    assert start.bounding_box()["height"] >= 48
    start.click()
    said = phone.evaluate("said.map((it) => it.text)")
    assert said == ["Pourquoi nous asseoir à la table"]
    phone.evaluate("now.onend()")
    assert phone.evaluate("said.length") == 2
    start.click()  # a pause
    assert phone.evaluate("now") is None
    start.click()  # and on with the same piece
    again = phone.evaluate("said.map((it) => it.text)")
    assert again[2] == again[1]
    for _ in range(300):
        if phone.evaluate("now === null"):
            break
        phone.evaluate("now.onend()")
    pieces = phone.evaluate("said.map((it) => it.text)")
    assert max(map(len, pieces)) <= 180
    assert any(each.startswith("Quatre cases en cercle") for each in pieces)
    assert phone.evaluate("said.every((it) => it.voice.name === 'own')")
    assert bar.locator("button").nth(1).is_hidden()
    axe(phone)


@pytest.mark.parametrize("voices", ["[]", FAR, ENGLISH])
def test_without_a_voice_of_its_own_there_is_no_button(phone, voices):
    phone.add_init_script(SPEAKING.replace("VOICES", voices))
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(LESSON, wait_until="networkidle")
    expect(phone.locator("main > p:has(button)")).to_have_count(0)
    loaded = any("listen" in url for url in asked)
    assert loaded == (voices == ENGLISH)


def test_a_trainer_prepares_a_session_without_electricity(
    phone_without_javascript, axe, shot
):
    page = phone_without_javascript
    page.goto("/en/accounts/login/?next=/en/trainings/")
    page.locator("[name=login]").fill("trainer")
    page.locator("[name=password]").fill("palabre-demo")
    tap(page.locator("main form button").first)
    page.goto("/en/trainings/")
    tap(page.get_by_role("link", name="Session plan").first)
    page.locator("[name=minutes]").fill("47")
    page.locator("[name=people]").fill("22")
    page.locator("[name=power][value=no]").check()
    page.locator("[name=devices][value=no]").check()
    tap(page.get_by_role("button", name="Make the plan"))
    assert "minutes=47&people=22&power=no&devices=no" in page.url
    said = page.locator("main").inner_text()
    assert "47 minutes · 22 people · without electricity · without phones" in said
    minutes = [int(each) for each in re.findall(r"· (\d+) min", said)]
    assert sum(minutes) == 47
    assert "Left out, for another day" in said
    axe(page)
    shot(page, "session-plan")


def test_a_booklet_is_made_while_a_page_waits(phone_without_javascript, site):
    page = phone_without_javascript
    page.goto("/en/modules/negotiation/")
    link = page.get_by_role("link", name="Booklet to print")
    path = link.get_attribute("href")
    for _ in range(40):
        answer = page.request.get(path)
        if answer.status == 200:
            break
        assert answer.status == 202
        assert "It is being made" in answer.text()
        page.wait_for_timeout(1000)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
