"""The people of the union: finding one, all that is kept about her, erasing her."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from learning.certificates.wording import module_title
from learning.classroom.models import Registration
from learning.members import opened_names
from learning.members.actions import correct_answers
from learning.members.actions.audit import note
from learning.members.actions.people import ANSWERS
from learning.members.countries import country_choices
from learning.members.forms import AnswersForm, posted
from learning.members.models import AuditEntry, Participant, Union
from learning.members.queries import is_frozen
from learning.members.views.entering import UNPROCESSABLE
from learning.safekeeping.actions import erase_person
from learning.safekeeping.errors import IsStaffError
from learning.safekeeping.views import everything_as_file
from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms import EraseForm, PeopleForm
from learning.union_desk.queries.people import (
    MOST_FOUND,
    found_by_name,
    latest_lines,
    people_of,
    valid_certificates_of,
)
from learning.union_desk.rooms import ROOMS

PER_PAGE = 50


@never_cache
@require_safe
@coordinator_required
def people(request, tenant):
    """`/<lang>/union/people/`: a list to search; by name only while names are shown."""
    form = PeopleForm(request.GET, unions=Union.objects.filter(tenant=tenant))
    asked = form.cleaned_data if form.is_valid() else {}
    found = people_of(
        tenant,
        union=asked.get("union"),
        sex=asked.get("sex") or None,
        waiting=asked.get("waiting", False),
    )
    if words := asked.get("name", "").strip():
        found = _named(request, tenant, found, words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = opened_names.names_for(
        request,
        tenant=tenant,
        participants=[each.pk for each in page],
        thing="people",
    )
    lines = latest_lines(page)
    return render(
        request,
        "learning/union_desk/people.html",
        {
            "rooms": ROOMS,
            "room": "people",
            "tenant": tenant,
            "form": form,
            "page": page,
            "rows": [
                (each, names.get(each.pk, ""), lines.get(each.pk)) for each in page
            ],
            "query": _query_without_page(request),
            "names_open": opened_names.are_open(request),
            "is_frozen": is_frozen(tenant),
        },
    )


def _named(request, tenant, found, words):
    """By the beginning of a sign-in name, and by name where names are open."""
    by_account = people_of(tenant, sign_in=words).values("pk")
    if not opened_names.are_open(request):
        return found.filter(pk__in=by_account)
    named = found_by_name(tenant, words)
    note(
        tenant=tenant,
        act=AuditEntry.Act.SEARCHED,
        by=request.user,
        thing="people",
        people=len(named),
    )
    if len(named) > MOST_FOUND:
        told = _("More than %(most)d people fit. Type more of the name.")
        messages.warning(request, told % {"most": MOST_FOUND})
        named = named[:MOST_FOUND]
    return found.filter(pk__in=named) | found.filter(pk__in=by_account)


def _query_without_page(request) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def _person_or_404(tenant, pk) -> Participant:
    found = (
        Participant.objects.for_tenant(tenant)
        .select_related("user", "union", "merged_into")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
@coordinator_required
def person(request, tenant, participant):
    """One person: what counting knows of her, her trainings and certificates, and what
    can be done."""
    found = _person_or_404(tenant, participant)
    names = opened_names.names_for(
        request,
        tenant=tenant,
        participants=[found.pk],
        thing="person",
        thing_id=found.pk,
    )
    return render(
        request,
        "learning/union_desk/person.html",
        {
            "rooms": ROOMS,
            "room": "people",
            "tenant": tenant,
            "person": found,
            "name": names.get(found.pk, ""),
            "names_open": opened_names.are_open(request),
            "country": dict(country_choices(request.LANGUAGE_CODE)).get(found.country),
            "registrations": Registration.objects.for_tenant(tenant)
            .filter(participant=found)
            .select_related("training")
            .order_by("-training__starts_on"),
            "certificates": [
                (each, module_title(each, request.LANGUAGE_CODE))
                for each in valid_certificates_of(found)
            ],
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def correct(request, tenant, participant):
    """Put right what is known of her; the log says which answers, not what they were."""
    found = _person_or_404(tenant, participant)
    form = AnswersForm(
        posted(request), initial={field: getattr(found, field) for field in ANSWERS}
    )
    if form.is_valid():
        correct_answers(participant=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Put right."))
        return redirect("union_desk:person", found.pk)
    context = {
        "rooms": ROOMS,
        "room": "people",
        "tenant": tenant,
        "person": found,
        "line": latest_lines([found]).get(found.pk),
    }
    return render(
        request,
        "learning/union_desk/correct.html",
        context | {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


@require_POST
@coordinator_required
@transaction.atomic
def export(request, tenant, participant):
    """All that is kept about her as one file, in the language of the page."""
    found = _person_or_404(tenant, participant)
    back = reverse("union_desk:person", args=[found.pk])
    if is_frozen(tenant):
        # Her password would not open them either.
        messages.error(request, _("All names are locked, so no file goes out."))
        return redirect(back)
    if not opened_names.are_open(request):
        return redirect(f"{reverse('members:open_names')}?next={back}")
    note(
        tenant=tenant,
        act=AuditEntry.Act.EXPORTED,
        by=request.user,
        participant=found,
        people=1,
    )
    return everything_as_file(found)


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def erase(request, tenant, participant):
    """Erase one person; the count stays. A word typed, because it can't be undone."""
    found = _person_or_404(tenant, participant)
    form = EraseForm(posted(request), word=_("erase"))
    if form.is_valid():
        try:
            erase_person(
                participant=found, by=request.user, reason=form.cleaned_data["reason"]
            )
            told = _("Erased. That somebody took part stays in the figures.")
            messages.success(request, told)
            return redirect("union_desk:people")
        except IsStaffError:
            form.add_error(
                "word",
                _("She works here. End her roles first, under trainers and authors."),
            )
    return render(
        request,
        "learning/union_desk/erase.html",
        {
            "rooms": ROOMS,
            "room": "people",
            "tenant": tenant,
            "person": found,
            "form": form,
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )
