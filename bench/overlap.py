"""How well it is found how many people stand in two lists, and how long it takes.

`python -m bench.overlap` prints the table of docs/overlap.md; `--size 50000` how long two
lists of so many take, and the memory. `make bench` measures a part of both. The people are
made up, of four places (`tests/learning/members/made_up_people.py`).
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Result, at_least, at_most
from learning.members.linkage import links, overlap_of
from tests.learning.members.made_up_people import HARD, REGIONS, SLIPS, two_lists

ROOT = Path(__file__).resolve().parent.parent
SEEDS = range(3)
SIZES = (2000, 1500)
SIZE = 10_000
METHOD = (
    "overlap: made-up people of four places, 2,000 and 1,500 of whom 300 are in both, three "
    "seeds each; time and memory with two lists of 10,000, in a process of its own"
)


@dataclass(frozen=True)
class Found:
    """What was found of two lists, against the truth."""

    precision: float
    recall: float
    low: int
    best: int
    high: int
    truth: int
    smaller: int

    @property
    def error(self) -> float:
        """Of the count, in per cent of the smaller list."""
        return 100 * (self.best - self.truth) / self.smaller

    @property
    def holds(self) -> bool:
        return self.low <= self.truth <= self.high


def tried(seed, region, sizes, both, slips=SLIPS) -> Found:
    """One pair of lists; a link of even chance or more counts as said."""
    first, second, truth = two_lists(seed, region, sizes, both, slips)
    overlap = overlap_of(first, second)
    said = {(x.first, x.second) for x in links(first, second) if x.chance >= 0.5}
    right = len(said & truth)
    return Found(
        precision=right / len(said) if said else 1.0,
        recall=right / len(truth) if truth else 1.0,
        low=overlap.low,
        best=overlap.best,
        high=overlap.high,
        truth=both,
        smaller=min(sizes),
    )


def results() -> list[Result]:
    some = [tried(s, region, SIZES, 300) for region in REGIONS for s in SEEDS]
    seconds, megabytes = _in_its_own_process(SIZE)
    return [
        at_least(
            "overlap: intervals that hold",
            sum(x.holds for x in some),
            len(some),
            f"of {len(some)}",
            METHOD,
        ),
        at_most(
            "overlap: error of the count, of the list",
            max(abs(x.error) for x in some),
            8,
            "%",
            METHOD,
        ),
        at_least(
            "overlap: links that are right",
            100 * statistics.mean(x.precision for x in some),
            90,
            "%",
            METHOD,
        ),
        at_most("overlap: 10,000 with 10,000", seconds, 30, "s", METHOD),
        at_most("overlap: memory for it", megabytes, 100, "MB", METHOD),
    ]


def _in_its_own_process(size: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.overlap", "--size", str(size)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    seconds, megabytes, *_rest = done.stdout.decode().split()
    return float(seconds), float(megabytes)


def measure(size: int, region: str) -> None:
    """Prints seconds of the processor, megabytes more than before, and what was found."""
    first, second, truth = two_lists(1, region, (size, size), size // 5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = overlap_of(first, second)
    seconds = time.process_time() - started
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{seconds:.1f} {more:.0f} {found.low} {found.best} {found.high} {len(truth)}"
    )


def table() -> None:
    print(
        "| names | lists | in both | precision | recall | at least | probably | most |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    tries = [
        (SIZES, 0, SLIPS),
        (SIZES, 30, SLIPS),
        (SIZES, 300, SLIPS),
        (SIZES, 900, SLIPS),
        (SIZES, 300, HARD),
        ((300, 200), 40, SLIPS),
    ]
    for region in REGIONS:
        for sizes, both, slips in tries:
            some = [tried(seed, region, sizes, both, slips) for seed in SEEDS]
            cells = [
                region.replace("_", " "),
                f"{sizes[0]:,} and {sizes[1]:,}"
                + (", badly written" if slips is HARD else ""),
                str(both),
                f"{statistics.mean(x.precision for x in some):.2f}" if both else "",
                f"{statistics.mean(x.recall for x in some):.2f}" if both else "",
                ", ".join(str(x.low) for x in some),
                ", ".join(str(x.best) for x in some),
                ", ".join(str(x.high) for x in some),
            ]
            missed = sum(not x.holds for x in some)
            print(f"| {' | '.join(cells)} |" + f" {missed} missed" * bool(missed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int)
    parser.add_argument("--region", choices=REGIONS, default="west_africa")
    asked = parser.parse_args()
    if asked.size:
        measure(asked.size, asked.region)
    else:
        table()
