"""A plan: rows to write in and points to tick. It takes no answer, so it is only asked."""

from typing import Any

from learning.activities.plan import LONGEST_ROW, Plan

SHORTEST = 8


def short_ids(plan: Plan) -> dict[str, str]:
    """The id of each row and point, and how its field is called on a page.

    Its first letters: as many as tell them apart, and at least eight. Sixteen whole ids
    are 300 bytes that nothing makes smaller, on pages that have few to spare.
    """
    ids = [*(row.id for row in plan.rows), *plan.checks]
    length = SHORTEST
    while len({each[:length] for each in ids}) < len(ids):
        length += 1
    return {each: each[:length] for each in ids}


def rows(activity: Plan, words: dict, asking) -> dict[str, Any]:
    short = short_ids(activity)
    return {
        "opening": asking.place(f"opening {activity.id}"),
        "closing": asking.place(f"closing {activity.id}"),
        "longest": LONGEST_ROW,
        "rows": [
            {
                "short": short[row.id],
                "words": words["rows"][row.id],
                "lines": row.lines,
                "typed": asking.typed(f"{activity.id}.{row.id}"),
            }
            for row in activity.rows
        ],
        "checks": [
            {
                "short": short[each],
                "text": words["checks"][each],
                "checked": asking.checked(f"{activity.id}.checks", each),
            }
            for each in activity.checks
        ],
    }


def row_names(activity: Plan) -> list[str]:
    return []
