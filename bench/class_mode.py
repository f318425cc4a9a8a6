"""Forty phones and a projector follow one class on a laptop; all answer within moments.

Each phone is a thread with a connection that stays open: it asks every two seconds as
class.js does, with the ETag of what it has, and once sends an answer and gets its page
back. The projector asks in the same way each second; what counts is how long after an
answer was sent the wall shows that many. Half of the phones answer spread over twenty
seconds, the other half in one second.
"""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.figures import Result, at_least, at_most
from bench.site import site

PHONES, EVERY, SPREAD, SECONDS = 40, 2.0, 20.0, 30.0
WALL_EVERY = 1.0  # `data-every` of class_wall.html
METHOD = (
    f"class_mode: {PHONES} phones ask every {EVERY:.0f} s and a wall every "
    f"{WALL_EVERY:.0f} s, for {SECONDS:.0f} s, half of the answers within "
    f"{SPREAD:.0f} s, half within 1 s; demo "
    "on SQLite, one web process, all on this machine"
)
PREPARE = """
from datetime import date
from uuid import UUID
from learning.catalogue.shelf import shelf
from learning.classroom.actions import class_mode as actions
from learning.classroom.actions.trainings import Meeting, plan_training
from learning.classroom.queries.class_mode import can_be_put
from learning.members.models import Membership, User
trainer = User.objects.get(sign_in_name="trainer")
union = Membership.objects.filter(user=trainer).first().union
module = shelf.module("negotiation")
lesson = module.lessons[0]
training = plan_training(
    union=union, contents=[(module.key, lesson.key)],
    meetings=[Meeting(held_on=date.today(), minutes=60)], by=trainer,
    title="Bench", language="en")
place = {"module_key": module.key, "lesson_key": lesson.key, "by": trainer}
show = actions.begin_class(session=training.sessions.get(), **place)
spec = shelf.lesson_spec(lesson.key, lesson.latest_version)
step = UUID(next(each.id for each in spec.activities if can_be_put(each)))
actions.go_to(show=show, step=step, **place)
actions.put_question(show=show, lesson_key=lesson.key, version=lesson.latest_version,
                     activity=step, by=trainer)
print(show.code)
"""


@dataclass
class Room:
    code: str
    joined_ms: list[float] = field(default_factory=list)
    asked_ms: list[float] = field(default_factory=list)
    sent_ms: list[float] = field(default_factory=list)
    # When an answer was sent, by when it had arrived.
    answers: list[tuple[float, float]] = field(default_factory=list)
    # When the wall first showed so many.
    wall: dict[int, float] = field(default_factory=dict)
    unchanged: int = 0
    errors: int = 0


class Browser:
    """As much of one as class.js needs: a connection, cookies, the latest ETag."""

    def __init__(self, room: Room, path: str):
        self.room, self.path, self.etag, self.cookies = room, path, "", {}
        self.has_joined = False
        self.connection = http.client.HTTPConnection(
            urlsplit(site().base_url).netloc, timeout=30
        )

    def ask(self, body: str | None = None, path: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is None and self.etag:
            headers["If-None-Match"] = self.etag
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        method = "GET" if body is None else "POST"
        self.connection.request(method, path or self.path, body, headers)
        answer = self.connection.getresponse()
        html = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        self.etag = answer.headers.get("ETag", self.etag)
        return answer.status, html

    def follow(self) -> str:
        started = time.perf_counter()
        status, html = self.ask()
        took = self.room.asked_ms if self.has_joined else self.room.joined_ms
        took.append((time.perf_counter() - started) * 1000)
        self.has_joined = True
        self.room.unchanged += status == 304
        self.room.errors += status not in (200, 304)
        return html


def wait(every: float = EVERY) -> None:
    time.sleep(every + random.random() * 0.3)


def phone(room: Room, number: int, until: float) -> None:
    browser = Browser(room, f"/en/class/{room.code}/")
    html = browser.follow()
    spread = random.random() * SPREAD if number % 2 else SPREAD / 2 + random.random()
    answers_at = time.perf_counter() + 2 + spread
    while time.perf_counter() < until:
        if answers_at and time.perf_counter() + EVERY > answers_at:
            time.sleep(max(0, answers_at - time.perf_counter()))
            answers_at = 0
            answer(room, browser, html)
        wait()
        browser.follow()


def answer(room: Room, browser: Browser, html: str) -> None:
    def value(name):
        return re.search(rf'name="{name}" value="([^"]+)"', html)[1]

    names = ("csrfmiddlewaretoken", "question", "choice")
    body = urlencode({"answer": "1", "turn": "1", **{n: value(n) for n in names}})
    started = time.perf_counter()
    status, _ = browser.ask(body)
    arrived = time.perf_counter()
    room.errors += status != 303
    room.errors += browser.ask()[0] != 200
    room.sent_ms.append((time.perf_counter() - started) * 1000)
    room.answers.append((arrived, started))


def wall(room: Room, until: float) -> None:
    browser = Browser(room, f"/en/class/{room.code}/wall/")
    while time.perf_counter() < until:
        count = re.search(r'class="count"><b>(\d+)</b>', browser.follow())
        for each in range(1, int(count[1]) + 1 if count else 1):
            room.wall.setdefault(each, time.perf_counter())
        wait(WALL_EVERY)


def hold() -> tuple[Room, float]:
    room = Room(site().python(PREPARE).splitlines()[-1])
    until = time.perf_counter() + SECONDS
    threads = [threading.Thread(target=wall, args=(room, until))]
    threads += [
        threading.Thread(target=phone, args=(room, number, until))
        for number in range(PHONES)
    ]
    started = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return room, time.perf_counter() - started


def p99(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def results() -> list[Result]:
    room, took = hold()
    # The n-th that arrived is seen when the wall first shows n.
    delays = [
        room.wall[number] - sent
        for number, (_, sent) in enumerate(sorted(room.answers), start=1)
        if number in room.wall
    ]
    print(
        f"    {len(room.asked_ms)} asked in {took:.0f} s, {room.unchanged} unchanged, "
        f"median {sorted(room.asked_ms)[len(room.asked_ms) // 2]:.1f} ms; "
        f"{len(room.answers)} answers"
    )
    return [
        at_most("class: p99 from an answer to the wall", p99(delays), 3, "s", METHOD),
        at_least("  answers that the wall has shown", len(delays), PHONES, "", METHOD),
        at_most("  p99 of asking what is new", p99(room.asked_ms), 500, "ms", METHOD),
        at_most(
            "  p99 of an answer and its page", p99(room.sent_ms), 1000, "ms", METHOD
        ),
        at_most(
            "  all joining at once, the last", max(room.joined_ms), 3000, "ms", METHOD
        ),
        at_most("  errors", room.errors, 0, "", METHOD),
    ]
