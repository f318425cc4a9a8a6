"""A branching conversation as a small adventure: "go to box 4".

The boxes lie in an order of chance, so that nobody reads on into another path; the
first is the start. What each choice moved is counted at the end, with the answers.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm, letters


class ScenarioOnPaper(PaperForm):
    wanted, least = 15, 8
    by_hand = gettext_lazy(
        "Read the first box aloud. The group votes by raised hands, then you read the "
        "box it leads to. Play it twice: what was different the second time?"
    )

    def scenes(self, block) -> dict[str, dict]:
        """The scenes by id, in the order of their boxes."""
        scenes = {str(scene["id"]): scene for scene in block.listed("scenes")}
        first, *others = scenes or [""]
        return {i: scenes[i] for i in [first, *sheet.shuffled(others, block.id)] if i}

    def sheet(self, block):
        scenes = self.scenes(block)
        numbers = {scene: place for place, scene in enumerate(scenes, start=1)}
        start = _("Begin with box 1. Choose, and go where your choice leads.")
        return [
            *self.asked(block),
            sheet.words(start, "small"),
            *(self.box(block, scene, numbers) for scene in scenes.values()),
        ]

    def box(self, block, scene, numbers):
        options = scene.get("options", [])
        text = block.named("scenes").get(scene["id"], {}).get("text", "")
        inside = sheet.paragraphs(text)
        entries = [
            (
                letter,
                _("%(choice)s Go to box %(number)s.")
                % {
                    "choice": block.named("options")
                    .get(each["id"], {})
                    .get("text", ""),
                    "number": numbers.get(str(each.get("to")), "?"),
                },
            )
            for letter, each in zip(letters(len(options)), options, strict=True)
        ]
        if entries:
            inside.append(sheet.boxes(entries, "circle"))
        else:
            end = _("The end. What your choices moved stands with the answers.")
            inside.append(sheet.words(end, "small"))
        return sheet.frame(
            _("Box %(number)d") % {"number": numbers[scene["id"]]}, inside
        )

    def answer(self, block):
        names = block.named("variables")
        said = []
        for variable in block.listed("variables"):
            told = names.get(variable["id"], {})
            count = _(
                "%(name)s: begin with %(start)s and count what your choices moved."
            )
            said.append(
                sheet.words(
                    count % {"name": told.get("name", ""), "start": variable["start"]},
                    "strong",
                )
            )
            ends = _("%(from)s or more: %(good)s Less: %(poor)s")
            said.append(
                sheet.words(
                    ends
                    % {
                        "from": variable["good_from"],
                        "good": told.get("good", ""),
                        "poor": told.get("poor", ""),
                    }
                )
            )
        said.append(sheet.items(self.debrief(block)))
        return said + sheet.paragraphs(block.said("feedback"))

    def debrief(self, block) -> list:
        names, found = block.named("variables"), []
        for number, scene in enumerate(self.scenes(block).values(), start=1):
            options = scene.get("options", [])
            for letter, each in zip(letters(len(options)), options, strict=True):
                moved = ", ".join(
                    f"{names.get(name, {}).get('name', name)} {_signed(by)}"
                    for name, by in each.get("effects", {}).items()
                )
                why = block.named("options").get(each["id"], {}).get("why", "")
                parts = [{"text": f"{number} {letter}. ", "bold": True}]
                parts.append({"text": f"{why} {moved and f'({moved})'}".strip()})
                found.append([sheet.runs(parts)])
        return found

    def spoken(self, block):
        scenes = self.scenes(block)
        numbers = {scene: place for place, scene in enumerate(scenes, start=1)}
        said = [block.said("prompt")]
        for scene in scenes.values():
            options = scene.get("options", [])
            said.append(_("Box %(number)d.") % {"number": numbers[scene["id"]]})
            said.append(str(block.named("scenes").get(scene["id"], {}).get("text", "")))
            for letter, each in zip(letters(len(options)), options, strict=True):
                text = block.named("options").get(each["id"], {}).get("text", "")
                onward = _("Go to box %(number)s.") % {
                    "number": numbers.get(str(each.get("to")), "?")
                }
                said.append(f"{letter}. {text} {onward}")
        return said

    def materials(self, block, groups, people):
        return [
            ngettext(
                "%(count)d booklet or printed sheet",
                "%(count)d booklets or printed sheets",
                groups,
            )
            % {"count": groups}
        ]


def _signed(by: int) -> str:
    return f"{by:+d}".replace("-", "−")
