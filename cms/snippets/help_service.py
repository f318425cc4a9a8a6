"""The directory of help: whom to turn to in a country, and when somebody last checked.

An entry is the programme's or one union's; everybody reads all of them, at
`/<lang>/services/` and in print. What readers get is compiled (cms/publishing.py).
"""

from datetime import date, timedelta
from uuid import uuid4

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from cms.snippets.glossary import language_choices
from cms.snippets.owned import Owned, OwnedQuerySet

# Numbers change and offices move: after this it "may be out of date".
CHECK_EVERY = timedelta(days=183)


def country_choices():
    """(code, name) of every country in the author's language, in that order."""
    try:
        names = Locale.parse(to_locale(get_language() or "en")).territories
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").territories
    found = (each for each in names.items() if len(each[0]) == 2 and each[0].isalpha())
    return sorted(found, key=lambda each: each[1])


class HelpServiceQuerySet(OwnedQuerySet):
    def stale(self, today: date | None = None):
        """Those nobody has checked for half a year, or ever."""
        limit = (today or timezone.localdate()) - CHECK_EVERY
        return self.filter(
            Q(last_checked_date__lt=limit) | Q(last_checked_date__isnull=True)
        )


class HelpService(index.Indexed, Owned, ClusterableModel):
    """One line, office or person that helps, in one country."""

    class Confidence(models.TextChoices):
        # The same words as learning.catalogue's HelpService.Confidence.
        HIGH = "high", _("the service answered")
        MEDIUM = "medium", _("a source says that it exists")
        TO_CHECK = "to_check", _("nothing known yet, or an old source")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    language = models.CharField(
        _("written in"), max_length=12, choices=language_choices, default="en"
    )
    name = models.TextField(_("name"))
    what = models.TextField(
        _("what it offers"), help_text=_("In one or two plain sentences, and to whom.")
    )
    contact = models.TextField(
        _("how to reach it"),
        help_text=_("A number, an address; which of them cost nothing."),
    )
    hours = models.TextField(_("when it is open"), blank=True)
    languages = models.TextField(
        _("languages spoken"),
        blank=True,
        help_text=_("Codes with commas between them, such as “fr, wo”."),
    )
    source = models.TextField(
        _("where this is from"),
        blank=True,
        help_text=_(
            "A web address, or who said so. Needed unless it is to be checked."
        ),
    )
    last_checked_date = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_(
            "The day somebody called, wrote or went there. Check twice a year. Empty if nobody ever did."
        ),
    )
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.TO_CHECK
    )

    objects = HelpServiceQuerySet.as_manager()

    panels = [
        FieldPanel("country"),
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("what"),
        FieldPanel("contact"),
        FieldPanel("hours"),
        FieldPanel("languages"),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldPanel("last_checked_date"),
                FieldPanel("confidence"),
            ],
            heading=_("How we know"),
        ),
        InlinePanel("translations", label=_("Translation")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("what"),
        index.FilterField("union"),
        index.FilterField("country"),
    ]

    class Meta:
        verbose_name = _("help service")
        verbose_name_plural = _("help services")
        ordering = ["country", "name"]

    class Privacy:
        kept = (
            "id",
            "key",
            "union",
            "country",
            "language",
            "name",
            "what",
            "contact",
            "hours",
            "languages",
            "source",
            "last_checked_date",
            "confidence",
        )

    def __str__(self):
        return f"{self.get_country_display()}: {self.name}"

    def clean(self):
        super().clean()
        if self.confidence != self.Confidence.TO_CHECK and not self.source.strip():
            raise ValidationError({"source": _("Say where this is from.")})


class HelpServiceTranslation(models.Model):
    """The words of one entry in another language; what is empty stays as it was written."""

    service = ParentalKey(
        HelpService, on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    name = models.TextField(_("name"), blank=True)
    what = models.TextField(_("what it offers"), blank=True)
    contact = models.TextField(_("how to reach it"), blank=True)
    hours = models.TextField(_("when it is open"), blank=True)

    panels = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("what"),
        FieldPanel("contact"),
        FieldPanel("hours"),
    ]

    class Meta:
        verbose_name = _("translation of a help service")
        verbose_name_plural = _("translations of a help service")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "language"], name="help_service_translation_once"
            )
        ]

    class Privacy:
        kept = ("id", "service", "language", "name", "what", "contact", "hours")

    def __str__(self):
        return f"{self.service_id} {self.language}"
