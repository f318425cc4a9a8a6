"""A plan: rows to write in and points to tick. It takes no answer, so it is only asked."""

from typing import Any

from learning.activities.plan import LONGEST_ROW, Plan


def rows(activity: Plan, words: dict, asking) -> dict[str, Any]:
    return {
        "opening": asking.place(f"opening {activity.id}"),
        "closing": asking.place(f"closing {activity.id}"),
        "longest": LONGEST_ROW,
        "rows": [
            {
                "id": row.id,
                "words": words["rows"][row.id],
                "lines": row.lines,
                "typed": asking.typed(f"{activity.id}.{row.id}"),
            }
            for row in activity.rows
        ],
        "checks": [
            {
                "id": each,
                "text": words["checks"][each],
                "checked": asking.checked(f"{activity.id}.checks", each),
            }
            for each in activity.checks
        ],
    }


def row_names(activity: Plan) -> list[str]:
    return []
