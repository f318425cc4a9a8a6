"""What translators are asked: words, and never keys, numbers or drawings."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.blocks.media import PREVIEW_DRAWING
from cms.blocks.source import raw_stream


@pytest.fixture
def french(lesson):
    return Locale.objects.get_or_create(language_code="fr")[0]


ENTRIES = [
    {
        "type": "diagram",
        "id": "d",
        "file": "cycle.svg",
        "alt": "Two boxes",
        "caption": "",
        "labels": {"talks": "Talks", "agreement": "Deal"},
    },
    {
        "type": "numeric",
        "id": "n",
        "prompt": "How much?",
        "answer": "6.5",
        "tolerance": "0",
        "unit": "francs",
        "feedback": "",
    },
    {
        "type": "single",
        "id": "s",
        "prompt": "Which?",
        "choices": [
            {"id": "a", "text": "This", "right": True, "feedback": "Yes"},
            {"id": "b", "text": "That", "right": False, "feedback": "No"},
        ],
    },
    {
        "type": "matching",
        "id": "m",
        "prompt": "Who?",
        "pairs": [
            {"id": "a", "left": "Members", "right": "decide"},
            {"id": "b", "left": "Stewards", "right": "speak"},
        ],
        "feedback": "",
    },
    {
        "type": "scenario",
        "id": "sc",
        "prompt": "You call.",
        "variables": [
            {
                "id": "trust",
                "name": "Trust",
                "start": 4,
                "good_from": 6,
                "good": "Well done",
                "poor": "A pity",
            }
        ],
        "scenes": [
            {
                "id": "hello",
                "text": "Hello?",
                "options": [
                    {
                        "id": "a",
                        "text": "I ask",
                        "to": "bye",
                        "effects": "trust +2",
                        "why": "Kind",
                    },
                    {
                        "id": "b",
                        "text": "I shout",
                        "to": "bye",
                        "effects": "trust -2",
                        "why": "Loud",
                    },
                ],
            },
            {"id": "bye", "text": "Goodbye."},
        ],
    },
    {
        "type": "sorting",
        "id": "so",
        "prompt": "Sort!",
        "bins": [{"id": "x", "text": "Demand"}, {"id": "y", "text": "Reason"}],
        "cards": [
            {"id": "1", "text": "A bus", "bin": "x", "why": "We ask it"},
            {"id": "2", "text": "More pay", "bin": "x", "why": ""},
            {"id": "3", "text": "Rice is dear", "bin": "y", "why": ""},
        ],
    },
    {
        "type": "role_play",
        "id": "rp",
        "title": "The bus home",
        "setting": "<p>Night.</p>",
        "minutes": 45,
        "roles": [
            {"id": "s", "name": "Steward", "people": 2, "sheet": "You want a bus."},
            {"id": "m", "name": "Manager", "people": 1, "sheet": "You can pay half."},
        ],
        "rounds": "<p>Talk.</p>",
        "debrief": "<p>Look back.</p>",
    },
    {
        "type": "costing",
        "id": "c",
        "prompt": "What does it cost?",
        "inputs": [
            {"id": "wage", "name": "Wage", "value": "7", "unit": "", "fixed": False}
        ],
        "formula": "wage * 2",
        "result": "Cost",
        "unit": "",
        "goal_min": "",
        "goal_max": "99",
        "feedback": "",
    },
    {
        "type": "price_split",
        "id": "p",
        "prompt": "Who gets what?",
        "total": "3",
        "unit": "",
        "tolerance": "5",
        "parts": [
            {"id": "a", "text": "Worker", "amount": "1"},
            {"id": "b", "text": "Shop", "amount": "2"},
        ],
        "source": "A study",
        "feedback": "",
    },
    {
        "type": "plan",
        "id": "l",
        "title": "Sheet",
        "intro": "",
        "rows": [
            {"id": "a", "text": "We must", "hint": "", "lines": 2},
            {"id": "b", "text": "We may", "hint": "Hint", "lines": 2},
        ],
        "checks": [{"id": "v", "text": "Voted"}],
    },
    {
        "type": "risk_ranking",
        "id": "r",
        "prompt": "Which first?",
        "sectors": [{"id": "t", "text": "Textiles"}],
        "risks": [
            {"id": "a", "text": "Debt", "hint": ""},
            {"id": "b", "text": "Heat", "hint": ""},
            {"id": "c", "text": "Pay", "hint": ""},
        ],
        "feedback": "",
    },
]


def test_a_translation_keeps_ids_and_asks_for_words_only(lesson, french):
    lesson.body = raw_stream(
        ENTRIES,
        namespace=lesson.translation_key,
        drawings={"cycle.svg": PREVIEW_DRAWING},
    )
    lesson.save_revision().publish()
    lesson.refresh_from_db()
    source, _created = TranslationSource.get_or_create_from_instance(lesson)
    translation = Translation.objects.create(source=source, target_locale=french)

    asked = {entry.msgid for entry in translation.export_po()}
    assert asked == {
        *(lesson.title, lesson.objective, "Two boxes", "Talks", "Deal"),
        *("How much?", "francs", "Which?", "This", "Yes", "That", "No"),
        *("Who?", "Members", "decide", "Stewards", "speak"),
        *("You call.", "Trust", "Well done", "A pity", "Hello?", "Goodbye."),
        *("I ask", "Kind", "I shout", "Loud"),
        *("Sort!", "Demand", "Reason", "A bus", "We ask it", "More pay"),
        *("Rice is dear", "The bus home", "Night.", "Talk.", "Look back."),
        *("Steward", "You want a bus.", "Manager", "You can pay half."),
        *("What does it cost?", "Wage", "Cost"),
        *("Who gets what?", "Worker", "Shop", "A study"),
        *("Sheet", "We must", "We may", "Hint", "Voted"),
        *("Which first?", "Textiles", "Debt", "Heat", "Pay"),
    }

    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"FR {entry.msgid}"
    translation.import_po(po)
    translation.save_target(publish=True)

    page = lesson.get_translation(french)
    assert page.slug == lesson.slug
    for ours, theirs in zip(lesson.body, page.body, strict=True):
        assert theirs.id == ours.id
        if ours.block.is_activity:
            spec = ours.block.to_spec(ours.value, ours.id)
            assert theirs.block.to_spec(theirs.value, theirs.id) == spec
    assert page.body[0].value["svg"] == lesson.body[0].value["svg"]
    assert "FR Deal" in page.body[0].block.to_text(page.body[0].value, "x")["svg"]
