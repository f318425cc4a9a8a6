"""An author changes a question and publishes; the translator mends the French."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import sign_in, tap

pytestmark = pytest.mark.journey

DEMO_PASSWORD = "palabre-demo"
LESSON = "/modules/negotiation/why-we-talk/"
# The id of the page in one language; the trees are Wagtail's business.
FIND = """
from cms.pages.lesson import LessonPage
print(LessonPage.objects.get(slug="why-we-talk", locale__language_code="%s").pk)
"""


def page_id(site, language: str) -> str:
    return site.python(FIND % language).splitlines()[-1]


@pytest.mark.long
def test_a_changed_question_goes_live_and_is_mended_in_french(
    site, open_page, watch, shot
):
    desk = {"width": 1280, "height": 800}
    author = open_page(desk)
    sign_in(author, site, "author", DEMO_PASSWORD)
    author.goto(site.url(f"/admin/pages/{page_id(site, 'en')}/edit/"))
    prompt = author.locator("textarea[name$='-value-prompt']").first
    old = prompt.input_value()
    new = f"Look closely. {old}"
    prompt.fill(new)
    # The admin keeps her draft while she writes. A draft still under way when she
    # publishes is refused, as older than what is live; that is as it should be.
    watch.expected.append("status of 400")
    author.locator("button[name='action-publish']").first.evaluate(
        "button => button.click()"
    )
    author.wait_for_url(re.compile(r"/admin/pages/\d+/$"))

    # Live at once in English; the French reader still has her text.
    reader = open_page(locale="en")
    reader.goto(site.url(f"/en{LESSON}"))
    assert new in reader.locator("main").inner_text()
    reader.goto(site.url(f"/fr{LESSON}"))
    assert reader.locator("h1").inner_text().startswith("Pourquoi")
    before = reader.locator("legend").first.inner_text()

    # The worker has marked the French as lagging; the author sees it. (The name of a
    # language stands between marks that keep its direction.)
    lagging = "français\u2069: 1 of"
    for _ in range(60):
        author.goto(site.url("/admin/"))
        if lagging in author.locator("main").inner_text():
            break
        author.wait_for_timeout(1000)
    shot(author, "author-home")
    assert lagging in author.locator("main").inner_text()

    # The translator finds the one piece that is missing, and mends it.
    translator = open_page(desk)
    sign_in(translator, site, "translator", DEMO_PASSWORD)
    translator.goto(site.url(f"/admin/pages/{page_id(site, 'fr')}/edit/"))
    shot(translator, "translator-lesson")
    mend_in_french(translator, new, f"Regardez bien. {before}")

    # The author, as second reader, publishes it.
    author.goto(site.url(f"/admin/pages/{page_id(site, 'fr')}/edit/"))
    publish_translation(author)
    for _ in range(40):
        reader.goto(site.url(f"/fr{LESSON}"))
        if "Regardez bien" in reader.locator("main").inner_text():
            break
        reader.wait_for_timeout(500)
    assert "Regardez bien" in reader.locator("legend").first.inner_text()


def mend_in_french(page, source: str, translation: str) -> None:
    """Translate the one piece that is open, in wagtail-localize's editor."""
    piece = page.locator("li.incomplete")
    piece.first.wait_for()
    expect(piece).to_have_count(1)
    assert source in piece.inner_text()
    tap(piece.get_by_role("button", name="Translate"))
    piece.locator("textarea").fill(translation)
    tap(piece.get_by_role("button", name="Save"))
    page.locator("li.complete", has_text=translation).wait_for()
    expect(page.locator("button[value=publish]")).to_have_count(0)


def publish_translation(page) -> None:
    page.locator("button[value=publish]").evaluate("button => button.click()")
    page.wait_for_load_state()
