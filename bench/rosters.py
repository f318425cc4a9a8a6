"""How long lists and doubles take: `python -m bench.rosters`.

A list of 2,000 made-up people is read, understood and brought in, on SQLite with every
write waited for, into a union that knows nobody and then into one that knows 2,000. Then
50,000 people of one union are compared for doubles; their names are drawn from lists as
narrow as those of real regions, with misspellings.

It runs in a process of its own, because Django has its settings once.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.figures import Result, at_most

ROOT = Path(__file__).resolve().parent.parent
LIST, UNION = 2_000, 50_000
MUST_READ, MUST_COMPARE, MUST_MEMORY = 5, 600, 600  # s, s, MB
READY = "figures: "


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Awa Fatou Mariam Aminata Aya Adjoua Kouadio Koffi Yao Mamadou Ibrahim Moussa Ousmane "
    "Issa Salif Seydou Rokia Kadiatou Aïssata Oumou Djénéba Bintou Hawa Ramata Assétou "
    "María Rosa Juana Elena Carmen José Luis Juan Carlos Jorge Siti Dewi Putri Sri Agus "
    "Budi Slamet Joko Yusuf Wahyu Sophea Sreymom Chanthy Dara Vuthy Bopha Hoa Lan Minh"
)
MIDDLE = _words(
    "Marie Paul Thérèse Ange Grâce Rose Serge Isabel Andrea Nur Tri Van Thi"
)
FAMILY = _words(
    "Traoré Coulibaly Diallo Diarra Koné Ouattara Touré Keïta Sangaré Cissé Camara Sidibé "
    "Konaté Bamba Doumbia Dembélé Kouassi N'Guessan Kouamé Konan Brou Sanogo Maïga Fofana "
    "Sylla Barry Sow Baldé Diop Ndiaye Fall Guèye Mamani Quispe Flores Condori Choque Rojas "
    "Vargas Gutiérrez López García Lestari Santoso Wijaya Saputra Hidayat Nasution Siregar "
    "Sok Chan Chea Kim Heng Nguyen Tran Le Pham"
)
METHOD = (
    f"rosters: a list of {LIST:,} people as CSV, from the upload to the last row written "
    f"(SQLite, synchronous=FULL); doubles: {UNION:,} people of one union with names drawn "
    f"from {len(GIVEN)} × {len(FAMILY)}, opened, compared and the pairs written; memory is "
    "the most of the whole run"
)


def names(count: int, chance: random.Random) -> list[str]:
    found = []
    for _each in range(count):
        parts = [chance.choice(GIVEN), chance.choice(FAMILY)]
        if chance.random() < 0.6:
            parts.insert(1, chance.choice(MIDDLE))
        name = " ".join(parts)
        if chance.random() < 0.1:
            at = chance.randrange(len(name) - 1)
            name = name[:at] + name[at + 1 :]
        found.append(name)
    return found


def results() -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
        environment = os.environ | {"DATA_DIR": folder, "DATABASE_URL": ""}
        done = subprocess.run(
            [sys.executable, "-m", "bench.rosters"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    line = next(each for each in done.stdout.splitlines() if each.startswith(READY))
    figures = json.loads(line.removeprefix(READY))
    return [
        at_most(f"a list of {LIST:,} people", figures["first"], MUST_READ, "s", METHOD),
        at_most(f"the same, {LIST:,} known", figures["second"], MUST_READ, "s", METHOD),
        at_most(
            f"doubles among {UNION:,} people",
            figures["doubles"],
            MUST_COMPARE,
            "s",
            METHOD,
        ),
        at_most("memory for that", figures["memory"], MUST_MEMORY, "MB", METHOD),
    ]


def main() -> None:
    made_ready()
    print(READY + json.dumps(measure()))


def made_ready() -> None:
    """Django on a database that is made now, with every write waited for."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # noqa: PLC0415 -- its settings come from the environment

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- after setup

    settings.DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    )
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def measure() -> dict[str, float]:
    from tests.learning.classroom.cast import a_training  # noqa: PLC0415 -- after setup
    from tests.learning.factories import TrainingFactory  # noqa: PLC0415 -- after setup

    cast = a_training()
    again = TrainingFactory(
        union=cast.union, trainer=cast.trainer, starts_on=date(2026, 12, 1)
    )
    content = a_list(random.Random(1))
    figures = {
        "first": timed(lambda: take_list(cast.training, cast.trainer, content)),
        "second": timed(lambda: take_list(again, cast.trainer, content)),
    }
    large = a_training()
    fill(large.union, random.Random(2))
    from learning.classroom.actions.doubles import (  # noqa: PLC0415 -- after setup
        look_for_doubles,
    )

    figures["doubles"] = timed(lambda: look_for_doubles(tenant=large.union, by=None))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures | {"memory": peak / 1024}


def timed(do) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def a_list(chance: random.Random) -> bytes:
    lines = ["N°;Nom et prénoms;Sexe;Âge;Fonction"]
    lines += [
        f"{number};{name};{chance.choice('FM')};{chance.randint(18, 60)};Membre"
        for number, name in enumerate(names(LIST, chance), 1)
    ]
    return "\n".join(lines).encode()


def take_list(training, by, content: bytes) -> None:
    """As the site does it; tasks run at once here, the look for doubles among them."""
    from learning.classroom.actions.roster_people import (  # noqa: PLC0415 -- after setup
        bring_in,
    )
    from learning.classroom.actions.rosters import (  # noqa: PLC0415 -- after setup
        begin_roster,
    )
    from learning.classroom.rosters.draft import Basis  # noqa: PLC0415 -- after setup

    roster = begin_roster(training=training, content=content, by=by)
    roster = bring_in(roster=roster, basis=Basis("sheet", 1, "2026-11-02"), by=by)
    assert roster.state == "done", roster.failure


def fill(union, chance: random.Random) -> None:
    from learning import keys  # noqa: PLC0415 -- after setup
    from learning.members.answers import AgeBand  # noqa: PLC0415 -- after setup
    from learning.members.models import Identity, Participant  # noqa: PLC0415 -- same

    bands = [band.value for band in AgeBand if band.value]
    people = [
        Participant(
            union=union,
            tenant=union,
            sex=chance.choice("fm"),
            age_band=chance.choice(bands),
        )
        for _each in range(UNION)
    ]
    Participant.objects.for_tenant(union).bulk_create(people, batch_size=500)
    from django.utils import timezone  # noqa: PLC0415 -- after setup

    rows = [
        Identity(
            participant=person,
            tenant=union,
            sealed=keys.seal(union, person.pk, name),
            basis="sheet",
            basis_version=1,
            basis_at=timezone.now(),
        )
        for person, name in zip(people, names(UNION, chance), strict=True)
    ]
    Identity.objects.for_tenant(union).bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    main()
