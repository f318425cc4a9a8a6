"""Which blocks may stand where: in a lesson, in a test, on a standard page."""

from wagtail import blocks

from cms.blocks import media, quiz, text
from cms.blocks.costing import CostingBlock
from cms.blocks.fact import FactBlock
from cms.blocks.plan import PlanBlock
from cms.blocks.price_split import PriceSplitBlock
from cms.blocks.reflection import ReflectionBlock
from cms.blocks.risk_ranking import RiskRankingBlock
from cms.blocks.role_play import RolePlayBlock
from cms.blocks.scenario import ScenarioBlock
from cms.blocks.sorting import SortingBlock
from cms.blocks.task import TaskBlock
from cms.blocks.trainer_note import TrainerNoteBlock


class _TextAndMedia(blocks.StreamBlock):
    heading = text.HeadingBlock()
    rich_text = text.RichTextBlock()
    key_point = text.KeyPointBlock()
    story = text.StoryBlock()
    quotation = text.QuotationBlock()
    image = media.ImageBlock()
    audio = media.AudioBlock()
    video = media.VideoBlock()
    download = media.DownloadBlock()
    diagram = media.DiagramBlock()


class _Questions(blocks.StreamBlock):
    single = quiz.SingleBlock()
    multiple = quiz.MultipleBlock()
    true_false = quiz.TrueFalseBlock()
    ordering = quiz.OrderingBlock()
    matching = quiz.MatchingBlock()
    numeric = quiz.NumericBlock()
    sorting = SortingBlock()


class QuizPool(_Questions):
    """The questions of a pre-test or of a final test."""


class StandardBody(_TextAndMedia):
    """A page about something else than learning: about us, help, privacy."""


class LessonBody(_TextAndMedia, _Questions):
    """All that a lesson can hold."""

    fact = FactBlock()
    reflection = ReflectionBlock()
    task = TaskBlock()
    trainer_note = TrainerNoteBlock()
    scenario = ScenarioBlock()
    role_play = RolePlayBlock()
    costing = CostingBlock()
    price_split = PriceSplitBlock()
    plan = PlanBlock()
    risk_ranking = RiskRankingBlock()
