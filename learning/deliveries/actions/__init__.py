"""Papers are ordered by a request, made by the task worker, and thrown away when old."""

from learning.deliveries.actions.kits import (
    PlannedKit,
    make_kit,
    order_kit,
    plan_kit,
    throw_away_kits,
    tidy_kits,
)
from learning.deliveries.actions.papers import is_there, make, order, tidy

__all__ = [
    "PlannedKit",
    "is_there",
    "make",
    "make_kit",
    "order",
    "order_kit",
    "plan_kit",
    "throw_away_kits",
    "tidy",
    "tidy_kits",
]
