"""How fast a lesson is read, by anybody and by a trainee with saved answers.

`bench/beside.py` is the platform with three more addresses: a constant of the lesson's
size from a bare Django (no middleware, no look-up), and the same lesson rendered by
Wagtail from the page tree (found by its path, siblings, every block through its
template, signed in, saved answers and their feedback shown, the platform's middleware).
It is served as `make run` serves the platform, with one web process, on SQLite with the
demo; the lesson is the one in which the demo's trainee has answered most.

Addresses are asked in turn, a second each, over four connections that stay open, for
several rounds; a figure is the median of the rounds' ratios. Beside requests a second
stands the same ratio of processor time (user and system, of the server's processes, by
request), which other work on the machine disturbs less.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Result, at_least, at_most
from bench.load import ask
from bench.site import processes_below, site
from deploy.serve import web_server
from tests.journeys.site import free_port

ROUNDS, SECONDS, CONNECTIONS = 9, 1.0, 4
SHARE, TIMES, QUERIES = 25, 15, 3
METHOD = (
    f"reading: {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:.0f} s for each "
    "address in turn, one web process, demo on SQLite, gzip; median of the rounds' "
    "ratios; processor time is that of the server by request"
)
# The trainee of the demo, signed in on her own phone, and where she has answered most.
PREPARE = """
from django.test import Client
from learning.catalogue.shelf import shelf
from learning.models import LessonSummary, User
user = User.objects.get(sign_in_name="trainee")
rows = LessonSummary.objects.for_participant(user.participant)
most = max(rows, key=lambda row: len(row.activities)).lesson_id
module = shelf.index().module_of_lesson[most]
lesson = next(each for each in module.lessons if each.key == most)
client = Client()
client.force_login(user)
session = client.session
session["shared_phone"] = False
session.save()
print(module.slug, lesson.slug, client.cookies["sessionid"].value)
"""


@dataclass
class Address:
    """One address, asked in turn with the others."""

    path: str
    headers: dict[str, str]
    size: int = 0
    queries: int = 0
    requests_a_second: list[float] = field(default_factory=list)
    cpu_seconds: list[float] = field(default_factory=list)


@dataclass
class Served:
    """The server of `bench/beside.py` and its processes."""

    base_url: str
    pids: list[int]

    def look(self, address: Address) -> None:
        """Ask twice and note what the second time costs: then everything is warm."""
        for _ in range(2):
            asked = urllib.request.Request(
                self.base_url + address.path,
                headers=address.headers | {"X-Count": "1"},
            )
            with urllib.request.urlopen(asked) as answer:
                body = answer.read()
                address.queries = int(answer.headers["X-Queries"])
        address.size = len(body)

    def measure(self, address: Address) -> None:
        before = self.cpu_seconds()
        done = ask(self.base_url + address.path, SECONDS, CONNECTIONS, address.headers)
        if done["errors"]:
            raise RuntimeError(f"{done['errors']} errors at {address.path}")
        count = len(done["times"])
        address.requests_a_second.append(count / done["took"])
        address.cpu_seconds.append((self.cpu_seconds() - before) / count)

    def cpu_seconds(self) -> float:
        """User and system time of all processes of the server so far."""
        ticks = 0
        for pid in self.pids:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def beside() -> Iterator[Served]:
    port = free_port()
    command = web_server("127.0.0.1", port, workers=1)
    command[command.index("cms.wsgi:application")] = "bench.beside:application"
    base_url = f"http://127.0.0.1:{port}"
    environment = site().environment | {"BASE_URL": base_url}
    with (site().data_dir / "beside.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(base_url, server)
            yield Served(base_url, [server.pid, *processes_below(server.pid)])
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(base_url: str, server: subprocess.Popen, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{base_url}/healthz").close()
            return
        time.sleep(0.2)
    raise RuntimeError("the server of bench/beside.py does not answer")


def measure(rounds: int = ROUNDS) -> dict[str, Address]:
    module, lesson, session = site().python(PREPARE).splitlines()[-1].split()
    gzip = {"Accept-Encoding": "gzip"}
    signed_in = gzip | {"Cookie": f"sessionid={session}; csrftoken={'a' * 32}"}
    anonymous = Address(f"/en/modules/{module}/{lesson}/", gzip)
    with beside() as served:
        served.look(anonymous)
        addresses = {
            "anonymous": anonymous,
            "constant": Address(f"/bench/constant/{anonymous.size}", gzip),
            "middleware": Address(f"/bench/platform/{anonymous.size}", gzip),
            "signed in": Address(f"/en/modules/{module}/{lesson}/", signed_in),
            "tree": Address(f"/en/bench/{module}/{lesson}/", signed_in),
        }
        for address in addresses.values():
            served.look(address)
            served.measure(address)
            address.requests_a_second.clear()
            address.cpu_seconds.clear()
        for _ in range(rounds):
            for address in addresses.values():
                served.measure(address)
    return addresses


def median_ratio(above: list[float], below: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def results() -> list[Result]:
    found = measure()
    for name, address in found.items():
        print(
            f"    {name:<11}{statistics.median(address.requests_a_second):>7.0f} "
            f"requests/s {statistics.median(address.cpu_seconds) * 1000:>8.3f} ms of "
            f"processor {address.queries:>3} queries {address.size:>6} bytes"
        )
    anyone, constant = found["anonymous"], found["constant"]
    hers, tree = found["signed in"], found["tree"]
    share = 100 * median_ratio(anyone.requests_a_second, constant.requests_a_second)
    cpu_share = 100 * median_ratio(constant.cpu_seconds, anyone.cpu_seconds)
    times = median_ratio(hers.requests_a_second, tree.requests_a_second)
    cpu_times = median_ratio(tree.cpu_seconds, hers.cpu_seconds)
    return [
        at_least(
            "anonymous lesson, of a constant's requests", share, SHARE, "%", METHOD
        ),
        at_least("  the same in processor time", cpu_share, SHARE, "%", METHOD),
        at_most("  queries, warm", anyone.queries, 0, "", METHOD),
        at_least("signed-in lesson, of Wagtail's requests", times, TIMES, "×", METHOD),
        at_least("  the same in processor time", cpu_times, TIMES, "×", METHOD),
        at_most("  queries", hers.queries, QUERIES, "", METHOD),
    ]


if __name__ == "__main__":
    sys.exit(0 if all(each.holds for each in results()) else 1)
