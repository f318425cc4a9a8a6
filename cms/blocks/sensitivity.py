"""The levels of care as an author chooses them, and as a stream of blocks has them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.activities.sensitivity import CAREFUL, NONE, SENSITIVE, most_severe

__all__ = [
    "LEVEL_CHOICES",
    "NONE",
    "SENSITIVE",
    "LevelBlock",
    "highest_in",
    "takes_free_text",
]

LEVEL_CHOICES = [
    (NONE, _("none")),
    (CAREFUL, _("careful: may touch somebody")),
    (SENSITIVE, _("sensitive: violence, harassment, abuse")),
]


class LevelBlock(blocks.ChoiceBlock):
    """A level; a form that does not ask for it means none."""

    def value_from_datadict(self, data, files, prefix):
        return super().value_from_datadict(data, files, prefix) or NONE


def highest_in(stream, at_least: str = NONE) -> str:
    """The level of the most sensitive activity of a StreamField's value."""
    levels = [each.block.level(each.value) for each in stream if each.block.is_activity]
    return most_severe([at_least or NONE, *levels])


def takes_free_text(stream) -> bool:
    """Whether somebody could write in it what happened to her."""
    return any(each.block.is_activity and each.block.takes_free_text for each in stream)
