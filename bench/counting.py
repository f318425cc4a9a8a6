"""How long a report takes over a million participations, and over ten million.

`python -m bench.counting --rows 10000000`; `make bench` measures both. The rows are made
up from a seed, the same each time, and put in with COPY into a PostgreSQL of their own:
ten years, 80 unions in 16 countries, people who come 1.7 times on average. Keys into
other tables are not looked up while they are put in, because no person stands behind
them; every question is asked as the pages ask it (`reports.queries.count`).
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from bench.figures import Result, at_most
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
MILLION = 1_000_000
SEED = 8
YEARS = range(2017, 2027)
COUNTRIES = [
    "BJ",
    "TG",
    "GH",
    "CI",
    "SN",
    "BF",
    "NE",
    "ML",
    "KH",
    "ID",
    "VN",
    "CO",
    "PE",
    "GT",
    "HN",
    "NI",
]
UNIONS_OF_A_COUNTRY = 5
TIMES = 1.7  # a person comes
LINES = 5_000  # of COPY at a time
METHOD = (
    "counting: reports.queries.count as the pages call it, median of 5, over made-up "
    "rows put in with COPY; PostgreSQL of the development wheel, 2 cores"
)


def measure(rows: int) -> list[tuple[str, float]]:
    """(question, milliseconds) of each question, over so many rows; printed as they
    come, because ten million rows take a quarter of an hour."""
    home = ROOT / "var"
    home.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir=home) as folder,
        postgres.running() as url,
    ):
        environment = os.environ | {
            "DATA_DIR": folder,
            "DATABASE_URL": url,
            "PRODUCTION": "False",
            "DEBUG": "False",
            "DEMO": "True",
            "SECRET_KEY": "bench-only",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
        }
        environment.pop("KEYS_DIR", None)
        command = [sys.executable, "-m", "bench.counting", "--inside", str(rows)]
        found = []
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as running:
            for line in running.stdout:
                took, _, name = line.strip().partition(" ")
                found.append((name, float(took)))
                print(f"    {took:>6} ms  {name}", flush=True)
        if running.returncode:
            raise RuntimeError("counting failed; see above")
    return found


def results() -> list[Result]:
    """For `python -m bench`."""
    found = []
    for rows, must, label in ((MILLION, 300, "1 M"), (10 * MILLION, 10_000, "10 M")):
        for name, took in measure(rows):
            limit = 300 if name.startswith("stored") else must
            found.append(at_most(f"{label}: {name}", took, limit, " ms", METHOD))
    return found


# --- in a process of its own -----------------------------------------------------


def inside(rows: int) -> None:
    import django  # noqa: PLC0415 -- set up here

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", "learning", verbosity=0)
    began = time.monotonic()
    tell(f"putting in {rows:,} rows")
    fill(rows)
    tell(f"put in: {time.monotonic() - began:.0f} s")
    for name, ask in questions():
        took = []
        for _ in range(5):
            began = time.monotonic()
            ask()
            took.append((time.monotonic() - began) * 1000)
        print(f"{statistics.median(took):.0f} {name}", flush=True)


def tell(words: str) -> None:
    """Beside the figures, which the other process reads from here."""
    print(f"    {words}", file=sys.stderr, flush=True)


def fill(rows: int) -> None:
    """Put the rows in, without looking up what they point at, indexes afterwards."""
    from django.db import connection  # noqa: PLC0415

    from tests.learning.factories import ModuleFactory, UnionFactory  # noqa: PLC0415

    pick = random.Random(SEED)
    unions = [
        UnionFactory(country=country)
        for country in COUNTRIES
        for _ in range(UNIONS_OF_A_COUNTRY)
    ]
    themes = [ModuleFactory() for _ in range(4)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT indexdef, indexname FROM pg_indexes WHERE tablename = %s "
            "AND indexname NOT LIKE %s AND indexname NOT LIKE %s",
            ["learning_participation", "%%pkey", "%%once"],
        )
        indexes = cursor.fetchall()
        for _definition, name in indexes:
            cursor.execute(f'DROP INDEX IF EXISTS "{name}"')
        with cursor.copy(
            f"COPY learning_participation ({', '.join(COLUMNS)}) FROM STDIN"
        ) as copy:
            for number, some in enumerate(made_up(rows, pick, unions, themes), 1):
                copy.write(some)
                if number * LINES % MILLION == 0:
                    tell(f"{number * LINES:,} rows")
        for definition, name in indexes:
            tell(f"index {name}")
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT")
        # As autovacuum does it on a site: what is asked most is read from indexes alone.
        cursor.execute("VACUUM ANALYZE learning_participation")


COLUMNS = (
    *("id", "created_at", "changed_at", "tenant_id", "participant_id", "person"),
    *("training_id", "module_id", "counted_on", "union_id", "lineage", "country"),
    *("theme_id", "modality", "language", "sex", "age_band", "role_at_work", "sector"),
    *("minutes", "planned", "for_trainers", "passed_on", "certified_on", "before"),
    *("is_declared", "counts", "previous_on", "previous_in_theme_on"),
    *("trained_on", "previous_trained_on"),
)


def made_up(rows: int, pick: random.Random, unions, themes):
    """Lines of COPY, some thousands at a time. A person stays in her union."""
    people = int(rows / TIMES)
    first_day, days = date(YEARS[0], 1, 1), 365 * len(YEARS)
    all_days = [first_day + timedelta(days=each) for each in range(days)]
    # The number of the day on which each was there last: at all, and trained; 0: never.
    latest, latest_trained = (
        array("H", bytes(2 * people)),
        array("H", bytes(2 * people)),
    )
    latest_in_theme = array("H", bytes(2 * people * 5))
    lines = []
    # In order of days, so that who comes first is known at once.
    for number in range(rows):
        at = number * days // rows
        day = all_days[at]
        who = pick.randrange(people)
        union = unions[who % len(unions)]
        roll = pick.random()
        theme = themes[int(roll * 4)].pk if roll < 0.9 else "\\N"
        in_class = roll < 0.8
        of_theme = who * 5 + (int(roll * 4) if roll < 0.9 else 4)
        before = [latest[who], latest_in_theme[of_theme]]
        latest[who] = latest_in_theme[of_theme] = at + 1
        what = UUID(int=pick.randrange(rows // 20 + 1) + 1)
        person = UUID(int=who + (7 << 100))
        minutes = pick.choice((360, 360, 360, 300, 200, 90))
        done = str(day) if number % 3 else "\\N"
        is_trained = minutes >= 288 if in_class else done != "\\N"
        trained = day if is_trained else "\\N"
        values = (
            UUID(int=(pick.getrandbits(60) << 64) + number),
            "2026-01-01",
            "2026-01-01",
            union.tenant_id,
            # Each row another entry: nobody's two rows may be of one training.
            UUID(int=number + (9 << 100)),
            person,
            what if in_class else "\\N",
            "\\N" if in_class else themes[number % 4].pk,
            day,
            union.pk,
            union.lineage,
            union.country,
            theme,
            "class" if in_class else "home",
            ("en", "fr", "es", "id")[who % 4],
            ("f", "m", "f", "m", "")[who % 5],
            ("18-24", "25-29", "30-35", "36-49", "50+", "")[who // 7 % 6],
            ("worker", "steward", "leader", "")[who // 3 % 4],
            ("farming", "garment", "mining", "")[who // 5 % 4],
            minutes if in_class else 0,
            360 if in_class else 0,
            "f",
            "\\N" if in_class else done,
            done,
            ("no", "yes", "unknown")[who % 3] if in_class else "",
            "f",
            "t",
            *(all_days[each - 1] if each else "\\N" for each in before),
            trained,
            all_days[latest_trained[who] - 1]
            if is_trained and latest_trained[who]
            else "\\N",
        )
        if is_trained:
            latest_trained[who] = at + 1
        lines.append("\t".join(map(str, values)))
        if len(lines) == LINES:
            yield "\n".join(lines) + "\n"
            lines.clear()
    if lines:
        yield "\n".join(lines) + "\n"


def questions():
    """(what is asked, how) over all rows, a year, and a part."""
    from learning.reports.counting import IN_FORCE  # noqa: PLC0415 -- needs Django
    from learning.reports.queries import count  # noqa: PLC0415
    from learning.reports.selection import Selection  # noqa: PLC0415

    ever = Selection()
    year = Selection(start=date(2025, 1, 1), end=date(2025, 12, 31))
    women = Selection(filters={"sex": ("f",), "region": ("011",)})

    def asked(rule, selection, *by):
        return lambda: count(IN_FORCE[rule], selection, by)

    return [
        (
            "participations by country, sex",
            asked("participations", ever, "country", "sex"),
        ),
        ("people by country, sex", asked("unique", ever, "country", "sex")),
        ("people by theme, sex", asked("unique", ever, "theme", "sex")),
        ("people trained by quarter, sex", asked("trained", ever, "quarter", "sex")),
        ("people by age, sex, a year", asked("unique", year, "age", "sex")),
        ("women trained, West Africa, by year", asked("trained", women, "year")),
        ("new people by year, sex", asked("new", ever, "year", "sex")),
        ("certificates by quarter", asked("certificates", ever, "quarter")),
        ("hours by country", asked("hours", ever, "country")),
    ]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--inside", type=int)
    arguments.add_argument("--rows", type=int, default=MILLION)
    given = arguments.parse_args()
    if given.inside:
        inside(given.inside)
        return 0
    measure(given.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
