"""Where a page of the tree is read: at learning's addresses, not at Wagtail's.

What trainees get is compiled (see `cms/publishing.py`), so Wagtail serves nothing but
standard pages. "View live" and links in texts go to these addresses.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page, Site


class AddressedPage(Page):
    """A page whose address does not follow from its place in the tree."""

    # Who may read is the module's audience; Wagtail's own privacy would look as if it
    # protected something, and its form lists the groups of every union.
    private_page_options = []

    class Meta:
        abstract = True

    def address(self) -> str:
        """Return the path below the language: `modules/negotiation/`."""
        raise NotImplementedError

    def get_url_parts(self, request=None):
        site = Site.find_for_request(request) if request else None
        site = site or Site.objects.filter(is_default_site=True).first()
        path = f"/{self.locale.language_code}/{self.address()}"
        return (site.pk if site else 0, settings.BASE_URL, path)

    def serve(self, request, *args, **kwargs):
        return redirect(self.get_url(request))


class CompiledPage(AddressedPage):
    """A page that trainees read as publishing has compiled it."""

    class Meta:
        abstract = True

    def serve_preview(self, request, mode_name) -> HttpResponse:
        """Show what a trainee will get.

        By a hook, because publishing reads the pages and so cannot be imported here.
        """
        (render_preview,) = hooks.get_hooks("render_compiled_preview")
        return render_preview(self, request)


SLUG_HELP = _(
    "The last part of the address, the same in every language. Do not change it once "
    "people have the link."
)
