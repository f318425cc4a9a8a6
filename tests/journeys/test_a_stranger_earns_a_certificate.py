"""From the first page to a certificate that a stranger can check.

In French on a small phone without JavaScript; in Spanish with it, switching to English
halfway and to a second device.
"""

import re

import pytest
import zxingcpp
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.journeys.steps import (
    answer_lesson,
    answer_test,
    keep_my_place,
    questions_on,
    right_answers,
    sign_in,
    tap,
)

pytestmark = pytest.mark.journey

LESSONS = 6


@pytest.mark.long
def test_in_french_without_javascript(site, open_page, axe, shot, watch, tmp_path):
    page = open_page(
        {"width": 360, "height": 640}, locale="fr", java_script_enabled=False
    )
    answers = right_answers(site)

    # She opens the address somebody gave her, and reads without an account.
    page.goto(site.url("/"))
    assert page.url.endswith("/fr/")
    axe(page)
    shot(page, "fr-catalogue")
    tap(page.locator(".card a").first)
    axe(page)
    shot(page, "fr-module")
    tap(page.locator("main .button").first)
    axe(page)
    shot(page, "fr-lesson")

    # She tries a question, and keeps her place: what she did comes along.
    asked = questions_on(page)[0]
    tap(page.locator(f"#a-{asked} .choice").first)
    tap(page.locator(f"#a-{asked} button[name=check]"))
    said = page.locator(f"#a-{asked} .feedback").inner_text()
    keep_my_place(page)
    assert page.locator(f"#a-{asked} .feedback").inner_text() == said
    assert "?" not in page.url

    # All lessons, each with its questions.
    for _ in range(LESSONS):
        answer_lesson(page, answers)
        expect(page.locator(".notice.done")).to_have_count(1)
        axe(page)
        tap(page.locator(".pager form .button"))
    expect(page.locator(".path li.done")).to_have_count(LESSONS)

    # The final test: handed in with questions open, it says so and keeps the rest.
    watch.expected.append("status of 400")
    tap(page.locator("a[href$='/final-test/']"))
    axe(page)
    first = questions_on(page)
    page.reload()
    assert questions_on(page) == first
    tap(page.locator("form.sheet .button").first)
    expect(page.locator(".notice.error")).to_have_count(1)
    assert answer_test(page, answers) == first
    assert "100" in page.locator(".big-answer").inner_text()
    axe(page)
    shot(page, "fr-result")

    # The certificate, with her name typed for the paper.
    tap(page.locator("main .button").first)
    axe(page)
    shot(page, "fr-certificate")
    site.names.update({"Adjoa", "Guessan"})
    page.locator("input[name=name]").fill("Adjoa N’Guessan")
    with page.expect_download() as download:
        tap(page.locator("main form .button"))
    paper = tmp_path / "certificate.pdf"
    download.value.save_as(paper)
    assert download.value.suggested_filename == "certificate.pdf"
    picture = PdfDocument(str(paper))[0].render(scale=3).to_pil()
    address = zxingcpp.read_barcode(picture).text

    # A stranger scans the code, signed out, and compares the name.
    stranger = open_page(
        {"width": 360, "height": 640}, locale="fr", java_script_enabled=False
    )
    stranger.goto(address)
    expect(stranger.locator(".big-answer.valid")).to_have_count(1)
    assert "Adjoa" not in stranger.content()
    axe(stranger)
    shot(stranger, "fr-verify")
    stranger.locator("input[name=name]").fill("adjoa nguessan")
    tap(stranger.locator("main form .button"))
    expect(stranger.locator(".notice.done")).to_have_count(0)
    stranger.locator("input[name=name]").fill("ADJOA N'GUESSAN")
    tap(stranger.locator("main form .button"))
    expect(stranger.locator(".notice.done")).to_have_count(1)

    # The page about the house says what is kept.
    page.goto(site.url("/fr/pages/about/"))
    assert "palabre" in page.locator("main").inner_text()
    axe(page)

    # She leaves; nothing of hers is on the phone.
    page.goto(site.url("/fr/my/"))
    shot(page, "fr-my-place")
    axe(page)
    tap(page.locator(".leave .button"))
    page.goto(site.url("/fr/my/"))
    assert "/accounts/login/" in page.url


def test_in_spanish_switching_language_and_device(site, open_page, axe, shot):
    first = open_page({"width": 360, "height": 640}, locale="es-GT")
    answers = right_answers(site)
    first.goto(site.url("/"))
    assert first.url.endswith("/es/")
    tap(first.locator(".card a").first)
    tap(first.locator("main .button").first)
    name, _code = keep_my_place(first, own_phone=True)
    for _ in range(3):
        answer_lesson(first, answers)
        tap(first.locator(".pager form .button"))

    # Halfway she reads on in English, on her sister's phone.
    second = open_page({"width": 390, "height": 780}, locale="en")
    sign_in(second, site, name)
    second.goto(site.url("/en/my/"))
    axe(second)
    shot(second, "en-my-place")
    assert re.search(r"3 of 6", second.locator("main").inner_text())
    tap(second.locator(".card .button").first)
    for _ in range(3):
        answer_lesson(second, answers)
        tap(second.locator(".pager form .button"))
    tap(second.locator("a[href$='/final-test/']"))
    answer_test(second, answers)
    assert "100" in second.locator(".big-answer").inner_text()

    # Back on her own phone the certificate waits, in Spanish.
    first.goto(site.url("/es/my/"))
    expect(first.locator("a[href*='/certificates/']")).not_to_have_count(0)
    axe(first)
    shot(first, "es-my-place")
    tap(first.locator(".languages summary"))
    assert first.locator(".languages ul").bounding_box()["x"] >= 0
