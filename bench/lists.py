"""What a coordinator of 50,000 people and a trainer of 200 trainings wait for.

The pages are asked for as a signed-in person with open names does, in this process: the
people, first page and last; a search by name over every sealed name; pairs that may be
one person; the trainer's own trainings. Then one trainer ticks 35 people in a browser.

It fills a database of its own, so the first part runs in a process of its own, because
Django has its settings once: `python -m bench.lists`.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Result, at_most
from bench.rosters import READY, UNION, fill, made_ready

ROOT = Path(__file__).resolve().parent.parent
TRAININGS, PAIRS, CLASS = 200, 2_000, 35
MUST_PAGE, MUST_SEARCH, MUST_QUERIES, MUST_MEMORY = 1, 2, 25, 300  # s, s, queries, MB
MUST_REGISTER = 60  # s
METHOD = (
    f"lists: {UNION:,} people of one union, each with a sealed name, {PAIRS:,} open pairs, "
    f"{TRAININGS} trainings of one trainer; SQLite; the second of two calls of each page; "
    "memory is the most of the run, filling the tables included"
)
TAPPED = (
    f"lists: {CLASS} people ticked one after the other in Chromium on 360 px, from opening "
    "the page until the server has all; a program taps faster than a thumb, so this is "
    "what the page adds"
)
PREPARE = f"""
from uuid import uuid4
from django.utils import timezone
from learning.catalogue.shelf import shelf
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.members.models import Union, User
trainer = User.objects.get(sign_in_name="trainer")
training = plan_training(
    union=Union.objects.get(slug="savane"), by=trainer, title="Bench", language="en",
    contents=[(shelf.module("negotiation").key, None)],
    meetings=[Meeting(held_on=timezone.localdate(), minutes=360)])
for number in range({CLASS}):
    write_in(training=training, key=uuid4(), by=trainer, sex="f")
print(f"/en/trainings/{{training.pk}}/sessions/{{training.sessions.get().pk}}/register/")
"""


def results() -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.lists"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": folder, "DATABASE_URL": ""},
            capture_output=True,
            text=True,
            check=True,
        )
    line = next(each for each in done.stdout.splitlines() if each.startswith(READY))
    figures = json.loads(line.removeprefix(READY))
    memory = figures.pop("memory")
    found = []
    for what, (seconds, queries) in figures.items():
        must = MUST_SEARCH if "by name" in what else MUST_PAGE
        found.append(at_most(what, seconds, must, "s", METHOD))
        found.append(at_most(f"{what}: queries", queries, MUST_QUERIES, "", METHOD))
    return [
        *found,
        at_most("memory for that", memory, MUST_MEMORY, "MB", METHOD),
        at_most(
            f"{CLASS} people ticked", ticked_in_a_browser(), MUST_REGISTER, "s", TAPPED
        ),
    ]


def ticked_in_a_browser() -> float:
    from playwright.sync_api import (  # noqa: PLC0415 -- slow import
        expect,
        sync_playwright,
    )

    from bench.site import site  # noqa: PLC0415 -- starts the demo
    from tests import chromium  # noqa: PLC0415 -- the same
    from tests.journeys.steps import sign_in  # noqa: PLC0415 -- the same

    address = site().python(PREPARE).splitlines()[-1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.flags()
        )
        page = browser.new_page(
            base_url=site().base_url, viewport={"width": 360, "height": 640}
        )
        sign_in(page, site(), "trainer", "palabre-demo")
        started = time.perf_counter()
        page.goto(address)
        for row in page.locator(".register > li").all():
            row.get_by_text("Present", exact=True).click()
        expect(page.locator("[data-status]")).to_have_text(
            "Saved on the server.", timeout=60_000
        )
        took = time.perf_counter() - started
        browser.close()
    return took


def main() -> None:
    made_ready()
    print(READY + json.dumps(measure()))


def measure() -> dict:
    from django.test import Client  # noqa: PLC0415 -- after setup

    from tests.learning.classroom.cast import a_training  # noqa: PLC0415 -- the same

    cast = a_training()
    fill(cast.union, random.Random(2))
    _more(cast)
    people, trainings = "/en/union/people/", "/en/trainings/"
    pages = {
        f"people of {UNION:,}, first page": (cast.coordinator, people),
        f"people of {UNION:,}, last page": (cast.coordinator, f"{people}?page=9999"),
        f"one of {UNION:,} by name": (cast.coordinator, f"{people}?name=traore+awa"),
        f"all of {UNION:,} by name, too many": (cast.coordinator, f"{people}?name=a"),
        f"{PAIRS:,} pairs": (cast.coordinator, "/en/union/doubles/"),
        "the Monday list": (cast.coordinator, "/en/union/"),
        f"{TRAININGS} trainings, first page": (cast.trainer, trainings),
        f"{TRAININGS} trainings, last page": (cast.trainer, f"{trainings}?page=99"),
    }
    clients = {}
    for user in (cast.coordinator, cast.trainer):
        clients[user.pk] = Client(headers={"host": "127.0.0.1"})
        clients[user.pk].force_login(user)
        _open_names(clients[user.pk], user)
    figures = {
        what: asked(clients[user.pk], path) for what, (user, path) in pages.items()
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures | {"memory": peak / 1024}


def asked(client, path: str) -> tuple[float, int]:
    """Seconds and queries of a page, the second time it is asked for."""
    from django.db import connection  # noqa: PLC0415 -- after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- the same

    for _twice in range(2):
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        took = time.perf_counter() - started
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    return took, len(queries)


def _open_names(client, user) -> None:
    from allauth.mfa.totp.internal.auth import (  # noqa: PLC0415 -- after setup
        TOTP,
        generate_totp_secret,
    )

    from tests.learning.factories import PASSWORD  # noqa: PLC0415 -- after setup

    TOTP.activate(user, generate_totp_secret())
    client.post("/en/accounts/names/", {"secret": PASSWORD})


def _more(cast) -> None:
    """Pairs to decide, and trainings with a day and some people each."""
    from learning.members.models import (  # noqa: PLC0415 -- after setup
        Participant,
        PossibleDouble,
    )
    from tests.learning.factories import (  # noqa: PLC0415 -- after setup
        RegistrationFactory,
        SessionFactory,
        TrainingFactory,
    )

    rows = Participant.objects.for_tenant(cast.union).order_by("pk")
    pks = list(rows.values_list("pk", flat=True)[: 2 * PAIRS])
    PossibleDouble.objects.for_tenant(cast.union).bulk_create(
        PossibleDouble(
            tenant=cast.union,
            first_id=first,
            second_id=second,
            reasons=["name_same"],
            likeness=0.9,
        )
        for first, second in zip(pks[::2], pks[1::2], strict=True)
    )
    for _each in range(TRAININGS - 1):
        training = TrainingFactory(union=cast.union, trainer=cast.trainer)
        SessionFactory(training=training)
        RegistrationFactory.create_batch(3, training=training)


if __name__ == "__main__":
    main()
