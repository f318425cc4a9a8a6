"""A lesson with a block of every kind, by hand: specs and words as publishing stores them."""

from django.utils import translation

from learning.deliveries import booklet, plan_paper
from learning.deliveries.on_paper import Block
from learning.deliveries.source import LessonSource, ModuleSource
from learning.paper.typesetting import typeset

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80" fill="none">'
    '<rect class="line card" x="8" y="20" width="120" height="40" rx="8" fill="#ffffff"'
    ' stroke="#1f2430"/><path class="leaf" d="M132 40H188" stroke="#1e6b57"'
    ' stroke-width="0.4"/><circle fill="#f0b23c" cx="160" cy="40" r="9"/>'
    '<rect class="line card" x="192" y="20" width="120" height="40" rx="8"'
    ' fill="#ffffff" stroke="#1f2430"/>'
    '<text class="label" fill="#1f2430" font-family="sans-serif" font-size="13"'
    ' text-anchor="middle" x="68" y="45" data-label="a">{one}</text>'
    '<text class="label" fill="#1f2430" font-family="sans-serif" font-size="13"'
    ' text-anchor="middle" x="252" y="45" data-label="b">{two}</text></svg>'
)

WORDS = {
    "en": ("Talks", "Agreement", "The members decide together, in their assembly."),
    "fr": ("Discussions", "Accord", "Les membres décident ensemble : 6 % de plus."),
    "ar": ("المحادثات", "الاتفاق", "يقرر الأعضاء معًا في جمعيتهم العامة: 6% أكثر."),
    "km": ("ការពិភាក្សា", "កិច្ចព្រមព្រៀង", "សមាជិកសម្រេចចិត្តរួមគ្នានៅក្នុងសន្និបាតរបស់ពួកគេ។"),
}


def block(name: str, kind: str, words: dict, **spec) -> Block:
    return Block(name, kind, {"kind": kind} | words, spec)


def blocks(language: str = "en") -> tuple[Block, ...]:
    """Every kind once, in the words of a language."""
    one, two, long = WORDS[language]
    chosen = {
        "a": {"text": one, "feedback": long},
        "b": {"text": two, "feedback": ""},
    }
    asked = {"prompt": long, "feedback": long}
    return (
        block("h", "heading", {"text": one}),
        block(
            "t",
            "rich_text",
            {"html": f"<p><b>{one}</b> {long}</p><ul><li>{two}</li></ul>"},
        ),
        block("kp", "key_point", {"text": long}),
        block(
            "st",
            "story",
            {"title": one, "html": f"<p>{long}</p>", "truth": "made_up", "source": ""},
        ),
        block("qu", "quotation", {"text": long, "who": two, "source": ""}),
        block("im", "image", {"src": "/media/x.webp", "alt": two, "caption": ""}),
        block(
            "di",
            "diagram",
            {"svg": SVG.format(one=one, two=two), "alt": long, "caption": two},
        ),
        block(
            "si",
            "single",
            asked | {"choices": chosen},
            choices=[{"id": "a", "right": True}, {"id": "b", "right": False}],
        ),
        block(
            "mu",
            "multiple",
            asked | {"choices": chosen},
            choices=[{"id": "a", "right": True}, {"id": "b", "right": True}],
        ),
        block(
            "tf",
            "true_false",
            asked
            | {
                "choices": {
                    "true": {"text": one, "feedback": long},
                    "false": {"text": two, "feedback": long},
                }
            },
            answer=False,
        ),
        block(
            "or",
            "ordering",
            asked | {"items": {"i1": one, "i2": two, "i3": long}},
            items=["i1", "i2", "i3"],
        ),
        block(
            "ma",
            "matching",
            asked | {"left": {"l1": one, "l2": two}, "right": {"r1": two, "r2": one}},
            pairs=[{"left": "l1", "right": "r1"}, {"left": "l2", "right": "r2"}],
        ),
        block("nu", "numeric", asked | {"unit": "USD"}, answer="3600", tolerance="0"),
        block("re", "reflection", {"prompt": long}),
        *new_kinds(language),
        block("ta", "task", {"text": long}),
        block(
            "tn",
            "trainer_note",
            {
                "html": f"<p><b>{one}</b> {long} NOTE</p>",
                "minutes": 45,
                "group_size": "4-6",
                "materials": two,
                "no_power": long,
            },
        ),
        block("xx", "something_new", {"prompt": long}),
    )


def new_kinds(language: str = "en") -> tuple[Block, ...]:
    one, two, long = WORDS[language]
    return (
        block(
            "sc",
            "scenario",
            {
                "prompt": long,
                "feedback": long,
                "variables": {"trust": {"name": one, "good": "GOOD", "poor": "POOR"}},
                "scenes": {
                    "hello": {"text": long},
                    "cold": {"text": two},
                    "end": {"text": one},
                },
                "options": {
                    "o1": {"text": one, "why": "WHY-1"},
                    "o2": {"text": two, "why": "WHY-2"},
                    "o3": {"text": two, "why": "WHY-3"},
                },
            },
            variables=[{"id": "trust", "start": 4, "good_from": 6}],
            scenes=[
                {
                    "id": "hello",
                    "options": [
                        {"id": "o1", "to": "end", "effects": {"trust": 1}},
                        {"id": "o2", "to": "cold", "effects": {"trust": -2}},
                    ],
                },
                {"id": "cold", "options": [{"id": "o3", "to": "end", "effects": {}}]},
                {"id": "end", "options": []},
            ],
        ),
        block(
            "co",
            "costing",
            asked_cost(one, two, long),
            inputs=[
                {"id": "workers", "value": "180", "fixed": True},
                {"id": "rise", "value": "6", "fixed": False},
            ],
            formula="workers * (rise / 100 + 2)",
            goal_min=None,
            goal_max="1300000",
        ),
        block(
            "ps",
            "price_split",
            {
                "prompt": long,
                "unit": "€",
                "parts": {"p1": one, "p2": two},
                "source": "SOURCE",
                "feedback": long,
            },
            total="29",
            tolerance="5",
            parts=[{"id": "p1", "amount": "0.18"}, {"id": "p2", "amount": "28.82"}],
        ),
        block(
            "so",
            "sorting",
            {
                "prompt": long,
                "bins": {"b1": one, "b2": two},
                "cards": {
                    "c1": {"text": one, "why": "WHY"},
                    "c2": {"text": long, "why": ""},
                    "c3": {"text": two, "why": ""},
                },
                "feedback": "",
            },
            bins=["b1", "b2"],
            cards=[
                {"id": "c1", "bin": "b1"},
                {"id": "c2", "bin": "b2"},
                {"id": "c3", "bin": "b2"},
            ],
        ),
        block(
            "pl",
            "plan",
            {
                "title": one,
                "intro": long,
                "rows": {
                    "r1": {"text": one, "hint": long},
                    "r2": {"text": two, "hint": ""},
                },
                "checks": {"k1": two},
            },
            rows=[{"id": "r1", "lines": 3}, {"id": "r2", "lines": 2}],
            checks=["k1"],
        ),
        block(
            "rr",
            "risk_ranking",
            {
                "prompt": long,
                "sectors": {"s1": one, "s2": two},
                "risks": {
                    "k1": {"text": one, "hint": two},
                    "k2": {"text": two, "hint": ""},
                },
                "feedback": long,
            },
            sectors=["s1", "s2"],
            risks=["k1", "k2"],
        ),
        block(
            "rp",
            "role_play",
            {
                "title": one,
                "setting": f"<p>{long}</p>",
                "minutes": 60,
                "roles": [
                    {
                        "id": "lead",
                        "name": one,
                        "people": 1,
                        "sheet": "SECRET-1\nsecond line",
                    },
                    {"id": "boss", "name": two, "people": 2, "sheet": "SECRET-2"},
                ],
                "rounds": f"<ol><li>{long}</li></ol>",
                "debrief": f"<p>{long}</p>",
            },
        ),
        block(
            "fa",
            "fact",
            {
                "fact": "csddd-applies",
                "key": "csddd-applies",
                "statement": long,
                "value": two,
                "as_of": "2026-11-22",
                "source": "SOURCE-F",
                "confidence": "to_check",
                "to_check": True,
            },
        ),
    )


def asked_cost(one: str, two: str, long: str) -> dict:
    return {
        "prompt": long,
        "feedback": long,
        "result": one,
        "unit": two,
        "inputs": {
            "workers": {"name": one, "unit": ""},
            "rise": {"name": two, "unit": "%"},
        },
    }


def lesson(language: str = "en", slug: str = "first", **changed) -> LessonSource:
    one, _two, long = WORDS[language]
    fields = {
        "slug": slug,
        "language": language,
        "title": one,
        "objective": long,
        "minutes": 8,
        "content_note": "",
        "blocks": blocks(language),
    }
    return LessonSource(**fields | changed)


def module(language: str = "en", *lessons: LessonSource, **changed) -> ModuleSource:
    one, two, long = WORDS[language]
    fields = {
        "key": "1",
        "slug": "talks",
        "language": language,
        "edition": 3,
        "title": one,
        "summary": long,
        "outcome": long,
        "product": two,
        "lessons": lessons or (lesson(language),),
        "digest": "0" * 64,
    }
    return ModuleSource(**fields | changed)


def booklet_here(source: ModuleSource) -> bytes:
    """The booklet set in this process: the same paper, and sooner."""
    with translation.override(source.language):
        return typeset(booklet.TEMPLATE, booklet.booklet(source))


def plan_here(source: ModuleSource, wishes) -> bytes:
    with translation.override(source.language):
        return typeset(plan_paper.TEMPLATE, plan_paper.plan_paper(source, wishes))
