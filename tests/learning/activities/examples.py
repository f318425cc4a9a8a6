"""Activities and lessons to try things on: one of each kind, and any at all."""

from hypothesis import strategies as st

from tests.learning.activities.vectors import FOLDER, vectors

# Every row that is about an answer; some are about what answers are made of.
VECTORS = [
    row
    for file in sorted(FOLDER.glob("*.json"))
    for row in vectors(file.stem)
    if "raw" in row
]

# What the kinds with files of their own hold beside the common fields.
COSTING = {
    "inputs": [
        {"id": "workers", "value": "180", "fixed": True},
        {"id": "wage", "value": "60000", "fixed": False},
        {"id": "rise", "value": "6", "fixed": False},
    ],
    "formula": "workers * wage * rise / 100",
    "goal_min": None,
    "goal_max": "700000",
}
PRICE_SPLIT = {
    "total": "29",
    "tolerance": "5",
    "parts": [{"id": "worker", "amount": "0.18"}, {"id": "rest", "amount": "28.82"}],
}
PLAN = {
    "rows": [{"id": "must", "lines": 3}, {"id": "can", "lines": 1}],
    "checks": ["voted"],
}
RISK_RANKING = {"sectors": ["textile", "mining"], "risks": ["forced", "child", "pay"]}


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
        "scenario": {
            "variables": [{"id": "trust", "start": 4, "good_from": 6}],
            "scenes": [
                _scene("hello", _option("ask", "end", trust=2), _option("go", "end")),
                _scene("end"),
            ],
        },
        "sorting": {
            "bins": ["b1", "b2"],
            "cards": [_card("c1", "b1"), _card("c2", "b2"), _card("c3", "b2")],
        },
        "costing": COSTING,
        "price_split": PRICE_SPLIT,
        "plan": PLAN | {"required": False},
        "risk_ranking": RISK_RANKING,
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


def _card(name: str, its_bin: str) -> dict:
    return {"id": name, "bin": its_bin}


def _option(name: str, to: str, **effects: int) -> dict:
    return {"id": name, "to": to, "effects": effects}


def _scene(name: str, *options: dict) -> dict:
    return {"id": name, "options": list(options)}


ids = st.text("abcdefgh0123456789-_", min_size=1, max_size=6)
_decimals = st.decimals(-10_000, 10_000, places=2).map(str)


@st.composite
def _scenarios(draw):
    """Up to six scenes; each leads only to later ones, and the next one is among them."""
    count = draw(st.integers(2, 6))
    names = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    points = st.integers(0, 10)
    effects = st.dictionaries(st.sampled_from(names), st.integers(-10, 10))
    scenes = []
    for here in range(count):
        ways = [here + 1, *draw(st.lists(st.integers(here + 1, count), max_size=2))]
        ways += [count]
        options = [
            _option(f"o{here}-{n}", f"s{to}") | {"effects": draw(effects)}
            for n, to in enumerate(ways)
        ]
        scenes.append(_scene(f"s{here}", *options))
    scenes.append(_scene(f"s{count}"))
    variables = [
        {"id": name, "start": draw(points), "good_from": draw(points)} for name in names
    ]
    return {"variables": variables, "scenes": scenes}


@st.composite
def _sortings(draw):
    names = draw(st.lists(ids, min_size=4, max_size=10, unique=True))
    bins = names[:2]
    cards = [_card(each, draw(st.sampled_from(bins))) for each in names[2:]]
    return {"bins": bins, "cards": cards}


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
    "scenario": _scenarios(),
    "sorting": _sortings(),
    "costing": st.sampled_from(
        [COSTING, COSTING | {"goal_max": None, "formula": "min(wage, rise) / workers"}]
    ),
    "price_split": st.lists(
        st.tuples(ids, st.integers(0, 10**6)),
        min_size=2,
        max_size=6,
        unique_by=lambda p: p[0],
    )
    .filter(lambda parts: sum(cents for _, cents in parts))
    .map(lambda parts: split_json(dict(parts))),
    "plan": st.just(PLAN | {"required": False}),
    "risk_ranking": st.lists(ids, min_size=3, max_size=8, unique=True).map(
        lambda risks: {"sectors": [], "risks": risks}
    ),
}
# Of these a test may be made: they take an answer that is right or wrong.
GRADABLE = [
    kind
    for kind in _own_fields
    if kind not in ("reflection", "task", "plan", "costing", "risk_ranking")
]
ANSWERABLE = [*GRADABLE, "costing"]


def split_json(cents: dict[str, int]) -> dict:
    """A price split out of whole cents for each part."""
    decimal = {name: f"{each // 100}.{each % 100:02}" for name, each in cents.items()}
    total = sum(cents.values())
    return {
        "total": f"{total // 100}.{total % 100:02}",
        "tolerance": "5",
        "parts": [{"id": name, "amount": each} for name, each in decimal.items()],
    }


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


_typed = st.sampled_from(["0", "6,5", "1 250", "12.50", "٣"])


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
        case "scenario":
            return draw(paths(activity))
        case "sorting":
            a_bin = st.sampled_from(activity["bins"])
            return {card["id"]: draw(a_bin) for card in activity["cards"]}
        case "costing":
            return {name: draw(_typed) for name in ("wage", "rise")}
        case "price_split":
            return {each["id"]: draw(_typed) for each in activity["parts"]}
        case "risk_ranking":
            risks = draw(
                st.lists(st.sampled_from(activity["risks"]), min_size=1, unique=True)
            )
            weights = st.lists(st.integers(1, 3), min_size=4, max_size=4)
            sectors = dict.fromkeys(
                ["sector"] if activity["sectors"] else [], "textile"
            )
            return sectors | {each: draw(weights) for each in risks}


@st.composite
def paths(draw, scenario: dict):
    """A way through a scenario, from its start to an ending."""
    scenes = {scene["id"]: scene["options"] for scene in scenario["scenes"]}
    path, options = [], scenario["scenes"][0]["options"]
    while options:
        taken = draw(st.sampled_from(options))
        path.append(taken["id"])
        options = scenes[taken["to"]]
    return path


@st.composite
def answered_activities(draw):
    """A gradable activity and a raw answer to it."""
    activity = draw(activities_json(tuple(ANSWERABLE)))
    return activity, draw(st.just("dont_know") | answers_json(activity))
