"""What a scenario is made of: keys, effects, variables, scenes with their options.

Keys and effects are the author's own notation and the same in every language.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import NeutralCharBlock
from learning.activities.scenario import HIGH, LOW, MOST_SCENES, MOST_VARIABLES

_KEY = re.compile(r"[a-z][a-z0-9_-]{0,30}", re.ASCII)
# The shortest key that leaves a sign and a number: so "good-will -1" is one effect.
_EFFECT = re.compile(r"([a-z][a-z0-9_-]*?)\s*([+−–-])\s*([0-9]{1,2})", re.ASCII)


class KeyBlock(NeutralCharBlock):
    """A short name that only authors see, by which one thing points at another."""

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned and not _KEY.fullmatch(cleaned):
            raise ValidationError(
                gettext(
                    "Write a short key: a small letter first, then small letters, "
                    "digits, “-” or “_”, such as “hello” or “no-time”."
                )
            )
        return cleaned


class EffectsBlock(NeutralCharBlock):
    """What an option moves, such as `trust +1, time -1`."""

    def clean(self, value):
        cleaned = super().clean(value)
        read_effects(cleaned or "")
        return cleaned


def read_effects(text: str) -> dict[str, int]:
    """Return how much each variable moves; raise ValidationError in an author's words."""
    effects: dict[str, int] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        found = _EFFECT.fullmatch(part)
        if found is None:
            raise ValidationError(
                gettext(
                    "“%(part)s” can’t be read. Write the key of a variable and how far "
                    "it moves, such as “trust +1, time -1”."
                )
                % {"part": part}
            )
        key, sign, digits = found.groups()
        if not 1 <= int(digits) <= HIGH:
            raise ValidationError(
                gettext("“%(part)s”: something moves by 1 to %(most)d.")
                % {"part": part, "most": HIGH}
            )
        if key in effects:
            raise ValidationError(
                gettext("“%(key)s” comes twice. Say it once, with the sum.")
                % {"key": key}
            )
        effects[key] = int(digits) if sign == "+" else -int(digits)
    return effects


class VariableItem(blocks.StructBlock):
    key = KeyBlock(
        label=_("Key"), max_length=31, help_text=_("Used in effects, such as “trust”.")
    )
    name = blocks.CharBlock(label=_("What it is called"), max_length=60)
    start = blocks.IntegerBlock(
        label=_("At the start, 0 to 10"), default=5, min_value=LOW, max_value=HIGH
    )
    good_from = blocks.IntegerBlock(
        label=_("Ended well from"), default=6, min_value=LOW + 1, max_value=HIGH
    )
    good = blocks.TextBlock(
        label=_("What we say if it ended well"), max_length=400, rows=2
    )
    poor = blocks.TextBlock(label=_("What we say if not"), max_length=400, rows=2)

    class Meta:
        label = _("Variable")
        icon = "sliders"


class OptionItem(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What I say or do"), max_length=300, rows=2)
    to = NeutralCharBlock(
        label=_("Leads to"), max_length=31, help_text=_("The key of a scene.")
    )
    effects = EffectsBlock(
        label=_("Moves"),
        required=False,
        default="",
        max_length=160,
        help_text=_("Such as “trust +1, time -1”. May be empty."),
    )
    why = blocks.TextBlock(
        label=_("Why"),
        max_length=500,
        rows=2,
        help_text=_("Said in the debrief: why this moved things."),
    )

    class Meta:
        label = _("Option")
        icon = "arrow-right"


class SceneItem(blocks.StructBlock):
    key = KeyBlock(
        label=_("Key"), max_length=31, help_text=_("Options lead here by this key.")
    )
    text = blocks.TextBlock(
        label=_("What the other side says or does"), max_length=800, rows=3
    )
    options = blocks.ListBlock(
        OptionItem(),
        label=_("Options"),
        default=[],
        max_num=6,
        help_text=_("At least two. None at all makes it an ending."),
    )

    class Meta:
        label = _("Scene")
        icon = "comment"


def variables_block():
    return blocks.ListBlock(
        VariableItem(),
        label=_("What can move"),
        max_num=MOST_VARIABLES,
        help_text=_("One to four things the talk is about: trust, mandate, time."),
    )


def scenes_block():
    return blocks.ListBlock(
        SceneItem(),
        label=_("Scenes"),
        max_num=MOST_SCENES,
        help_text=_("The first one is where everybody begins."),
    )
