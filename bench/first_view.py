"""How many bytes a phone gets at the first view of a lesson: `python -m bench first_view`.

Every lesson in every language of the interface is opened in Chromium as a visitor's first
page: a profile of its own each time, so nothing is cached; HTTP/1.1 with gzip, as `make
run` serves. What counts is what came over the line, headers of the answers included
(CDP's `encodedDataLength`). Pictures and sound of a lesson are loaded when they come into
view and are listed apart.
"""

import json
import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from playwright.sync_api import Browser, sync_playwright

from bench.figures import Result, at_most
from bench.site import site
from tests import chromium

ALL, HTML = 14_600, 9_000
METHOD = (
    "first view: every lesson and language in Chromium with an empty profile, HTTP/1.1 "
    "with gzip, answers' headers included (encodedDataLength); the largest counts"
)
LESSONS = """
import json
from django.conf import settings
from learning.catalogue.shelf import shelf
print(json.dumps([
    [code, f"/{code}/modules/{module.slug}/{lesson.slug}/"]
    for code, _ in settings.LANGUAGES
    for module in shelf.index().modules if module.audience == "open"
    for lesson in module.lessons
]))
"""


@dataclass
class View:
    """One page as it came over the line: bytes by kind of thing."""

    language: str
    path: str
    bytes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    apart: dict[str, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        return sum(self.bytes.values())


def measure() -> list[View]:
    pages = json.loads(site().python(LESSONS).splitlines()[-1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.flags()
        )
        try:
            return [first_view(browser, *page) for page in pages]
        finally:
            browser.close()


def first_view(browser: Browser, language: str, path: str) -> View:
    view, urls, kinds = View(language, path), {}, {}
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")

    def answered(event):
        urls[event["requestId"]] = event["response"]["url"]
        kinds[event["requestId"]] = event["type"]
        if event["response"]["protocol"] != "http/1.1":
            raise RuntimeError(f"not HTTP/1.1: {event['response']['protocol']}")

    def came(event):
        url, kind = urls[event["requestId"]], kinds[event["requestId"]]
        if kind in ("Image", "Media") and "icon" not in url:
            view.apart[url] = int(event["encodedDataLength"])
        else:
            view.bytes[kind] += int(event["encodedDataLength"])

    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", came)
    if page.goto(site().url(path), wait_until="networkidle").status != 200:
        raise RuntimeError(f"no lesson at {path}")
    context.close()
    return view


def show(views: list[View]) -> None:
    print(f"    {len(views)} pages; bytes: least, median, most")
    for language in dict.fromkeys(view.language for view in views):
        some = [view for view in views if view.language == language]
        line = f"    {language:<6}"
        for name, sizes in (
            ("all", [view.all for view in some]),
            ("html", [view.bytes["Document"] for view in some]),
        ):
            middle = round(statistics.median(sizes))
            line += f" {name} {min(sizes):>6} {middle:>6} {max(sizes):>6}"
        print(line)
    largest = max(views, key=lambda view: view.all)
    parts = ", ".join(f"{kind} {size}" for kind, size in largest.bytes.items())
    print(f"    largest: {largest.path}: {parts}")
    for view in views:
        for url, size in view.apart.items():
            print(f"    apart at {view.path}: {url} {size}")


def results() -> list[Result]:
    views = measure()
    show(views)
    html = max(view.bytes["Document"] for view in views)
    return [
        at_most("first view, largest", max(v.all for v in views), ALL, "B", METHOD),
        at_most("  its HTML alone", html, HTML, "B", METHOD),
    ]
