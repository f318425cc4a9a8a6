"""A lesson: five to ten minutes, one objective, blocks in reading order."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.blocks.fields import StreamField
from cms.blocks.lists import LessonBody
from cms.blocks.sensitivity import LEVEL_CHOICES, NONE
from cms.pages.address import SLUG_HELP, CompiledPage
from cms.pages.forms import LessonPageForm
from cms.pages.origin import Adapted
from cms.pages.quality_panel import QualityPanel
from cms.pages.sensitivity import problems_of_lesson

# What stands in a lesson's place in an address: /en/modules/negotiation/plan/.
RESERVED_SLUGS = frozenset(
    {"pre-test", "final-test", "test", "plan", "booklet", "certificate", "enrol"}
)


def level_choices():
    """Choices of a field; a function, so that words stay out of migrations."""
    return LEVEL_CHOICES


class LessonPage(Adapted, CompiledPage):
    """One lesson in one language; its identity is the translation key."""

    class CompletionRule(models.TextChoices):
        ALL_REQUIRED = "all_required", _("when all questions are answered")
        READ = "read", _("when it has been read")

    objective = models.CharField(
        _("objective"),
        max_length=250,
        help_text=_("“I can …”: what she can do after these minutes."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Five to ten; longer lessons are not finished on a bus."),
    )
    completion_rule = models.CharField(
        _("it is done"),
        max_length=12,
        choices=CompletionRule,
        default=CompletionRule.ALL_REQUIRED,
    )
    sensitivity = models.CharField(
        _("care it needs"),
        max_length=10,
        choices=level_choices,
        default=NONE,
        help_text=_(
            "Anything but “none” shows a note first, lets her skip the lesson, and puts "
            "“Leave this page now” at the top."
        ),
    )
    # Long in any language: PostgreSQL takes no translation longer than a short field.
    content_note = models.TextField(
        _("note before the lesson"),
        blank=True,
        default="",
        help_text=_(
            "Where the lesson needs care: what it talks about, and that she may skip it "
            "or leave."
        ),
    )
    body = StreamField(
        LessonBody,
        verbose_name=_("lesson"),
        help_text=_(
            "To change a block, change its words. A block that is deleted and made "
            "again is a new one, and old answers do not belong to it."
        ),
    )

    over_budget_reason = models.TextField(
        _("why it may be heavy"),
        blank=True,
        max_length=400,
        help_text=_(
            "Only for a lesson that is bigger than a slow line carries at once: why "
            "nothing can be left out. The quality panel says how big it is."
        ),
    )

    # Publishing puts facts into its words (cms/facts/).
    shows_facts = True
    base_form_class = LessonPageForm
    parent_page_types = ["cms.ModulePage"]
    subpage_types = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("objective"),
        index.SearchField("body"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    FieldPanel("objective"),
                    FieldPanel("content_note"),
                    FieldPanel("body"),
                ],
                heading=_("Lesson"),
            ),
            ObjectList(
                [
                    FieldPanel("minutes"),
                    FieldPanel("completion_rule"),
                    FieldPanel("sensitivity"),
                    FieldPanel("slug", help_text=SLUG_HELP),
                    FieldPanel("over_budget_reason"),
                ],
                heading=_("Settings"),
            ),
            ObjectList([QualityPanel()], heading=_("Quality")),
        ]
    )
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("objective"),
        TranslatableField("content_note"),
        TranslatableField("body"),
        SynchronizedField("sensitivity", overridable=False),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("completion_rule", overridable=False),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    class Privacy:
        kept = (
            *("page_ptr", "origin", "origin_words", "origin_has_news"),
            *("objective", "minutes"),
            *("completion_rule", "sensitivity", "content_note", "body"),
            "over_budget_reason",
        )

    def address(self):
        return f"{self.get_parent().specific.address()}{self.slug}/"

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("This address is in use. Choose another one.")}
            )
        module = self.get_parent().specific if self.path else None
        problems = problems_of_lesson(self, module)
        if problems:
            raise ValidationError(problems)
