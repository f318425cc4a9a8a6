"""Choices to tick: one right, several right, true or false."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm, chosen_letters, letters


class ChoosingOnPaper(PaperForm):
    part, wanted, least = "questions", 4, 2
    mark = "circle"
    by_hand = gettext_lazy(
        "Read the question and the choices aloud. People hold up one finger for the "
        "first, two for the second. Ask two of them why."
    )

    def ids(self, block) -> list[str]:
        return [str(choice["id"]) for choice in block.listed("choices")]

    def right(self, block) -> set[str]:
        choices = block.listed("choices")
        return {str(choice["id"]) for choice in choices if choice.get("right")}

    def text(self, block, choice: str, name: str = "text") -> str:
        return str(block.named("choices").get(choice, {}).get(name, ""))

    def hint(self) -> str:
        return _("Tick one.")

    def sheet(self, block):
        ids = self.ids(block)
        entries = zip(
            letters(len(ids)), (self.text(block, i) for i in ids), strict=True
        )
        return [
            *self.asked(block),
            sheet.words(self.hint(), "small"),
            sheet.boxes(list(entries), self.mark),
        ]

    def answer(self, block):
        ids, right = self.ids(block), self.right(block)
        named = dict(zip(ids, letters(len(ids)), strict=True))
        said = [
            sheet.words(chosen_letters([named[i] for i in ids if i in right]), "strong")
        ]
        for choice in ids:
            why = self.text(block, choice, "feedback")
            if why:
                said.append(
                    sheet.runs(
                        [{"text": f"{named[choice]}: ", "bold": True}, {"text": why}]
                    )
                )
        return said + sheet.paragraphs(block.said("feedback"))

    def spoken(self, block):
        ids = self.ids(block)
        choices = zip(letters(len(ids)), ids, strict=True)
        return [
            block.said("prompt"),
            *(f"{letter}. {self.text(block, choice)}" for letter, choice in choices),
        ]


class SingleOnPaper(ChoosingOnPaper):
    pass


class MultipleOnPaper(ChoosingOnPaper):
    mark = "square"

    def hint(self):
        return _("Tick all that are right.")


class TrueFalseOnPaper(ChoosingOnPaper):
    by_hand = gettext_lazy(
        "Read the sentence aloud. Who says true goes to one side of the room, who says "
        "false to the other. Each side says why; people may change."
    )

    def ids(self, block):
        return ["true", "false"]

    def right(self, block):
        return {"true" if block.spec.get("answer") else "false"}
