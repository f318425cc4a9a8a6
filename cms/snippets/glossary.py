"""The glossary: how the words of the trade are said in each language.

Shown to translators beside the lesson. A term is the programme's, for everyone, or one
union's own.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from cms.snippets.owned import Owned, OwnedQuerySet


def language_choices():
    """Choices of a field; a function, so that languages stay out of migrations."""
    return settings.LANGUAGES


class GlossaryTermQuerySet(OwnedQuerySet):
    def occurring_in(self, words: str) -> list["GlossaryTerm"]:
        """The terms that stand in a text, with their translations, longest first."""
        text = words.casefold()
        found = [
            term for term in self.prefetch_related("translations") if term.is_in(text)
        ]
        return sorted(found, key=lambda term: -len(term.source))


class GlossaryTerm(index.Indexed, Owned, ClusterableModel):
    """A word of the source language, what it means here, and how others say it."""

    source = models.CharField(_("term"), max_length=120)
    note = models.TextField(
        _("note"),
        blank=True,
        max_length=600,
        help_text=_("What it means here, and which word not to use."),
    )

    objects = GlossaryTermQuerySet.as_manager()

    panels = [
        FieldPanel("source"),
        FieldPanel("note"),
        InlinePanel("translations", label=_("Translation")),
    ]
    search_fields = [
        index.SearchField("source"),
        index.AutocompleteField("source"),
        index.SearchField("note"),
        index.FilterField("union"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["source"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "source"], name="glossary_term_once"
            ),
            # NULL is distinct from NULL in a unique index, so it has its own.
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(union__isnull=True),
                name="glossary_term_once_in_programme",
            ),
        ]

    class Privacy:
        kept = ("id", "union", "source", "note")

    def __str__(self):
        return self.source

    def is_in(self, casefolded_text: str) -> bool:
        """Whether the term stands in a text, as a word's beginning: mandate, mandates."""
        at = casefolded_text.find(self.source.casefold())
        while at > 0 and casefolded_text[at - 1].isalnum():
            at = casefolded_text.find(self.source.casefold(), at + 1)
        return at >= 0

    def said_in(self, language: str) -> str:
        """How it is said in a language; empty if nobody has written it yet."""
        for translation in self.translations.all():
            if translation.language == language:
                return translation.words
        return ""


class GlossaryTranslation(models.Model):
    """One term in one language."""

    term = ParentalKey(
        GlossaryTerm, on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    words = models.CharField(_("translation"), max_length=160)

    panels = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("translation of a term")
        verbose_name_plural = _("translations of a term")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"], name="glossary_translation_once"
            )
        ]

    class Privacy:
        kept = ("id", "term", "language", "words")

    def __str__(self):
        return self.words
