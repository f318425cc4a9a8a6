"""What is only read: headings, text, key points, stories, quotations, media, diagrams."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.deliveries import rich_text, sheet
from learning.deliveries.drawing import black_and_white
from learning.deliveries.on_paper.base import PaperForm


class ReadOnPaper(PaperForm):
    part = "key_points"
    is_numbered = False
    by_hand = gettext_lazy(
        "Say it in your own words, in five sentences. Draw the diagram large, on the "
        "board or on the ground. Ask for an example from their work."
    )
    on_phones = by_hand

    def sheet(self, block):
        return sheet.paragraphs(block.said("text"))

    def answer(self, block):
        return []

    def spoken(self, block):
        return block.said("text").splitlines()


class HeadingOnPaper(ReadOnPaper):
    def sheet(self, block):
        return [sheet.heading(block.said("text"), 2)] if block.said("text") else []


class RichTextOnPaper(ReadOnPaper):
    def sheet(self, block):
        return rich_text.pieces(block.said("html"))

    def spoken(self, block):
        return rich_text.sentences(block.said("html"))


class KeyPointOnPaper(ReadOnPaper):
    def sheet(self, block):
        return [sheet.frame("", [sheet.words(block.said("text"), "strong")])]


class StoryOnPaper(ReadOnPaper):
    part, wanted, least = "story", 5, 3
    by_hand = gettext_lazy(
        "Read the story aloud, or let two people play it. Ask: what would you have done?"
    )
    on_phones = by_hand

    def truth(self, block) -> str:
        if block.said("truth") == "true":
            return _("True story")
        return _("Made up for teaching")

    def sheet(self, block):
        inside = rich_text.pieces(block.said("html"))
        if block.said("source"):
            source = _("Source: %(source)s") % {"source": block.said("source")}
            inside.append(sheet.words(source, "small"))
        return [sheet.frame(block.said("title"), inside, self.truth(block))]

    def spoken(self, block):
        return [
            f"{block.said('title')}.",
            f"{self.truth(block)}.",
            *rich_text.sentences(block.said("html")),
        ]


class QuotationOnPaper(ReadOnPaper):
    def sheet(self, block):
        who = ", ".join(filter(None, (block.said("who"), block.said("source"))))
        said = sheet.paragraphs(block.said("text"), "large")
        return [sheet.together([*said, sheet.words(f"— {who}", "small")])]

    def spoken(self, block):
        return [f"{block.said('who')}:", block.said("text")]


class MediaOnPaper(ReadOnPaper):
    """A picture, a recording, a film, a file: its words, since paper has no more."""

    part = ""

    def sheet(self, block):
        said = [block.said("title") or block.said("alt"), block.said("transcript")]
        inside = [piece for text in said for piece in sheet.paragraphs(text)]
        return [sheet.frame("", inside)] if inside else []

    def spoken(self, block):
        said = block.said("transcript") or block.said("alt") or block.said("title")
        return said.splitlines()


class DiagramOnPaper(ReadOnPaper):
    def sheet(self, block):
        drawing = black_and_white(block.said("svg"))
        if drawing is None:
            return sheet.paragraphs(block.said("alt"))
        return [sheet.figure(drawing, block.said("alt"), block.said("caption"))]

    def spoken(self, block):
        return [_("A drawing."), block.said("alt")]


class TrainerNoteOnPaper(ReadOnPaper):
    """For trainers alone: nothing of it stands in a booklet or is read aloud."""

    part = "group_work"

    def sheet(self, block):
        return []

    def spoken(self, block):
        return []
