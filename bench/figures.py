"""What a bench hands over: one figure, what it must be, and how it was measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    what: str
    figure: str
    must: str
    holds: bool
    method: str


def at_most(what: str, value: float, must: float, unit: str, method: str) -> Result:
    return Result(
        what, show(value, unit), f"≤ {show(must, unit)}", value <= must, method
    )


def at_least(what: str, value: float, must: float, unit: str, method: str) -> Result:
    return Result(
        what, show(value, unit), f"≥ {show(must, unit)}", value >= must, method
    )


def show(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 or value == int(value) else 1
    return f"{value:,.{digits}f} {unit}".strip()
