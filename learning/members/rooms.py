"""The rooms of a desk: what its tabs are made of."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Room:
    name: str
    label: Promise
    url: str
