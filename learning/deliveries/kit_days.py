"""Which lessons are for which day: nobody is asked, so the hours say it. Pure."""

from collections.abc import Sequence


def shared_out(weights: Sequence[int], minutes: Sequence[int]) -> list[list[int]]:
    """For each session (its minutes) the places of its lessons (their weights), in order.

    A lesson belongs to the session in which its middle would fall, if all lessons were
    stretched over all sessions. Every lesson is in one session; a session may have none.
    """
    found: list[list[int]] = [[] for _each in minutes]
    whole, there_is, done = sum(weights), sum(minutes), 0
    for place, weight in enumerate(weights):
        middle = (2 * done + weight) * there_is
        done += weight
        ends = 0
        for session, length in enumerate(minutes):
            ends += length
            if middle <= 2 * ends * whole:
                found[session].append(place)
                break
    return found
