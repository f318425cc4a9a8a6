"""Measure what must hold (docs/architecture.md, "Figures"): `make bench`.

Each file of this folder with a function `results()` is a bench; it returns a list of
`bench.figures.Result`. `python -m bench memory events` runs only those named. Nothing
here is a promise about another machine: ratios are taken within one run.
"""

import importlib
import os
import platform
import sys
import time
from pathlib import Path

from bench.figures import Result

HERE = Path(__file__).resolve().parent


def benches() -> list[str]:
    return [
        path.stem
        for path in sorted(HERE.glob("*.py"))
        if "def results(" in path.read_text() and path.stem != "__main__"
    ]


def row(result: Result) -> str:
    verdict = "ok" if result.holds else "MISSED"
    return f"{result.what:<46} {result.figure:>14} {result.must:>14}  {verdict}"


def run(name: str) -> list[Result]:
    print(f"… {name}", flush=True)
    started = time.monotonic()
    found = importlib.import_module(f"bench.{name}").results()
    for result in found:
        print("  " + row(result), flush=True)
    print(f"  ({time.monotonic() - started:.0f} s)", flush=True)
    return found


def main(chosen: list[str]) -> int:
    unknown = set(chosen) - set(benches())
    if unknown:
        print(f"No such bench: {', '.join(sorted(unknown))}. There are: {benches()}")
        return 2
    results = [result for name in chosen or benches() for result in run(name)]
    print(
        f"\n{os.cpu_count()} cores, Python {platform.python_version()}, {sys.platform}"
    )
    print(f"{'what':<46} {'figure':>14} {'must':>14}  verdict")
    for result in results:
        print(row(result))
    print("\nHow each was measured:")
    for method in dict.fromkeys(result.method for result in results):
        print(f"  {method}")
    missed = [result.what for result in results if not result.holds]
    print(f"\n{len(results) - len(missed)} hold, {len(missed)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
