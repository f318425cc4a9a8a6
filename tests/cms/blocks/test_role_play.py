import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.role_play import RolePlayBlock
from cms.compiling import compiled_lesson

BLOCK = RolePlayBlock()


def sound(**changed) -> dict:
    return {
        "title": "Palm Mill Rounds",
        "setting": "<p>The mill stands still.</p><script>alert(1)</script>",
        "minutes": 60,
        "roles": [
            {"name": "Union lead", "people": 3, "sheet": "You can go down to 4 %."},
            {"name": "Manager", "people": 1, "sheet": "Head office allows 6 %."},
        ],
        "rounds": "<ol><li>Prepare</li></ol>",
        "debrief": "<p>Who moved first?</p>",
        **changed,
    }


def test_sheets_and_debrief_are_words_but_no_page_shows_them(lesson):
    lesson.body = [("role_play", BLOCK.to_python(sound()))]
    lesson.save_revision().publish()
    lesson.refresh_from_db()
    [block] = lesson.body

    compiled = compiled_lesson(lesson, is_source=True)

    for shown in (
        "Palm Mill Rounds",
        "stands still",
        "Union lead × 3",
        "Prepare",
        "60",
    ):
        assert shown in compiled.html
    assert "Your trainer gives you your sheet." in compiled.html
    for hidden in ("go down to", "Head office", "Who moved first", "<script"):
        assert hidden not in compiled.html
    words = compiled.text["blocks"][block.id]
    assert [role["sheet"] for role in words["roles"]] == [
        "You can go down to 4 %.",
        "Head office allows 6 %.",
    ]
    assert words["roles"][0]["id"] == block.value["roles"].bound_blocks[0].id
    assert "Who moved first?" in words["debrief"]
    assert "<script" not in words["setting"]
    assert compiled.spec["activities"] == []


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        (sound()["roles"][:1], "at least two"),
        ([sound()["roles"][0]] * 2, "same as number 1"),
    ],
)
def test_a_play_needs_roles_that_differ(roles, message):
    with pytest.raises(ValidationError) as refused:
        BLOCK.clean(BLOCK.to_python(sound(roles=roles)))
    assert message in json.dumps(refused.value.as_json_data())
