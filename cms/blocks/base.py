"""What all lesson blocks share: a kind, their words, and refusing bad content.

A block says two things at publishing: `to_text`, its words in the page's language, and,
if it is an activity, `to_spec`, what is asked and what is right, without any words. Both
keep the ids that Wagtail gave the block and its choices, in every language the same.
Activate the page's language before calling `to_text` or `render`.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.sensitivity import LEVEL_CHOICES, NONE, LevelBlock
from learning.activities.kinds import Activity
from learning.reading.asking import Asking, question_markup

RICH_TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class LessonBlock(blocks.StructBlock):
    """A block of a lesson; subclasses give `kind`, `words` and perhaps `check_value`."""

    kind: str
    is_activity = False

    def to_text(self, value, block_id) -> dict:
        """Return the words of this block as JSON, in the page's language."""
        return {"kind": self.kind, **self.words(value)}

    def words(self, value) -> dict:
        """Return what `to_text` holds beside the kind."""
        return {}

    def check_value(self, value) -> None:
        """Raise ValidationError for content that contradicts itself."""

    def check_complete(self, value) -> None:
        """Raise ValidationError for what is missing; a draft may still miss it."""

    def clean(self, value):
        cleaned = super().clean(value)
        self.check_value(cleaned)
        if not self.is_deferred_validation:
            self.check_complete(cleaned)
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["words"] = self.to_text(value, None)
        return context

    def preview_words(self, value) -> dict:
        """Return the words shown in the block picker."""
        return self.to_text(value, None)

    def get_preview_context(self, value, parent_context=None):
        return {
            **(parent_context or {}),
            "template": getattr(self.meta, "template", None),
            "words": self.preview_words(value),
        }

    class Meta:
        preview_template = "cms/blocks/preview.html"


class ActivityBlock(LessonBlock):
    """A block that a trainee does something with, and that leaves an event."""

    is_activity = True
    # Whether a lesson can be finished without it, unless the author says otherwise.
    is_required = True
    # Whether somebody could write in it what happened to her.
    takes_free_text = False
    sensitivity = LevelBlock(
        label=_("Care it needs"),
        choices=LEVEL_CHOICES,
        default=NONE,
        help_text=_("Nobody is made to do what needs care: it cannot be required."),
    )

    def get_form_layout(self):
        # What every activity has comes after what makes it this one.
        own = [name for name in self.child_blocks if name != "sensitivity"]
        return blocks.BlockGroup([*own, "sensitivity"])

    def clean(self, value):
        cleaned = super().clean(value)
        if self.level(cleaned) != NONE and self.must_be_done(cleaned):
            raise field_error(
                "required",
                gettext(
                    "This needs care, so nobody may be made to answer it. Take this tick "
                    "away."
                ),
            )
        return cleaned

    def level(self, value) -> str:
        """Return how much care it needs; see learning/activities/sensitivity.py."""
        return value.get("sensitivity") or NONE

    def must_be_done(self, value) -> bool:
        """Return whether a lesson waits for it."""
        return value.get("required", self.is_required)

    def to_spec(self, value, block_id) -> dict:
        """Return the language-neutral part: ids, what is right, weight."""
        return {
            "id": block_id,
            "kind": self.kind,
            "required": self.must_be_done(value),
            "weight": value.get("weight") or 1,
            "sensitivity": self.level(value),
            **self.asks(value),
        }

    def asks(self, value) -> dict:
        """Return what `to_spec` holds beside the common fields."""
        return {}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {"markup": self.alone(value)}

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context=parent_context)
        return context | {"markup": self.alone(value)}

    def alone(self, value) -> str:
        """Return the markup of this activity by itself, with nobody's answer in it."""
        activity = Activity.from_json(self.to_spec(value, "alone"))
        return question_markup(
            activity, self.to_text(value, "alone"), Asking(method="get")
        )

    class Meta:
        template = "cms/blocks/activity.html"


class NeutralTextBlock(blocks.TextBlock):
    """Text that is the same in every language, so nobody is asked to translate it."""

    def get_translatable_segments(self, value):
        return []


class NeutralCharBlock(blocks.CharBlock):
    """A line that is the same in every language: a key, a number."""

    def get_translatable_segments(self, value):
        return []


def normal(words) -> str:
    """Return words as a reader compares them: no matter the case or the spaces."""
    return " ".join(str(words).casefold().split())


def field_error(field: str, message) -> StructBlockValidationError:
    """An error shown at one field of a block."""
    return StructBlockValidationError(block_errors={field: ValidationError(message)})


def list_error(field: str, message) -> StructBlockValidationError:
    """An error shown above a list of a block."""
    problem = ListBlockValidationError(non_block_errors=[ValidationError(message)])
    return StructBlockValidationError(block_errors={field: problem})


def item_error(
    field: str, index: int, part: str, message
) -> StructBlockValidationError:
    """An error shown at one field of one item in a list of a block."""
    at_item = ListBlockValidationError(block_errors={index: field_error(part, message)})
    return StructBlockValidationError(block_errors={field: at_item})


def refuse_few(items, field: str) -> None:
    """Raise if a list holds fewer than two items: there would be nothing to choose."""
    if len(items) < 2:
        raise list_error(
            field, gettext("Give at least two, so that there is a choice.")
        )


def refuse_equal(items, field: str, part: str) -> None:
    """Raise, at the second one, if two items of a list read the same."""
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        words = normal(item[part])
        if words and words in seen:
            raise item_error(
                field,
                index,
                part,
                gettext("This is the same as number %(number)d. Change one of them.")
                % {"number": seen[words] + 1},
            )
        seen[words] = index
