"""Each kind on paper: what is asked, what stands among the answers, what it needs."""

import pytest
from django.utils import translation

from learning.deliveries.on_paper import FORMS, form_of
from learning.deliveries.on_paper.base import PaperForm
from tests.learning.deliveries.samples import block, blocks, new_kinds

BY_KIND = {each.kind: each for each in blocks()}


def asked(kind) -> str:
    return str(form_of(kind).sheet(BY_KIND[kind]))


def answered(kind) -> str:
    return str(form_of(kind).answer(BY_KIND[kind]))


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_every_kind_says_how_to_do_it_without_phones(kind):
    form = FORMS[kind]
    assert str(form.by_hand)
    assert str(form.on_phones)
    assert form.least <= form.wanted


def test_a_kind_nobody_knows_prints_its_prompt():
    form = form_of("something_new")
    assert type(form) is PaperForm
    assert "The members decide" in asked("something_new")
    assert form.spoken(BY_KIND["something_new"])


def test_a_number_that_is_right_is_written_as_the_reader_writes_it():
    with translation.override("fr"):
        right, *_why = form_of("numeric").answer(BY_KIND["numeric"])
    assert "3\u202f600 USD" in str(right).replace("\\u202f", "\u202f")


def test_a_scenario_is_an_adventure_from_box_to_box():
    said = asked("scenario")
    assert "Box 1" in said
    assert said.index("'Box 1'") < said.index("'Box 2'") < said.index("'Box 3'")
    assert "Go to box 2." in said
    assert "Go to box 3." in said
    assert "WHY-1" not in said
    debrief = answered("scenario")
    assert "begin with 4" in debrief
    assert "6 or more: GOOD Less: POOR" in debrief
    assert "WHY-2 (Talks −2)" in debrief


def test_every_box_a_choice_leads_to_is_there():
    scenario = BY_KIND["scenario"]
    form = form_of("scenario")
    assert set(form.scenes(scenario)) == {"hello", "cold", "end"}
    assert next(iter(form.scenes(scenario))) == "hello"


def test_costing_shows_the_formula_in_words_and_hides_what_is_asked():
    said = asked("costing")
    assert "Talks × (Agreement ÷ 100 + 2)" in said
    assert "'180'" in said
    assert "'6'" not in said
    assert "1,300,000" in said


def test_numbers_on_paper_are_written_as_the_reader_writes_them():
    with translation.override("fr"):
        # Python writes a space that is not seen by its number.
        assert r"1\u202f300\u202f000" in asked("costing")


def test_a_price_is_divided_and_the_amounts_stand_behind():
    assert "'form': 'bar'" in asked("price_split")
    assert "0.18" not in asked("price_split")
    assert "0.18 €" in answered("price_split")
    assert "SOURCE" in answered("price_split")


def test_few_heaps_are_columns_many_are_letters():
    assert "'form': 'grid'" in asked("sorting")
    many = {f"b{n}": f"Heap {n}" for n in range(6)}
    wide = block(
        "s",
        "sorting",
        BY_KIND["sorting"].words | {"bins": many},
        bins=list(many),
        cards=[{"id": "c1", "bin": "b1"}],
    )
    pieces = form_of("sorting").sheet(wide)
    assert [p.get("mark") for p in pieces if p["form"] == "boxes"] == ["none", "blank"]


def test_a_plan_has_its_lines_and_its_list_to_tick():
    pieces = form_of("plan").sheet(BY_KIND["plan"])
    assert [p["count"] for p in pieces if p["form"] == "lines"] == [3, 2]
    assert [p["mark"] for p in pieces if p["form"] == "boxes"] == ["square"]


def test_risks_are_ranked_in_a_table():
    pieces = form_of("risk_ranking").sheet(BY_KIND["risk_ranking"])
    (table,) = (piece for piece in pieces if piece["form"] == "grid")
    assert len(table["rows"]) == 2
    assert len(table["head"]) == 6


def test_what_a_role_knows_is_on_no_sheet_for_all():
    assert "SECRET" not in asked("role_play") + answered("role_play")
    assert len(form_of("role_play").secret(BY_KIND["role_play"])) == 2


def test_true_false_is_right_as_its_spec_says():
    assert "Right: B." in answered("true_false")


def test_every_new_kind_counts_what_it_needs():
    for each in new_kinds():
        if each.kind != "fact":
            assert form_of(each.kind).materials(each, groups=5, people=22), each.kind


@pytest.mark.parametrize(
    ("words", "told"),
    [({}, True), ({"to_check": True}, True), ({"to_check": False}, False)],
)
def test_what_nobody_says_was_checked_is_to_be_checked(words, told):
    fact = block("f", "fact", {"statement": "It is so.", **words})
    assert ("To be checked" in str(form_of("fact").sheet(fact))) is told


def test_a_day_nobody_can_read_is_printed_as_it_is():
    fact = block("f", "fact", {"statement": "So.", "as_of": "spring 2026"})
    assert "As of spring 2026." in str(form_of("fact").sheet(fact))


def test_everybody_gets_half_of_a_pair():
    pairs = [{"left": f"l{n}", "right": f"r{n}"} for n in range(4)]
    matching = block("m", "matching", {"prompt": "P"}, pairs=pairs)
    for people, said in (
        (22, "24 cards, half of a pair on each: the same 8 cards 3 times"),
        (8, "8 cards, half of a pair on each"),
    ):
        assert form_of("matching").materials(matching, 4, people) == [said]
