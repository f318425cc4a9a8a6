"""What publishing costs: compiling everything, and after a change of one lesson.

On a copy of the demo's database, in a process of its own as the task worker's. First all
Documents and Texts are taken away and everything is compiled; then one lesson's objective
is changed and published, and what publishing adds to it (compiling, recording, telling
the processes) is timed by itself. The design names no figure for this: the bounds are
what an author or a deployment would wait for without a thought, and the worker's memory.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bench.figures import Result, at_most
from bench.site import site
from tests.journeys.site import ROOT

EVERYTHING, ONE, MEMORY = 30, 1, 220  # s, s, MB
METHOD = (
    "compiling: a copy of the demo on SQLite, a process of its own; wall time; memory is "
    "the largest resident set of that process"
)
MEASURE = """
import json, resource, time
from cms import publishing
from cms.pages.lesson import LessonPage
from learning.models import Document, Text
Document.objects.all().delete()
Text.objects.all().delete()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
started = time.perf_counter()
counts = publishing.compile_all()
everything = time.perf_counter() - started
took = []
for number in range(5):
    page = LessonPage.objects.live().order_by("pk").first()
    page.objective = f"I can say it in {number + 2} sentences."
    page.save()
    started = time.perf_counter()
    assert publishing.compile_page(page)
    took.append(time.perf_counter() - started)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([counts, everything, sorted(took)[2], before, after]))
"""


def measure() -> list:
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
        database = Path(folder) / "palabre.sqlite3"
        with (
            closing(sqlite3.connect(site().data_dir / "palabre.sqlite3")) as demo,
            closing(sqlite3.connect(database)) as copy,
        ):
            demo.backup(copy)
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", MEASURE],
            cwd=ROOT,
            env=site().environment | {"DATABASE_URL": f"sqlite://{database}"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


def results() -> list[Result]:
    counts, everything, one, before, after = measure()
    print(f"    {counts}; memory before {before:.0f} MB, at most {after:.0f} MB")
    return [
        at_most("compiling everything", everything, EVERYTHING, "s", METHOD),
        at_most("compiling one changed lesson", one, ONE, "s", METHOD),
        at_most("memory of compiling", after, MEMORY, "MB", METHOD),
    ]
