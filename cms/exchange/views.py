"""Carrying modules: out as a file, in from a file or from the catalogue, and what changed.

Inside the walls by `cms/walls/doors.py`: a page in an address is one of hers.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.exchange.adapting import changes_of, look_at_changes, take_over
from cms.exchange.archive import ArchiveError, bring_in, pack
from cms.exchange.forms import (
    BringInForm,
    TakeOverForm,
    homes_to_write_in,
    modules_to_take,
)
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage


@require_GET
def save_as_file(request: HttpRequest, module_id: int) -> HttpResponse:
    """The module as one file. Its name is that of the address, which tells nothing."""
    module = get_object_or_404(ModulePage, pk=module_id)
    response = HttpResponse(pack(module), content_type="application/zip")
    name = f"{slugify(module.slug)}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def new(request: HttpRequest) -> HttpResponse:
    """Bring a module in: from a file."""
    if not homes_to_write_in(request.user):
        raise PermissionDenied
    form = BringInForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            module = bring_in(
                form.cleaned_data["file"], union=form.union, by=request.user
            )
        except ArchiveError as error:
            form.add_error("file", str(error))
        else:
            return _there(request, module)
    return render(
        request,
        "cms/exchange/new.html",
        {
            "form": form,
            "taking": TakeOverForm(user=request.user),
            "modules": modules_to_take(request.user),
        },
    )


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Bring a module in: a copy of one in the catalogue."""
    if not homes_to_write_in(request.user):
        raise PermissionDenied
    form = TakeOverForm(request.POST, user=request.user)
    if not form.is_valid():
        raise Http404
    module = form.cleaned_data["module"]
    try:
        copy = take_over(module=module, union=form.union, by=request.user)
    except ArchiveError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("exchange:new"))
    return _there(request, copy)


def _there(request: HttpRequest, module: ModulePage) -> HttpResponse:
    messages.success(
        request, _("“%(title)s” is there, with its lessons.") % {"title": module.title}
    )
    return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[module.pk]))


def changes(request: HttpRequest, module_id: int) -> HttpResponse:
    """What changed in the original of a module and its lessons, side by side."""
    module = get_object_or_404(ModulePage, pk=module_id, origin__isnull=False)
    pages = [module, *LessonPage.objects.child_of(module).order_by("path")]
    if request.method == "POST":
        for page in pages:
            look_at_changes(page=page, by=request.user)
        messages.success(request, _("Noted. Later changes will be shown again."))
        return HttpResponseRedirect(request.path)
    changed = [(page, found) for page in pages if (found := changes_of(page))]
    return render(
        request, "cms/exchange/changes.html", {"module": module, "changed": changed}
    )


urlpatterns = [
    path("new/", new, name="new"),
    path("take/", take, name="take"),
    path("<int:module_id>/file/", save_as_file, name="file"),
    path("<int:module_id>/changes/", changes, name="changes"),
]
