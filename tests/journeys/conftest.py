"""Journeys: a real browser on the real server, with the demo loaded.

A journey takes a page (`phone`, `desk`, `phone_without_javascript`, `phone_in_the_dark`,
or `open_page` for any other kind) and reads as a story. Every page is watched: a request
to another host, an error in the console or on the page fails the journey.

With SCREENSHOTS=folder, `shot(page, "name")` keeps a picture there, and so does every
journey that fails.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.journeys.site import (
    ADDRESS,
    FOR_JOURNEYS,
    USER_AGENT,
    Site,
    serving,
    shared_by_all,
)

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
# Nothing leaves the machine, whatever a page asks for.
STAY_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    """The site, with the demo; journeys of one worker share it, so each makes its own
    people and leaves the demo's as they were."""
    # Playwright runs an event loop in this thread, which Django would refuse to share.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    folder = tmp_path_factory.mktemp("site")
    shared = shared_by_all(tmp_path_factory.getbasetemp())
    with serving(folder / "data", shared, only=FOR_JOURNEYS) as running:
        yield running
        assert running.traces() == [], "the site kept what it promises not to keep"


@pytest.fixture(scope="session")
def browser() -> Browser:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=[*chromium.flags(), STAY_HOME]
        )
        yield started
        started.close()


@dataclass
class Watch:
    """What the pages of one journey did that they should not have."""

    site: Site
    expected: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    scriptless: list[Page] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self.see_request)
        context.on("console", self.see_message)
        context.on("weberror", lambda error: self.see_error(str(error.error)))

    def see_request(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and (
            address.netloc != urlsplit(self.site.base_url).netloc
        ):
            self.outside.append(request.url)
        if request.method == "POST" and "urlencoded" in request.headers["content-type"]:
            self.site.names.update(parse_qs(request.post_data or "").get("name", []))

    def see_message(self, message) -> None:
        if message.type == "error":
            self.see_error(f"{message.text} ({message.location.get('url', '')})")

    def see_error(self, words: str) -> None:
        if not any(re.search(pattern, words) for pattern in self.expected):
            self.errors.append(words)


@pytest.fixture
def watch(site) -> Watch:
    """`watch.expected.append("status of 404")` where a journey means to meet an error."""
    watching = Watch(site)
    yield watching
    assert watching.outside == [], "a page asked another host for something"
    assert watching.errors == [], "the browser's console has errors"


@pytest.fixture
def open_page(request, browser, site, watch):
    """Opens a page in a browser profile of its own: `open_page(PHONE, locale="fr")`.

    Takes what Playwright's `new_context` takes: locale, java_script_enabled,
    color_scheme, storage_state …
    """
    opened: list[Page] = []

    def open_one(viewport=PHONE, **options) -> Page:
        is_phone = viewport["width"] < 600
        defaults = {
            "is_mobile": is_phone,
            "has_touch": is_phone,
            "locale": "en",
            "user_agent": USER_AGENT,
            "extra_http_headers": {"X-Forwarded-For": ADDRESS},
        }
        context = browser.new_context(
            base_url=site.base_url, viewport=viewport, **(defaults | options)
        )
        context.set_default_timeout(10_000)
        watch.over(context)
        page = context.new_page()
        opened.append(page)
        if options.get("java_script_enabled") is False:
            watch.scriptless.append(page)
        return page

    yield open_one
    failed = getattr(request.node, "has_failed", False)
    for number, page in enumerate(opened):
        if failed and not page.is_closed():
            keep_picture(page, f"failed-{request.node.name}-{number}")
        page.context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.failed:
        item.has_failed = True
    return report


@pytest.fixture
def phone(open_page) -> Page:
    return open_page(PHONE)


@pytest.fixture
def phone_without_javascript(open_page) -> Page:
    return open_page(PHONE, java_script_enabled=False)


@pytest.fixture
def phone_in_the_dark(open_page) -> Page:
    return open_page(PHONE, color_scheme="dark")


@pytest.fixture
def desk(open_page) -> Page:
    return open_page(DESK)


@pytest.fixture
def axe(open_page, watch):
    """`axe(page)` fails with the list of what is not accessible on the page."""

    def assert_accessible(page: Page) -> None:
        examined = page
        if page in watch.scriptless:
            examined = open_page(page.viewport_size)
            show_copy(page, examined)
        # Evaluated by the browser's debugger, so the page's own rules about scripts
        # need not be loosened.
        found = Axe().run(examined)
        if examined is not page:
            examined.context.close()
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return assert_accessible


def show_copy(page: Page, copy: Page) -> None:
    """The same page where axe's own script can run; the page's scripts stay away."""
    html = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
    answer = {"body": html, "content_type": "text/html; charset=utf-8"}
    copy.route(page.url, lambda route: route.fulfill(**answer))
    copy.goto(page.url)


def keep_picture(page: Page, name: str) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        safe = re.sub(r"[^\w.-]+", "-", name)
        page.screenshot(path=Path(folder) / f"{safe}.png", full_page=True)


@pytest.fixture
def shot():
    """`shot(page, "lesson-fr")` keeps a picture where SCREENSHOTS names a folder."""
    return keep_picture
