"""Reading the catalogue beyond what stands on the shelf."""

from dataclasses import dataclass, field

from learning.activities.kinds import Activity
from learning.catalogue.models import Spec, Text
from learning.catalogue.voided import VoidedQuestion


@dataclass(frozen=True)
class QuestionEver:
    """A question of a lesson, in the latest version it stands in.

    `prompt` is in the language asked for, else in whichever there is. `is_current` says
    whether the latest version has it still.
    """

    id: str
    prompt: str
    is_current: bool
    voids: list[VoidedQuestion] = field(default_factory=list)


def questions_ever(lesson_key, language: str) -> list[QuestionEver]:
    """Every question of a lesson or test that was ever published and can be wrong.

    Those of the latest version first, in the order of the page; three queries.
    """
    voids: dict[str, list[VoidedQuestion]] = {}
    for each in VoidedQuestion.objects.filter(lesson=lesson_key).order_by("voided_at"):
        voids.setdefault(str(each.activity), []).append(each)
    words = _words(lesson_key, language)
    found: dict[str, QuestionEver] = {}
    specs = Spec.objects.filter(lesson=lesson_key).order_by("-version")
    for place, spec in enumerate(specs):
        for raw in spec.body["activities"]:
            key = raw["id"]
            if key not in found and Activity.from_json(raw).judged:
                found[key] = QuestionEver(
                    key, words.get(key, key), place == 0, voids.get(key, [])
                )
    return list(found.values())


def _words(lesson_key, language: str) -> dict[str, str]:
    """Activity id → what it asks; the latest words in that language before all others."""
    prompts: dict[str, str] = {}
    texts = Text.objects.filter(lesson=lesson_key).order_by("-version", "language")
    for text in sorted(texts, key=lambda each: each.language != language):
        for key, words in text.body["blocks"].items():
            prompts.setdefault(key, words.get("prompt") or words.get("title") or key)
    return prompts


def languages_of(lesson_key) -> list[str]:
    """The languages a lesson was ever published in, in the order of their codes."""
    texts = Text.objects.filter(lesson=lesson_key).order_by("language")
    return list(texts.values_list("language", flat=True).distinct())
