"""Every kind of block on paper: `form_of(kind)`; a kind nobody knows prints its prompt."""

from learning.deliveries.on_paper import (
    choosing,
    costing,
    fact,
    matching,
    numeric,
    ordering,
    plan_sheet,
    price_split,
    reading,
    risk_ranking,
    role_play,
    scenario,
    sorting,
    to_do,
)
from learning.deliveries.on_paper.base import Block, PaperForm

FORMS: dict[str, PaperForm] = {
    "single": choosing.SingleOnPaper(),
    "multiple": choosing.MultipleOnPaper(),
    "true_false": choosing.TrueFalseOnPaper(),
    "ordering": ordering.OrderingOnPaper(),
    "matching": matching.MatchingOnPaper(),
    "numeric": numeric.NumericOnPaper(),
    "reflection": to_do.ReflectionOnPaper(),
    "task": to_do.TaskOnPaper(),
    "scenario": scenario.ScenarioOnPaper(),
    "costing": costing.CostingOnPaper(),
    "price_split": price_split.PriceSplitOnPaper(),
    "sorting": sorting.SortingOnPaper(),
    "plan": plan_sheet.PlanOnPaper(),
    "risk_ranking": risk_ranking.RiskRankingOnPaper(),
    "role_play": role_play.RolePlayOnPaper(),
    "fact": fact.FactOnPaper(),
    "heading": reading.HeadingOnPaper(),
    "rich_text": reading.RichTextOnPaper(),
    "key_point": reading.KeyPointOnPaper(),
    "story": reading.StoryOnPaper(),
    "quotation": reading.QuotationOnPaper(),
    "image": reading.MediaOnPaper(),
    "audio": reading.MediaOnPaper(),
    "video": reading.MediaOnPaper(),
    "download": reading.MediaOnPaper(),
    "diagram": reading.DiagramOnPaper(),
    "trainer_note": reading.TrainerNoteOnPaper(),
}
_ANY = PaperForm()


def form_of(kind: str) -> PaperForm:
    return FORMS.get(kind, _ANY)


__all__ = ["FORMS", "Block", "PaperForm", "form_of"]
