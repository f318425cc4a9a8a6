"""A module: lessons in their order, a pre-test, and the pool of the final test."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.blocks.fields import StreamField
from cms.blocks.lists import QuizPool
from cms.pages.address import SLUG_HELP, CompiledPage
from cms.pages.forms import ModulePageForm
from cms.pages.home import HomePage
from cms.pages.origin import Adapted
from cms.pages.sensitivity import problems_of_module


class ModulePage(Adapted, CompiledPage):
    """One course in one language; the owner is the union of its home."""

    class Audience(models.TextChoices):
        # The same words as learning.catalogue's Module.Audience.
        OPEN = "open", _("everyone")
        SIGNED_IN = "signed_in", _("people with an account")
        UNION = "union", _("this union only")

    neutral_title = models.CharField(
        _("neutral title"),
        max_length=160,
        blank=True,
        help_text=_(
            "For a module that nobody should be seen with: what a certificate or a link "
            "says instead. Empty if the title may be read by anyone."
        ),
    )
    summary = models.TextField(
        _("what it is about"),
        max_length=400,
        help_text=_("One sentence, in words that a new member knows."),
    )
    outcome = models.TextField(
        _("what she can do at the end"),
        max_length=400,
        help_text=_("“I can …”"),
    )
    product = models.TextField(
        _("what the union keeps"),
        max_length=400,
        blank=True,
        help_text=_("The paper or plan that is made on the way: a mandate sheet, say."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
        help_text=_("All lessons together."),
    )
    audience = models.CharField(
        _("who may read it"), max_length=10, choices=Audience, default=Audience.OPEN
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Per cent of the final test."),
    )
    questions_drawn = models.PositiveSmallIntegerField(
        _("questions in the final test"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Drawn from the pool, other ones each time."),
    )
    pre_test = StreamField(
        QuizPool,
        blank=True,
        verbose_name=_("pre-test"),
        help_text=_("About five questions before the first lesson. It has no marks."),
    )
    pool = StreamField(
        QuizPool,
        blank=True,
        verbose_name=_("pool of the final test"),
        help_text=_("At least half as many again as are drawn. Nobody sees them all."),
    )

    # Publishing puts facts into its words (cms/facts/).
    shows_facts = True
    base_form_class = ModulePageForm
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.LessonPage"]
    # Lessons in the order they are taken, and not what was saved last.
    admin_default_ordering = "ord"
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcome"),
        index.SearchField("product"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("outcome"),
                    FieldPanel("product"),
                    FieldPanel("minutes"),
                ],
                heading=_("What it is"),
            ),
            ObjectList(
                [
                    FieldPanel("pre_test"),
                    MultiFieldPanel(
                        [FieldPanel("questions_drawn"), FieldPanel("pass_mark")],
                        heading=_("Final test"),
                    ),
                    FieldPanel("pool"),
                ],
                heading=_("Tests"),
            ),
            ObjectList(
                [
                    FieldPanel("audience"),
                    FieldPanel("neutral_title"),
                    FieldPanel("slug", help_text=SLUG_HELP),
                ],
                heading=_("Who and where"),
            ),
        ]
    )
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("neutral_title"),
        TranslatableField("summary"),
        TranslatableField("outcome"),
        TranslatableField("product"),
        TranslatableField("pre_test"),
        TranslatableField("pool"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("audience", overridable=False),
        SynchronizedField("pass_mark", overridable=False),
        SynchronizedField("questions_drawn", overridable=False),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    class Privacy:
        kept = (
            "page_ptr",
            "origin",
            "origin_words",
            "origin_has_news",
            "neutral_title",
            "summary",
            "outcome",
            "product",
            "minutes",
            "audience",
            "pass_mark",
            "questions_drawn",
            "pre_test",
            "pool",
        )

    def address(self):
        return f"modules/{self.slug}/"

    def owner_union(self):
        """Return the union whose module this is, or None for the programme's own."""
        home = HomePage.objects.ancestor_of(self).first()
        return home.union if home else None

    def clean(self):
        super().clean()
        # Addresses have no union in them, so a slug is one module, whoever wrote it.
        taken = (
            ModulePage.objects.filter(slug=self.slug)
            .exclude(translation_key=self.translation_key)
            .exists()
        )
        if self.slug and taken:
            raise ValidationError(
                {"slug": _("This address is in use. Choose another one.")}
            )
        problems = problems_of_module(self)
        if problems:
            raise ValidationError(problems)
