"""People in groups as even as they can be. Pure."""

import re

USUAL = (4, 5)


def sizes(people: int, low: int = USUAL[0], high: int = USUAL[1]) -> list[int]:
    """The sizes of the groups, the larger ones first; they sum to `people`.

    Sizes lie between `low` and `high` where that can be, else as near as can be.
    Raises ValueError where there are no people or the limits are upside down.
    """
    if people < 1 or not 1 <= low <= high:
        raise ValueError("Groups need people, and a low limit under the high one.")
    fewest = max(1, people // high)
    options = (_even(people, count) for count in (fewest, fewest + 1))
    return min(
        (option for option in options if option[-1]),
        key=lambda option: sum(max(low - size, size - high, 0) for size in option),
    )


def _even(people: int, count: int) -> list[int]:
    size, larger = divmod(people, count)
    return [size + 1] * larger + [size] * (count - larger)


def limits(said: str) -> tuple[int, int]:
    """Low and high out of an author's "4-6" or "pairs of 2"; 4 to 5 if it says neither."""
    found = [int(each) for each in re.findall(r"\d{1,3}", said)][:2]
    found = sorted(number for number in found if 1 <= number <= 60)
    return (found[0], found[-1]) if found else USUAL
