"""Risk ranking, step 2 of due diligence: what harms most comes first.

An answer is ``{"sector": id, risk id: [scale, scope, repair, likelihood]}``, each 1 to
3; the sector only where the author offers some, and at least one risk. It is her own
judgement, never right or wrong.

Severity goes before likelihood (UN Guiding Principle 24): the gravest of scale, scope
and "hard to repair" decides, then their sum, and only then how likely it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learning.activities.activity import Activity
from learning.activities.errors import AnswerError, SpecError
from learning.activities.fields import read_id, read_list, refuse_duplicates
from learning.activities.grades import NOT_JUDGED, Grade

SECTOR = "sector"
SIDES = ("scale", "scope", "repair", "likelihood")
MOST_RISKS = 12
MOST_SECTORS = 20


@dataclass(frozen=True, kw_only=True)
class RiskRanking(Activity):
    """Risks to weigh, for a sector of her choice."""

    sectors: tuple[str, ...]
    risks: tuple[str, ...]
    kind = "risk_ranking"
    own_fields = ("sectors", "risks")

    @property
    def judged(self) -> bool:
        return False

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        sectors = _read_ids(fields["sectors"], f"{where}.sectors", 0, MOST_SECTORS)
        risks = _read_ids(fields["risks"], f"{where}.risks", 3, MOST_RISKS)
        refuse_duplicates([SECTOR, *sectors, *risks], f"{where}.risks")
        return {"sectors": sectors, "risks": risks}

    def write_own(self) -> dict[str, Any]:
        return {"sectors": list(self.sectors), "risks": list(self.risks)}


def _read_ids(raw: Any, where: str, low: int, high: int) -> tuple[str, ...]:
    items = read_list(raw, where, at_least=low)
    if len(items) > high:
        raise SpecError("out_of_range", where)
    return tuple(read_id(each, f"{where}[{i}]") for i, each in enumerate(items))


def read_answer(activity: RiskRanking, raw: Any) -> dict[str, Any]:
    """Return the canonical answer: sector first, then the weighed risks in page order."""
    if not isinstance(raw, dict):
        raise AnswerError("wrong_type")
    if not raw:
        raise AnswerError("empty")
    weighed = dict(raw)
    answer: dict[str, Any] = {}
    if activity.sectors:
        if SECTOR not in weighed:
            raise AnswerError("missing")
        answer[SECTOR] = weighed.pop(SECTOR)
        if not isinstance(answer[SECTOR], str):
            raise AnswerError("wrong_type")
        if answer[SECTOR] not in activity.sectors:
            raise AnswerError("unknown")
    if not set(weighed).issubset(activity.risks):
        raise AnswerError("unknown")
    if not weighed:
        raise AnswerError("missing")
    for risk in activity.risks:
        if risk in weighed:
            answer[risk] = _read_weights(weighed[risk])
    return answer


def _read_weights(raw: Any) -> list[int]:
    if not isinstance(raw, list):
        raise AnswerError("wrong_type")
    if len(raw) < len(SIDES):
        raise AnswerError("missing")
    if len(raw) > len(SIDES):
        raise AnswerError("too_many")
    # True would pass for 1.
    if not all(type(each) is int for each in raw):
        raise AnswerError("wrong_type")
    if not all(1 <= each <= 3 for each in raw):
        raise AnswerError("unknown")
    return list(raw)


def judge(activity: RiskRanking, answer: Mapping[str, Any]) -> Grade:
    """Nobody can call her judgement right or wrong."""
    return NOT_JUDGED


@dataclass(frozen=True)
class Ranked:
    """One risk in its place; ``place`` is shared by risks that weigh the same."""

    risk: str
    place: int
    weights: tuple[int, int, int, int]
    # The sides of severity that are as high as the highest, in the order of SIDES.
    gravest: tuple[str, ...]


def ranked(activity: RiskRanking, answer: Mapping[str, Any]) -> list[Ranked]:
    """Return the weighed risks, first what to deal with first.

    Equals keep the order of the page, whatever order the answer has.
    """
    weighed = [(risk, tuple(answer[risk])) for risk in activity.risks if risk in answer]
    weighed.sort(key=lambda each: weight(each[1]), reverse=True)
    found: list[Ranked] = []
    for number, (risk, weights) in enumerate(weighed, start=1):
        is_equal = bool(found) and weight(found[-1].weights) == weight(weights)
        place = found[-1].place if is_equal else number
        severity = weights[:3]
        gravest = tuple(
            side
            for side, each in zip(SIDES, severity, strict=False)
            if each == max(severity)
        )
        found.append(Ranked(risk, place, weights, gravest))
    return found


def weight(weights: tuple[int, ...]) -> tuple[int, int, int]:
    """Return what risks are compared by, the weightiest first to be looked at."""
    scale, scope, repair, likelihood = weights
    return max(scale, scope, repair), scale + scope + repair, likelihood
