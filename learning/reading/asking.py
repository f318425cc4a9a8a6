"""Questions as markup: the same templates for a compiled lesson, a test and a preview.

A lesson's questions are compiled once, with slots where the reader's own answer goes;
a test is rendered for each sitting, with the answers typed so far. Both go through
`question_markup`, which only differs in the `Asking` it is given.

A kind that is asked in a way of its own has a file of its own in `by_kind/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learning.activities.draw import shown_order
from learning.activities.errors import AnswerError
from learning.activities.kinds import (
    Activity,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Reflection,
    Task,
)
from learning.reading.by_kind import BY_KIND
from learning.reading.slots import slot

CHECKED = SafeString(" checked")
SELECTED = SafeString(" selected")
OPENED = SafeString(" open")


@dataclass
class Asking:
    """How one question stands: what has been answered, what goes around it."""

    # The answer as a form gives it (see `form_values`): field name → values.
    given: dict[str, list[str]] = field(default_factory=dict)
    hidden: str = ""
    feedback: str = ""
    method: str = "post"
    # In a test the whole sheet is handed in at once.
    has_button: bool = True
    # "I don't know yet", offered by the pre-test.
    offers_dont_know: bool = False

    def checked(self, name: str, value: str) -> str:
        return CHECKED if value in self.given.get(name, ()) else ""

    def selected(self, name: str, value: str) -> str:
        return SELECTED if value in self.given.get(name, ()) else ""

    def typed(self, name: str, at_first: str = "") -> str:
        """What was typed; `at_first` (a number) before anything was sent."""
        if name not in self.given:
            return at_first
        return next(iter(self.given[name]), "")

    def opened(self, name: str) -> str:
        """For <details>: open where something inside was given."""
        return OPENED if any(self.given.get(name, ())) else ""

    def place(self, name: str, otherwise: str = "") -> str:
        """Where something of one reader goes, such as her scene; `otherwise` is HTML."""
        return otherwise


class SlotAsking(Asking):
    """The same while compiling: everything about the reader is a slot."""

    def __init__(self, activity_id: str):
        super().__init__(
            hidden=slot(f"hidden {activity_id}"),
            feedback=slot(f"feedback {activity_id}"),
            method=slot("method"),
        )

    def checked(self, name: str, value: str) -> str:
        return slot(f"checked {name}={value}")

    def selected(self, name: str, value: str) -> str:
        return slot(f"selected {name}={value}")

    def typed(self, name: str, at_first: str = "") -> str:
        return slot(f"typed {name}", at_first)

    def opened(self, name: str) -> str:
        return slot(f"opened {name}")

    def place(self, name: str, otherwise: str = "") -> str:
        return slot(name, otherwise)


def question_markup(activity: Activity, words: dict, asking: Asking) -> SafeString:
    """The HTML of one activity; `words` are its block text (see CONTRIBUTING)."""
    asked = render_to_string(
        f"learning/reading/ask_{_shape(activity)}.html",
        {
            "activity": activity,
            "words": words,
            "asking": asking,
            "rows": _rows(activity, words, asking),
            "knows_not": asking.checked(activity.id, "dont_know")
            if asking.offers_dont_know
            else "",
        },
    )
    if not words.get("voided"):
        return asked
    return format_html('<p class="notice">{}</p>{}', words["voided"], asked)


def _shape(activity: Activity) -> str:
    if isinstance(activity, Ordering | Matching):
        return "rows"
    if isinstance(activity, Numeric):
        return "number"
    if isinstance(activity, Reflection | Task) or activity.kind in BY_KIND:
        return activity.kind
    return "choices"


def _rows(activity: Activity, words: dict, asking: Asking) -> Any:
    """What there is to choose from, in the order shown."""
    if activity.kind in BY_KIND:
        return BY_KIND[activity.kind].rows(activity, words, asking)
    if isinstance(activity, Ordering):
        order = shown_order(activity, seed=activity.id)
        places = [str(place) for place in range(1, len(order) + 1)]
        return [
            _row(
                activity,
                item,
                words["items"][item],
                asking,
                zip(places, places, strict=True),
            )
            for item in order
        ]
    if isinstance(activity, Matching):
        order = shown_order(activity, seed=activity.id)
        rights = [(right, words["right"][right]) for right in order]
        return [
            _row(activity, pair.left, words["left"][pair.left], asking, rights)
            for pair in activity.pairs
        ]
    if isinstance(activity, Numeric | Reflection | Task):
        return [{"typed": asking.typed(activity.id)}]
    ids = getattr(activity, "choice_ids", None) or ("true", "false")
    return [
        {
            "value": each,
            "text": words["choices"][each]["text"],
            "checked": asking.checked(activity.id, each),
            "type": "checkbox" if isinstance(activity, Multiple) else "radio",
        }
        for each in ids
    ]


def _row(activity, row_id, text, asking, options) -> dict[str, Any]:
    name = f"{activity.id}.{row_id}"
    return {
        "name": name,
        "text": text,
        "options": [
            (value, label, asking.selected(name, value)) for value, label in options
        ],
    }


def raw_answer(activity: Activity, data: Mapping) -> Any:
    """The answer in a submitted form, as `parse_answer` wants it.

    `data` is a QueryDict. Raises AnswerError("duplicate") where two items of an
    ordering were given the same place, and "empty" where nothing was answered.
    """
    if "dont_know" in data.getlist(activity.id):
        return "dont_know"
    if activity.kind in BY_KIND:
        return BY_KIND[activity.kind].raw_answer(activity, data)
    if isinstance(activity, Numeric):
        return data.get(activity.id, "")
    if isinstance(activity, Ordering):
        places = {
            item: data.get(f"{activity.id}.{item}", "") for item in activity.items
        }
        if not all(places.values()):
            raise AnswerError("missing" if any(places.values()) else "empty")
        wanted = {str(place) for place in range(1, len(places) + 1)}
        if set(places.values()) != wanted:
            raise AnswerError("duplicate")
        return sorted(places, key=lambda item: int(places[item]))
    if isinstance(activity, Matching):
        pairs = {
            pair.left: data.get(f"{activity.id}.{pair.left}", "")
            for pair in activity.pairs
        }
        if not all(pairs.values()):
            raise AnswerError("missing" if any(pairs.values()) else "empty")
        return pairs
    return data.getlist(activity.id)


def form_values(activity: Activity, answer: Any) -> dict[str, list[str]]:
    """The reverse: a stored answer as the fields of its form."""
    if answer == "dont_know":
        return {activity.id: ["dont_know"]}
    if activity.kind in BY_KIND:
        return BY_KIND[activity.kind].form_values(activity, answer)
    if isinstance(activity, Ordering):
        return {
            f"{activity.id}.{item}": [str(place)]
            for place, item in enumerate(answer, start=1)
        }
    if isinstance(activity, Matching):
        return {f"{activity.id}.{left}": [right] for left, right in answer.items()}
    return {activity.id: [answer] if isinstance(answer, str) else list(answer)}


def field_names(activity: Activity) -> list[str]:
    """The names of the fields of this activity's form; its id, for "I don't know"."""
    rows = []
    if activity.kind in BY_KIND:
        rows = BY_KIND[activity.kind].row_names(activity)
    if isinstance(activity, Ordering):
        rows = [f"{activity.id}.{item}" for item in activity.items]
    if isinstance(activity, Matching):
        rows = [f"{activity.id}.{pair.left}" for pair in activity.pairs]
    return [*rows, activity.id]


def state_slots(
    activity: Activity, words: dict, fields: dict[str, list[str]]
) -> dict[str, str]:
    """The slots that show how far she has come, for kinds that have such."""
    own = BY_KIND.get(activity.kind)
    return (
        own.state_slots(activity, words, fields) if hasattr(own, "state_slots") else {}
    )


def is_under_way(activity: Activity, problem: str) -> bool:
    """Whether what was sent is no answer yet, and nothing is wrong with that."""
    own = BY_KIND.get(activity.kind)
    return hasattr(own, "state_slots") and problem in ("empty", "missing")
