"""Words to read: heading, rich text, key point, story, quotation."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import RICH_TEXT_FEATURES, LessonBlock, field_error
from cms.blocks.safe_html import safe_html

TEXT = _("Text")


class HeadingBlock(LessonBlock):
    kind = "heading"
    text = blocks.CharBlock(label=_("Heading"), max_length=120)

    def words(self, value):
        return {"text": value["text"]}

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        description = _("A short line above a part of the lesson.")
        preview_value = {"text": _("Three strengths of talking")}
        template = "cms/blocks/heading.html"


class RichTextBlock(LessonBlock):
    kind = "rich_text"
    html = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    def words(self, value):
        return {"html": safe_html(value["html"].source)}

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        description = _("A few short sentences; lists if there are steps.")
        preview_value = {
            "html": "<p>Both sides act in <b>good faith</b>: they meet, they give facts "
            "and they keep their word.</p>"
        }
        template = "cms/blocks/rich_text.html"


class KeyPointBlock(LessonBlock):
    kind = "key_point"
    text = blocks.TextBlock(label=_("Key point"), max_length=400, rows=2)

    def words(self, value):
        return {"text": value["text"]}

    class Meta:
        icon = "pick"
        label = _("Key point")
        group = TEXT
        description = _("The one sentence to remember.")
        preview_value = {"text": _("No mandate, no talks: ask the members first.")}
        template = "cms/blocks/key_point.html"


class StoryBlock(LessonBlock):
    kind = "story"
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    html = blocks.RichTextBlock(label=_("Story"), features=RICH_TEXT_FEATURES)
    truth = blocks.ChoiceBlock(
        label=_("Is it true?"),
        choices=[("true", _("True story")), ("made_up", _("Made up for teaching"))],
        help_text=_("The reader sees this above the story."),
    )
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        default="",
        max_length=400,
        help_text=_("Who told it, where and when. A true story needs one."),
    )

    def words(self, value):
        return {
            "title": value["title"],
            "html": safe_html(value["html"].source),
            "truth": value["truth"],
            "source": value["source"],
        }

    def check_complete(self, value):
        if value["truth"] == "true" and not value["source"].strip():
            raise field_error(
                "source",
                gettext("You say that this story is true. Say who told it, and when."),
            )

    class Meta:
        icon = "group"
        label = _("Story")
        group = TEXT
        description = _("What happened to somebody at work, true or made up.")
        preview_value = {
            "title": _("The bus that came late"),
            "html": "<p>Every morning the bus came late, and every morning the company "
            "took off half an hour. Thirty workers wrote down the times for one week."
            "</p>",
            "truth": "made_up",
            "source": "",
        }
        template = "cms/blocks/story.html"


class QuotationBlock(LessonBlock):
    kind = "quotation"
    text = blocks.TextBlock(label=_("What was said"), max_length=600, rows=3)
    who = blocks.CharBlock(
        label=_("Who said it"),
        max_length=160,
        help_text=_("A role, unless the person agreed to be named in public."),
    )
    source = blocks.CharBlock(
        label=_("Source"), required=False, default="", max_length=400
    )

    def words(self, value):
        return {name: value[name] for name in ("text", "who", "source")}

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = TEXT
        description = _("Words of a person or of a law, with where they come from.")
        preview_value = {
            "text": _("Nobody listens to one worker. Everybody listens to ninety."),
            "who": _("Shop steward, garment factory"),
            "source": "",
        }
        template = "cms/blocks/quotation.html"
