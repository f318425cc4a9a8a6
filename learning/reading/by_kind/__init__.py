"""How the bigger kinds are asked and what is said about an answer: one file each.

Every file has the same functions, called by `asking.py` and `feedback.py` as far as the
kind is answered: `rows` (for the template `ask_<kind>.html`), `raw_answer`,
`form_values`, `row_names` and `feedback_on`. A kind whose form looks different while it
is under way also has `state_slots`: what fills its slots for the fields sent so far.
"""

from learning.reading.by_kind import (
    costing,
    plan,
    price_split,
    risk_ranking,
    scenario,
    sorting,
)

BY_KIND = {
    "costing": costing,
    "price_split": price_split,
    "plan": plan,
    "risk_ranking": risk_ranking,
    "scenario": scenario,
    "sorting": sorting,
}
