"""The demo's files become blocks that the editor would have taken."""

import tomllib
from pathlib import Path
from uuid import UUID

import pytest

from cms.blocks.lists import LessonBody, QuizPool
from cms.blocks.source import (
    UnknownWordError,
    cleaned_stream,
    raw_stream,
    refuse_unknown,
)
from learning.activities.kinds import Activity

NAMESPACE = UUID("6f9619ff-8b86-4011-b42d-00c04fc964ff")
LESSONS = sorted(Path("fixtures/modules").glob("*/lessons/*.toml"))
MODULES = sorted(Path("fixtures/modules").glob("*/module.toml"))


def drawings(folder):
    return {path.name: path.read_text() for path in folder.glob("diagrams/*.svg")}


@pytest.mark.django_db  # a fact block looks its fact up
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_of_the_demo_is_taken_whole(path):
    source = tomllib.loads(path.read_text())
    raw = raw_stream(
        source["body"], namespace=NAMESPACE, drawings=drawings(path.parent.parent)
    )
    body = cleaned_stream(LessonBody().to_python(raw))

    assert [child.id for child in body] == [block["id"] for block in raw]
    for child in body:
        assert child.block.to_text(child.value, child.id)["kind"] == child.block_type
        if child.block.is_activity:
            spec = child.block.to_spec(child.value, child.id)
            assert Activity.from_json(spec).to_json() == spec


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.parent.stem)
def test_the_tests_of_a_module_are_taken_whole(path):
    source = tomllib.loads(path.read_text())
    for part in ("pretest", "pool"):
        raw = raw_stream(source[part], namespace=NAMESPACE, drawings={})
        questions = cleaned_stream(QuizPool().to_python(raw))
        assert len(questions) == len(source[part])


def test_loading_again_changes_no_identity():
    entry = {
        "type": "single",
        "id": "q",
        "prompt": "?",
        "choices": [{"id": "a", "text": "A", "right": True, "feedback": ""}],
    }
    first = raw_stream([entry], namespace=NAMESPACE, drawings={})
    entry["prompt"] = "Really?"
    again = raw_stream([entry], namespace=NAMESPACE, drawings={})
    assert again[0]["id"] == first[0]["id"]
    assert again[0]["value"]["choices"] == first[0]["value"]["choices"]


# As authors write them in a module's files.
PRACTICE = """
[[body]]
type = "scenario"
id = "buyer-call"
prompt = "You call the buyer."
required = true
variables = [
  { id = "trust", name = "Trust", start = 4, good_from = 6, good = "Good.", poor = "Poor." },
]
scenes = [
  { id = "hello", text = "Yes?", options = [
    { id = "ask", text = "I ask.", to = "end", effects = "trust +1", why = "Polite." },
    { id = "threat", text = "I threaten.", to = "end", effects = "trust -2", why = "Rude." },
  ] },
  { id = "end", text = "He puts the phone down." },
]
feedback = "Ask first."

[[body]]
type = "sorting"
id = "sort-cases"
prompt = "Cause, or linked?"
bins = [ { id = "cause", text = "Cause" }, { id = "linked", text = "Linked" } ]
cards = [
  { id = "c1", text = "It locks the doors.", bin = "cause", why = "It does it itself." },
  { id = "c2", text = "Its supplier does.", bin = "linked", why = "By its business." },
  { id = "c3", text = "It takes passports.", bin = "cause", why = "It does it itself." },
]
feedback = "Who does it?"

[[body]]
type = "role_play"
id = "palm-mill"
title = "Palm Mill Rounds"
setting = "<p>The mill stands still.</p>"
minutes = 60
roles = [
  { id = "lead", name = "Union lead", people = 2, sheet = "You want 6 %." },
  { id = "boss", name = "Manager", people = 1, sheet = "You can give 5 %." },
]
rounds = "<ol><li>Talk</li></ol>"
debrief = "<p>What moved?</p>"
"""


def practice() -> list[dict]:
    return tomllib.loads(PRACTICE)["body"]


def test_practice_is_written_flat_and_taken_whole():
    refuse_unknown(practice(), LessonBody())
    raw = raw_stream(practice(), namespace=NAMESPACE, drawings={})
    scenario, sorting, role_play = cleaned_stream(LessonBody().to_python(raw))

    spec = scenario.block.to_spec(scenario.value, scenario.id)
    assert Activity.from_json(spec).to_json() == spec
    assert [scene["id"] for scene in spec["scenes"]] == ["hello", "end"]
    assert spec["scenes"][0]["options"][1]["effects"] == {"trust": -2}
    spec = sorting.block.to_spec(sorting.value, sorting.id)
    assert [spec["bins"].index(card["bin"]) for card in spec["cards"]] == [0, 0, 1]
    assert [role["name"] for role in role_play.value["roles"]] == [
        "Union lead",
        "Manager",
    ]


def test_a_card_may_move_to_another_bin_and_stays_itself():
    def ids(entries):
        [raw] = raw_stream(entries, namespace=NAMESPACE, drawings={})
        bins = raw["value"]["bins"]
        return {
            card["value"]["text"]: card["id"]
            for each in bins
            for card in each["value"]["cards"]
        }

    before, after = practice()[1], practice()[1]
    after["cards"][0]["bin"] = "linked"
    assert ids([before]) == ids([after])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda body: body[1].update(kards=[]), "“sorting” has no field “kards”"),
        (lambda body: body[1]["cards"][0].update(wyh="?"), "no field “wyh”"),
        (lambda body: body[1]["cards"][0].update(bin="bag"), "“bag”, which is no bin"),
        (
            lambda body: body[0]["scenes"][0]["options"][0].update(wyh="?"),
            "“scenario.scenes.options” has no field “wyh”",
        ),
        (lambda body: body[0].update(scenes=["hello"]), "wants tables"),
        (lambda body: body[2]["roles"][0].update(secret="?"), "no field “secret”"),
    ],
)
def test_a_slip_of_the_pen_in_practice_is_named(change, said):
    body = practice()
    change(body)

    def load():
        refuse_unknown(body, LessonBody())
        return raw_stream(body, namespace=NAMESPACE, drawings={})

    with pytest.raises(UnknownWordError, match=said):
        load()


FORMULAS = tomllib.loads("""
[[body]]
type = "costing"
id = "package"
prompt = "What does it cost?"
inputs = [
  { id = "workers", name = "Workers", value = "180", unit = "", fixed = true },
  { id = "rise", name = "Wage rise", value = "6", unit = "%", fixed = false },
]
formula = "workers * rise"
result = "Cost in one month"
unit = "francs"
goal_min = ""
goal_max = "1300000"
feedback = "Why"

[[body]]
type = "price_split"
id = "t-shirt"
prompt = "Who gets what?"
total = "29"
unit = "€"
tolerance = "5"
parts = [{ id = "worker", text = "Who sews", amount = "0.18" }, { id = "rest", text = "All others", amount = "28.82" }]
source = "A study"
feedback = ""

[[body]]
type = "plan"
id = "mandate"
title = "Mandate sheet"
intro = "For the table"
rows = [{ id = "must", text = "We must", hint = "or no deal", lines = 3 }, { id = "can", text = "We can", hint = "", lines = 1 }]
checks = []

[[body]]
type = "risk_ranking"
id = "salient"
prompt = "Which first?"
sectors = [{ id = "textile", text = "Textiles" }]
risks = [{ id = "a", text = "A", hint = "" }, { id = "b", text = "B", hint = "H" }, { id = "c", text = "C", hint = "" }]
feedback = ""
""")["body"]


def test_numbers_plans_and_risks_are_taken_as_they_are_written():
    refuse_unknown(FORMULAS, LessonBody())
    raw = raw_stream(FORMULAS, namespace=NAMESPACE, drawings={})
    body = cleaned_stream(LessonBody().to_python(raw))
    specs = [child.block.to_spec(child.value, child.id) for child in body]
    assert [each["kind"] for each in specs] == [each["type"] for each in FORMULAS]
    assert [each["id"] for each in specs[0]["inputs"]] == ["workers", "rise"]
    assert specs[1]["parts"][0]["id"] == raw[1]["value"]["parts"][0]["id"]
    for spec in specs:
        assert Activity.from_json(spec).to_json() == spec


def test_a_field_that_there_is_not_is_a_slip_of_the_pen():
    with pytest.raises(UnknownWordError, match="has no field “colour”"):
        refuse_unknown([FORMULAS[0] | {"colour": "red"}], LessonBody())
