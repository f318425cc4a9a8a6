import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.sorting import SortingBlock
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"
BLOCK = SortingBlock()


def bins(**cards):
    return [
        {
            "text": name,
            "cards": [{"text": each, "why": f"Why {each}"} for each in texts.split()],
        }
        for name, texts in cards.items()
    ]


def said(raw_bins) -> str:
    with pytest.raises(ValidationError) as refused:
        BLOCK.clean(BLOCK.to_python({"prompt": "Sort.", "bins": raw_bins}))
    return json.dumps(refused.value.as_json_data(), ensure_ascii=False)


def test_cards_compile_with_the_bin_they_lie_in():
    raw = {"prompt": "Sort.", "bins": bins(Cause="a b", Linked="c", Nothing="")}
    value = BLOCK.clean(BLOCK.to_python(raw))
    spec, words = BLOCK.to_spec(value, ID), BLOCK.to_text(value, ID)

    assert Activity.from_json(spec).to_json() == spec
    assert [words["bins"][each] for each in spec["bins"]] == [
        "Cause",
        "Linked",
        "Nothing",
    ]
    assert [
        (words["cards"][each["id"]]["text"], words["bins"][each["bin"]])
        for each in spec["cards"]
    ] == [("a", "Cause"), ("b", "Cause"), ("c", "Linked")]
    assert words["cards"][spec["cards"][0]["id"]]["why"] == "Why a"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (bins(Cause="a b c"), "at least two"),
        (bins(Cause="a", Linked="b"), "There are 2 cards in all. Make it 3 to 14."),
        (bins(Cause="a b c", cause="d"), "same as number 1"),
        (bins(Cause="a b", Linked="c A"), "A card in “Cause” reads the same"),
        (bins(Cause="a b c d e f g h", Linked="i j k l m n o"), "15 cards"),
        (bins(**{f"bin {n}": f"card{n}" for n in range(8)}), "maximum"),
    ],
)
def test_what_cannot_be_sorted_is_refused(raw, message):
    assert message in said(raw)


def test_an_equal_card_is_marked_itself():
    errors = json.loads(said(bins(Cause="a b", Linked="c a")))
    lists = errors["blockErrors"]["bins"]["blockErrors"]
    assert list(lists["1"]["blockErrors"]["cards"]["blockErrors"]) == ["1"]
