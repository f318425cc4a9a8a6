"""Activities and lessons to try things on: one of each kind, and any at all."""

import json
from pathlib import Path

from hypothesis import strategies as st

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "quiz.json").read_text(encoding="utf-8")
)


def activity_json(kind: str, name: str = "q", **changed) -> dict:
    """Return a sound activity of this kind, with some fields changed."""
    own = {
        "single": {"choices": [_choice("a", True), _choice("b", False)]},
        "multiple": {"choices": [_choice("a", True), _choice("b", False)]},
        "true_false": {"answer": True},
        "ordering": {"items": ["i1", "i2", "i3"]},
        "matching": {"pairs": [_pair("l1", "r1"), _pair("l2", "r2")]},
        "numeric": {"answer": "6.5", "tolerance": "0.1"},
        "reflection": {},
        "task": {},
    }[kind]
    common = {"required": True, "weight": 1, "sensitivity": "none"}
    return {"id": name, "kind": kind} | common | own | changed


def lesson_json(*activities: dict, **changed) -> dict:
    """Return a sound lesson spec, of two activities unless others are given."""
    activities = activities or (
        activity_json("single", "q1"),
        activity_json("reflection", "q2"),
    )
    return {
        "lesson": "6a1f2f0e-6d3c-4e0a-9c57-3f9f2b6c1d11",
        "kind": "lesson",
        "sensitivity": "none",
        "minutes": 8,
        "completion": {"rule": "all_required", "required": [activities[0]["id"]]},
        "activities": list(activities),
    } | changed


def final_test_json(*pool: dict, **changed) -> dict:
    """Return a sound final test that asks its whole pool."""
    test = {"kind": "final_test", "draw": len(pool), "pass_mark": 70}
    return lesson_json(*pool, **(test | changed))


def _choice(name: str, right: bool) -> dict:
    return {"id": name, "right": right}


def _pair(left: str, right: str) -> dict:
    return {"left": left, "right": right}


ids = st.text("abcdefgh0123456789-_", min_size=1, max_size=6)
_decimals = st.decimals(-10_000, 10_000, places=2).map(str)
_own_fields = {
    "single": st.lists(ids, min_size=2, max_size=6, unique=True).map(
        lambda names: {"choices": [_choice(n, n == min(names)) for n in names]}
    ),
    "multiple": st.lists(
        st.tuples(ids, st.booleans()),
        min_size=2,
        max_size=6,
        unique_by=lambda pair: pair[0],
    )
    .filter(lambda pairs: any(right for _, right in pairs))
    .map(lambda pairs: {"choices": [_choice(*pair) for pair in pairs]}),
    "true_false": st.booleans().map(lambda answer: {"answer": answer}),
    "ordering": st.lists(ids, min_size=2, max_size=6, unique=True).map(
        lambda names: {"items": names}
    ),
    "matching": st.lists(ids, min_size=4, max_size=12, unique=True).map(
        lambda names: {
            "pairs": [
                _pair(*each) for each in zip(names[::2], names[1::2], strict=False)
            ]
        }
    ),
    "numeric": st.tuples(_decimals, st.sampled_from(["0", "0.5", "100"])).map(
        lambda pair: {"answer": pair[0], "tolerance": pair[1]}
    ),
    "reflection": st.just({}),
    "task": st.just({}),
}
GRADABLE = [kind for kind in _own_fields if kind not in ("reflection", "task")]


@st.composite
def activities_json(draw, kinds=tuple(_own_fields)):
    """Any sound activity of the given kinds, as JSON."""
    kind = draw(st.sampled_from(kinds))
    common = {"required": draw(st.booleans()), "weight": draw(st.integers(1, 10))}
    return activity_json(kind, draw(ids), **common) | draw(_own_fields[kind])


@st.composite
def lessons_json(draw, kind="lesson"):
    """Any sound lesson spec, as JSON."""
    kinds = tuple(GRADABLE) if kind == "final_test" else tuple(_own_fields)
    pool = draw(
        st.lists(
            activities_json(kinds), min_size=1, max_size=8, unique_by=lambda a: a["id"]
        )
    )
    if kind != "final_test":
        return lesson_json(*pool, kind=kind)
    return final_test_json(*pool, draw=draw(st.integers(1, len(pool))))


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def answers_json(draw, activity: dict):
    """A raw answer that can be taken, to a gradable activity."""
    match activity["kind"]:
        case "single":
            return [draw(st.sampled_from(activity["choices"]))["id"]]
        case "multiple":
            names = [choice["id"] for choice in activity["choices"]]
            return draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        case "true_false":
            return [draw(st.sampled_from(["true", "false"]))]
        case "ordering":
            return draw(st.permutations(activity["items"]))
        case "matching":
            lefts = [pair["left"] for pair in activity["pairs"]]
            rights = draw(
                st.permutations([pair["right"] for pair in activity["pairs"]])
            )
            return dict(zip(lefts, rights, strict=True))
        case "numeric":
            return draw(st.sampled_from([activity["answer"], "0", "1,250", "-3.5"]))


@st.composite
def answered_activities(draw):
    """A gradable activity and a raw answer to it."""
    activity = draw(activities_json(tuple(GRADABLE)))
    return activity, draw(st.just("dont_know") | answers_json(activity))
