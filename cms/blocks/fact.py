"""A legal fact, shown by itself: the sentence, its day, its source."""

from datetime import date

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cms.blocks.base import LessonBlock, NeutralCharBlock
from cms.blocks.text import TEXT
from cms.facts.book import FactBook, ShownFact
from cms.facts.placeholders import FactValue
from cms.snippets.fact import KEY_PATTERN

SAMPLE = ShownFact(
    key="c190",
    value="C190 (2019)",
    statement=_("Violence and Harassment Convention, adopted by the ILO in 2019."),
    source="https://normlex.ilo.org/",
    as_of=date(2026, 11, 22),
    confidence="high",
    to_check=False,
)


class FactBlock(LessonBlock):
    kind = "fact"
    fact = NeutralCharBlock(
        label=_("Key of the fact"),
        max_length=80,
        validators=[
            RegexValidator(
                rf"\A{KEY_PATTERN}\Z",
                _("Use the key as it stands under Facts: csddd-applies."),
            )
        ],
        help_text=_(
            "As it stands under Facts. In the middle of a sentence write "
            "{fact:csddd-applies} instead: it becomes what the fact says in short."
        ),
    )

    def words(self, value):
        return {**self._shown(value).as_words(), "fact": value["fact"]}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {"fact": self._shown(value)}

    def preview_words(self, value):
        return {**SAMPLE.as_words(), "fact": SAMPLE.key}

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context=parent_context)
        return context | {"fact": SAMPLE}

    def _shown(self, value) -> ShownFact:
        """What publishing has put in; else, in a bare block, the programme's fact."""
        return value.shown or FactBook(None, "en", strict=False).shown(value["fact"])

    class Meta:
        icon = "circle-check"
        label = _("Fact")
        group = TEXT
        description = _("What a law says or a count is, with its day and its source.")
        preview_value = {"fact": "c190"}
        template = "cms/blocks/fact.html"
        value_class = FactValue
