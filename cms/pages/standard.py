"""A page about something else than learning: about us, help, privacy."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
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
from cms.blocks.lists import StandardBody
from cms.pages.address import SLUG_HELP, AddressedPage
from cms.pages.forms import WalledPageForm


class StandardPage(AddressedPage):
    """Text and media, rendered from the page tree: it is read seldom."""

    body = StreamField(StandardBody, verbose_name=_("text"))

    base_form_class = WalledPageForm
    template = "cms/pages/standard.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = []
    search_fields = [*Page.search_fields, index.SearchField("body")]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [TitleFieldPanel("title"), FieldPanel("body")], heading=_("Page")
            ),
            ObjectList(
                [FieldPanel("slug", help_text=SLUG_HELP)], heading=_("Settings")
            ),
        ]
    )
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("body"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    class Privacy:
        kept = ("page_ptr", "body")

    def address(self):
        return f"pages/{self.slug}/"

    def serve(self, request, *args, **kwargs):
        return Page.serve(self, request, *args, **kwargs)

    def clean(self):
        super().clean()
        taken = (
            StandardPage.objects.filter(slug=self.slug)
            .exclude(translation_key=self.translation_key)
            .exists()
        )
        if self.slug and taken:
            raise ValidationError(
                {"slug": _("This address is in use. Choose another one.")}
            )


def standard_page(request, slug):
    """Serve a standard page at `/<lang>/pages/<slug>/`.

    In the language of the URL; in English where it is not translated yet.
    """
    live = StandardPage.objects.live().filter(slug=slug)
    page = live.filter(locale__language_code=get_language()).first()
    if page is None:
        page = get_object_or_404(live, locale__language_code="en")
    return page.serve(request)
