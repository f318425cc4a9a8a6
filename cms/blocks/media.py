"""What is seen and heard: image, audio, video, download, diagram.

Everything has words beside it, because the phone may be silent, the connection slow or
the eyes tired. Pictures have a fixed size, so that nothing moves while they load.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.base import (
    LessonBlock,
    NeutralCharBlock,
    NeutralTextBlock,
    field_error,
    item_error,
    list_error,
    refuse_equal,
)
from cms.blocks.drawing import (
    DrawingError,
    drawing_in_words,
    label_keys,
    safe_drawing,
)

MEDIA = _("Pictures and sound")
# As wide as the measure of a lesson; a phone scales it down.
RENDITION = "width-640|format-webp|webpquality-70"

AUDIO_ENDINGS = ("mp3",)
VIDEO_ENDINGS = ("mp4", "webm")

# Grey paper with a hill and a sun, for the previews in the block picker.
PREVIEW_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 40'%3E"
    "%3Crect width='64' height='40' fill='%23e4dccd'/%3E%3Ccircle cx='48' cy='12' r='5' "
    "fill='%23f0b23c'/%3E%3Cpath d='M0 40 22 16 40 40Z' fill='%231e6b57'/%3E%3C/svg%3E"
)
PREVIEW_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80" fill="none">'
    '<rect class="line card" x="8" y="20" width="120" height="40" rx="8" fill="#fff" '
    'stroke="#1f2430"/><path class="leaf" d="M132 40H188" stroke="#1e6b57"/>'
    '<rect class="line card" x="192" y="20" width="120" height="40" rx="8" fill="#fff" '
    'stroke="#1f2430"/>'
    '<text class="label" fill="#1f2430" text-anchor="middle" x="68" y="45" '
    'data-label="talks">Talks</text>'
    '<text class="label" fill="#1f2430" text-anchor="middle" x="252" y="45" '
    'data-label="agreement">Agreement</text></svg>'
)


class ImageBlock(LessonBlock):
    kind = "image"
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=250,
        help_text=_("For who cannot see it, and while it loads. One sentence."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, default="", max_length=250
    )

    def words(self, value):
        rendition = value["image"].get_rendition(RENDITION)
        return {
            "src": rendition.url,
            "width": rendition.width,
            "height": rendition.height,
            "alt": value["alt"],
            "caption": value["caption"],
        }

    def clean(self, value):
        # Said before Wagtail's own "This field is required": the reason matters here.
        if not self.is_deferred_validation and not (value["alt"] or "").strip():
            raise field_error(
                "alt", gettext("Say in one sentence what the picture shows.")
            )
        return super().clean(value)

    def preview_words(self, value):
        words = {"src": PREVIEW_PICTURE, "width": 640, "height": 400}
        return words | {"alt": gettext("A hill in the sun"), "caption": ""}

    class Meta:
        icon = "image"
        label = _("Picture")
        group = MEDIA
        description = _("A photo or drawing, with a sentence that says what it shows.")
        preview_value = {}  # its words: preview_words
        template = "cms/blocks/image.html"


class _RecordingBlock(LessonBlock):
    """What audio and video share."""

    endings: tuple[str, ...]

    def words(self, value):
        return {
            "src": value["document"].url,
            "size": value["document"].get_file_size() or 0,
            "title": value["title"],
            "transcript": value["transcript"],
        }

    def check_value(self, value):
        document = value["document"]
        if document and document.file_extension.lower() not in self.endings:
            raise field_error(
                "document",
                gettext("This player needs a file of one of these kinds: %(kinds)s.")
                % {"kinds": ", ".join(self.endings)},
            )

    def preview_words(self, value):
        words = {"src": "", "size": 1_200_000, "title": gettext("A steward tells")}
        return words | {"transcript": gettext("We waited for the bus …")}


class AudioBlock(_RecordingBlock):
    kind = "audio"
    endings = AUDIO_ENDINGS
    document = DocumentChooserBlock(label=_("Recording (mp3)"))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    transcript = blocks.TextBlock(
        label=_("What is said, word for word"), required=False, default="", rows=4
    )

    class Meta:
        icon = "media"
        label = _("Sound")
        group = MEDIA
        description = _("A recording to listen to; it loads only when she taps it.")
        preview_value = {}  # its words: preview_words
        template = "cms/blocks/audio.html"


class VideoBlock(_RecordingBlock):
    kind = "video"
    endings = VIDEO_ENDINGS
    document = DocumentChooserBlock(label=_("Film (mp4 or webm)"))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    transcript = blocks.TextBlock(
        label=_("What is said and shown, word for word"),
        rows=4,
        help_text=_("For who cannot hear it or cannot pay for the data."),
    )

    def clean(self, value):
        if not self.is_deferred_validation and not (value["transcript"] or "").strip():
            raise field_error(
                "transcript",
                gettext("Write down what is said and shown: many cannot play a film."),
            )
        return super().clean(value)

    class Meta:
        icon = "media"
        label = _("Film")
        group = MEDIA
        description = _("A short film with its words; it loads only when she taps it.")
        preview_value = {}  # its words: preview_words
        template = "cms/blocks/video.html"


class DownloadBlock(LessonBlock):
    kind = "download"
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("What it is"), max_length=120)

    def words(self, value):
        return {
            "src": value["document"].url,
            "size": value["document"].get_file_size() or 0,
            "title": value["title"],
        }

    def preview_words(self, value):
        title = gettext("Mandate sheet, to print")
        return {"src": "", "size": 84_000, "title": title}

    class Meta:
        icon = "download"
        label = _("File to keep")
        group = MEDIA
        description = _("A form or sheet to download and print.")
        preview_value = {}  # its words: preview_words
        template = "cms/blocks/download.html"


class LabelItem(blocks.StructBlock):
    key = NeutralCharBlock(
        label=_("Place in the drawing"),
        max_length=40,
        help_text=_("The data-label of the drawing; the same in every language."),
    )
    text = blocks.CharBlock(label=_("Words"), max_length=60)

    class Meta:
        label = _("Label")
        icon = "tag"


class DiagramBlock(LessonBlock):
    kind = "diagram"
    svg = NeutralTextBlock(
        label=_("Drawing (SVG)"),
        rows=4,
        help_text=_("Words are not in the drawing: each <text> has a data-label."),
    )
    alt = blocks.TextBlock(
        label=_("What it shows"),
        max_length=600,
        rows=2,
        help_text=_("All of it in words, for who cannot see it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        default="",
        max_length=250,
        help_text=_("What to look at first."),
    )
    labels = blocks.ListBlock(LabelItem(), label=_("Words in the drawing"), default=[])

    def words(self, value):
        labels = {item["key"]: str(item["text"]) for item in value["labels"]}
        return {
            "svg": drawing_in_words(value["svg"], labels, str(value["alt"])),
            "alt": value["alt"],
            "caption": value["caption"],
            "labels": labels,
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["svg"]:
            cleaned["svg"] = safe_drawing(cleaned["svg"])
        return cleaned

    def check_value(self, value):
        try:
            keys = label_keys(value["svg"]) if value["svg"] else []
        except DrawingError as error:
            raise field_error("svg", drawing_problem(error)) from error
        refuse_equal(value["labels"], "labels", "key")
        for index, item in enumerate(value["labels"]):
            if item["key"] not in keys:
                raise item_error(
                    "labels", index, "key", gettext("The drawing has no such place.")
                )

    def check_complete(self, value):
        given = {item["key"] for item in value["labels"]}
        missing = [key for key in label_keys(value["svg"]) if key not in given]
        if missing:
            raise list_error(
                "labels",
                gettext("These places of the drawing have no words yet: %(places)s.")
                % {"places": ", ".join(missing)},
            )

    class Meta:
        icon = "resubmit"
        label = _("Diagram")
        group = MEDIA
        description = _("A line drawing whose words are translated with the lesson.")
        preview_value = {
            "svg": PREVIEW_DRAWING,
            "alt": _("Two boxes. An arrow goes from talks to agreement."),
            "caption": _("Follow the arrow."),
            "labels": [
                {"key": "talks", "text": _("Talks")},
                {"key": "agreement", "text": _("Agreement")},
            ],
        }
        template = "cms/blocks/diagram.html"


def drawing_problem(error: DrawingError) -> ValidationError:
    """What is wrong with a drawing, in an author's words."""
    messages = {
        "too_long": gettext("The drawing is too long. Simplify it in the program."),
        "too_many": gettext("The drawing has too many parts. Simplify it."),
        "too_deep": gettext("The drawing has groups within groups; ungroup some."),
        "has_dtd": gettext("Save it as “plain SVG”: it has a DOCTYPE."),
        "no_view_box": gettext("The drawing needs a viewBox, so that it can scale."),
        "not_svg": gettext(
            "This is not an SVG drawing. Open the file and copy it all."
        ),
    }
    return ValidationError(messages[error.args[0]], code=error.args[0])
