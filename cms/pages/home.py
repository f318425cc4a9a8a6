"""The top of a tree of modules: the programme's own, or one union's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.pages.address import CompiledPage
from cms.pages.forms import WalledPageForm


class HomePage(CompiledPage):
    """Holds what one owner writes, in one language; its address is the catalogue."""

    # Empty: the programme's own. The owner of every module below.
    union = models.ForeignKey(
        "learning.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("union"),
    )

    base_form_class = WalledPageForm
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ModulePage", "cms.StandardPage"]
    preview_modes = []
    # As the catalogue shows them, and not what was saved last.
    admin_default_ordering = "ord"
    content_panels = [
        TitleFieldPanel("title"),
        # Set when the workspace is made (cms/walls/workspaces.py).
        FieldPanel("union", read_only=True),
    ]
    promote_panels = []
    settings_panels = []
    # The slug is not here: homes of all languages are siblings, and differ in it.
    translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("union", overridable=False),
    ]

    class Meta:
        verbose_name = _("home")
        verbose_name_plural = _("homes")

    class Privacy:
        kept = ("page_ptr", "union")

    def address(self):
        return ""
