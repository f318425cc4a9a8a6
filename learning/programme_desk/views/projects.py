"""Projects and who pays for them; trainers choose among them when they plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.actions.projects import add_project
from learning.classroom.models import Project
from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import administrator_required
from learning.programme_desk.forms import NewProjectForm, ProjectForm
from learning.programme_desk.rooms import rooms_for

PER_PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def projects(request):
    """`/<lang>/programme/projects/`: all of them, and a form for a new one."""
    form = NewProjectForm(posted(request))
    if form.is_valid():
        slug = form.cleaned_data["slug"]
        if Project.objects.filter(slug=slug).exists():
            form.add_error("slug", _("There is one of that short name already."))
        elif _kept(request, form, slug):
            return redirect("programme_desk:projects")
    rows = Project.objects.annotate(count=Count("trainings")).order_by("name", "pk")
    return render(
        request,
        "learning/programme_desk/projects.html",
        {
            "rooms": rooms_for(request.user),
            "room": "projects",
            "form": form,
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def project(request, project):
    found = get_object_or_404(Project, slug=project)
    known = {
        name: getattr(found, name)
        for name in ("name", "funder", "starts_on", "ends_on")
    }
    form = ProjectForm(posted(request), initial=known)
    if form.is_valid() and _kept(request, form, found.slug):
        return redirect("programme_desk:projects")
    return render(
        request,
        "learning/programme_desk/project.html",
        {
            "rooms": rooms_for(request.user),
            "room": "projects",
            "form": form,
            "project": found,
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _kept(request, form, slug) -> bool:
    try:
        add_project(by=request.user, **{**form.cleaned_data, "slug": slug})
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("Kept."))
    return True
