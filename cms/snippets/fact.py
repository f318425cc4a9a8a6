"""Living facts: what a law says or a count is, once, with its source and its date.

Lessons and questions never retype them. They name a fact by its key, and publishing puts
in what it says (`cms/facts/`). A fact is the programme's, for everyone, or one union's.
"""

import datetime

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.snippets.fact_use import FactUse
from cms.snippets.owned import Owned, OwnedQuerySet

KEY_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
INTERNATIONAL, EUROPEAN_UNION = "INT", "EU"
# What CLDR calls a territory and ISO 3166 no country.
NO_COUNTRIES = frozenset(
    [
        "EU",
        "EZ",
        "UN",
        "QO",
        "XA",
        "XB",
        "ZZ",
        "AC",
        "CP",
        "CQ",
        "DG",
        "EA",
        "IC",
        "TA",
        "XK",
    ]
)


def jurisdiction_choices():
    """Where a fact holds; a function, so that country names stay out of migrations."""
    try:
        names = CldrLocale.parse(to_locale(get_language() or "en")).territories
    except (UnknownLocaleError, ValueError):
        names = CldrLocale.parse("en").territories
    countries = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    ]
    return [
        (INTERNATIONAL, _("international")),
        (EUROPEAN_UNION, _("European Union")),
        *sorted(countries, key=lambda choice: choice[1]),
    ]


class FactQuerySet(OwnedQuerySet):
    def meant_by(self, key: str, owner_id) -> list["Fact"]:
        """What a key means on a page of this owner: one fact, live, in its languages.

        The first one is the original, for copies in other languages are made from it.
        An empty list if there is none.
        """
        rows = list(self._candidates([key], owner_id).select_related("locale"))
        return [row for row in rows if row.union_id == rows[0].union_id]

    def meanings_of(self, keys, owner_id) -> dict:
        """Which facts keys mean on a page of this owner: as `meant_by`, in one query.

        Returns their translation keys; a key that means nothing is not in it.
        """
        meaning = {}
        rows = self._candidates(keys, owner_id)
        for key, fact in rows.values_list("key", "translation_key"):
            meaning.setdefault(key, fact)
        return meaning

    def _candidates(self, keys, owner_id):
        """The owner's own fact goes before the programme's, an original before copies."""
        return self.filter(
            Q(union__isnull=True) | Q(union=owner_id), key__in=keys, live=True
        ).order_by(F("union").desc(nulls_last=True), "pk")

    def originals(self):
        """The facts in the language they were written in."""
        earlier = Fact.objects.filter(
            translation_key=models.OuterRef("translation_key"),
            pk__lt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(earlier))

    def past_review(self):
        """Originals on show whose day of review has gone by."""
        today = timezone.localdate()
        return self.originals().filter(live=True, review_by__lt=today)


class Fact(DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, Owned):
    """One fact in one language."""

    class Confidence(models.TextChoices):
        HIGH = "high", _("sure: read in the source")
        MEDIUM = "medium", _("fairly sure: sources agree")
        TO_CHECK = "to_check", _("to be checked: readers see that")

    key = models.CharField(
        _("key"),
        max_length=80,
        validators=[
            RegexValidator(
                rf"\A{KEY_PATTERN}\Z",
                _("Use lower-case letters, digits and hyphens: csddd-applies."),
            )
        ],
        help_text=_(
            "How lessons call this fact: with the key csddd-applies, {fact:csddd-applies} "
            "in a text becomes what you write under “In short”. The same in every "
            "language; it stays when lessons use it."
        ),
    )
    value = models.TextField(
        _("in short"),
        max_length=200,
        help_text=_(
            "What is put into the sentence of a lesson: a date, a number, a name. Only "
            "that, without a full stop: “26 July 2029”."
        ),
    )
    statement = models.TextField(
        _("the whole sentence"),
        max_length=600,
        help_text=_(
            "The fact in one plain sentence, true by itself. Readers find it below the "
            "lesson, with the day and the source."
        ),
    )
    jurisdiction = models.CharField(
        _("where it holds"), max_length=3, choices=jurisdiction_choices
    )
    instrument = models.TextField(
        _("law or document"),
        blank=True,
        max_length=300,
        help_text=_("Its name and number: “Directive (EU) 2024/1760”."),
    )
    source = models.TextField(
        _("source"),
        max_length=600,
        help_text=_(
            "Where you read it: an address that starts with https://, or a book with "
            "its page. Readers see it."
        ),
    )
    as_of = models.DateField(
        _("true as of"), help_text=_("The day on which you checked it.")
    )
    review_by = models.DateField(
        _("check again by"),
        help_text=_(
            "After this day it waits on your home screen, and readers see “to be "
            "checked”. Three months for a law under change, six for ratifications."
        ),
    )
    confidence = models.CharField(
        _("how sure are you?"),
        max_length=10,
        choices=Confidence,
        default=Confidence.TO_CHECK,
    )
    replaces = models.CharField(
        _("replaces"),
        max_length=80,
        blank=True,
        help_text=_("The key of an older fact that this one takes the place of."),
    )

    objects = FactQuerySet.as_manager()

    panels = [
        FieldPanel("key"),
        FieldPanel("value"),
        FieldPanel("statement"),
        MultiFieldPanel(
            [
                FieldPanel("jurisdiction"),
                FieldPanel("instrument"),
                FieldPanel("source"),
                FieldPanel("confidence"),
            ],
            heading=_("Where it comes from"),
        ),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("review_by")]),
        FieldPanel("replaces"),
    ]
    translatable_fields = [
        TranslatableField("value"),
        TranslatableField("statement"),
        TranslatableField("instrument"),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "union",
                "key",
                "jurisdiction",
                "source",
                "as_of",
                "review_by",
                "confidence",
                "replaces",
            )
        ),
    ]
    search_fields = [
        index.SearchField("key"),
        index.AutocompleteField("key"),
        index.SearchField("statement"),
        index.SearchField("value"),
        index.FilterField("union"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "key", "locale"], name="fact_once"
            ),
            # NULL is distinct from NULL in a unique index, so it has its own.
            models.UniqueConstraint(
                fields=["key", "locale"],
                condition=Q(union__isnull=True),
                name="fact_once_in_programme",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "union",
            "translation_key",
            "locale",
            "live",
            "has_unpublished_changes",
            "first_published_at",
            "last_published_at",
            "live_revision",
            "latest_revision",
            "go_live_at",
            "expire_at",
            "expired",
            "key",
            "value",
            "statement",
            "jurisdiction",
            "instrument",
            "source",
            "as_of",
            "review_by",
            "confidence",
            "replaces",
        )

    def __str__(self):
        return f"{self.key}: {self.value}"

    def clean(self):
        super().clean()
        errors = {}
        same_key = Fact.objects.filter(union=self.union_id, key=self.key)
        if same_key.exclude(translation_key=self.translation_key).exists():
            errors["key"] = _("There is a fact with this key. Choose another one.")
        elif self._state.adding is False and self._leaves_lessons_behind():
            errors["key"] = _(
                "Lessons use this fact by its key. Change them first, or keep the key."
            )
        for name in ("value", "statement", "instrument"):
            if "{fact" in getattr(self, name).casefold():
                errors[name] = _("A fact cannot use another fact. Write the words.")
        if self.as_of and self.review_by and self.review_by <= self.as_of:
            errors["review_by"] = _("This has to be after the day you checked it.")
        if errors:
            raise ValidationError(errors)

    def _leaves_lessons_behind(self) -> bool:
        uses = FactUse.objects.filter(fact=self.translation_key)
        return uses.exclude(key=self.key).exists()

    def is_expired(self, today: datetime.date) -> bool:
        """Whether it should have been checked again by now."""
        return self.review_by < today

    def needs_checking(self) -> bool:
        """Whether readers are told that this is to be checked."""
        return self.confidence == self.Confidence.TO_CHECK or self.is_expired(
            timezone.localdate()
        )

    def as_words(self) -> dict[str, str]:
        """What readers are told of it, as JSON; the day in ISO form."""
        return {
            "key": self.key,
            "value": self.value,
            "statement": self.statement,
            "jurisdiction": self.jurisdiction,
            "instrument": self.instrument,
            "as_of": self.as_of.isoformat(),
            "source": self.source,
            "confidence": str(self.confidence),
        }
