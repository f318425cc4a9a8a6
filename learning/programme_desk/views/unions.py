"""The tree of unions: founding one, correcting and moving it, its first coordinator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.members.actions import change_union_facts, move_union
from learning.members.actions.inviting import invite
from learning.members.actions.unions import FACTS
from learning.members.errors import HasPeopleError, InItselfError, MembersError
from learning.members.forms import posted
from learning.members.letters import send_invitation
from learning.members.models import Union
from learning.members.roles import Coordinator
from learning.members.rules import is_first_coordinator
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.actions import found, give_key
from learning.programme_desk.doors import administrator_required, reader_required
from learning.programme_desk.forms import (
    CoordinatorForm,
    FactsForm,
    FoundForm,
    MoveForm,
)
from learning.programme_desk.queries import coordinators_in, tree
from learning.programme_desk.rooms import rooms_for

PER_PAGE = 50
LONGEST_SEARCH = 100


@reader_required
@require_safe
def desk(request):
    """`/<lang>/programme/`: the first room of whoever comes."""
    return redirect(rooms_for(request.user)[0].url)


@never_cache
@require_safe
@administrator_required
def unions(request):
    """`/<lang>/programme/unions/`; `?q=` is part of a name."""
    typed = request.GET.get("q", "")[:LONGEST_SEARCH].replace("\x00", "")
    page = Paginator(tree(typed), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "learning/programme_desk/unions.html",
        {
            "rooms": rooms_for(request.user),
            "room": "unions",
            "page": page,
            "rows": [(each, each.lineage.count("/") - 1) for each in page],
            "q": typed,
            "page_query": urlencode({"q": typed}) if typed else "",
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def new_union(request):
    """Found a union; `?parent=` is the short name of what it belongs to."""
    parent = Union.objects.filter(slug=request.GET.get("parent", "")[:50]).first()
    like_parent = {
        "parent": parent,
        "country": parent.country if parent else "",
        "language": parent.language if parent else request.LANGUAGE_CODE,
        "time_zone": parent.time_zone if parent else "UTC",
        "level": "local" if parent else "federation",
    }
    form = FoundForm(posted(request), initial=like_parent)
    if form.is_valid():
        try:
            founded = found(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            for field, errors in refused.message_dict.items():
                form.add_error(field if field in form.fields else None, errors)
        else:
            messages.success(request, _("Founded."))
            return redirect("programme_desk:union", founded.slug)
    return render(
        request,
        "learning/programme_desk/new_union.html",
        {"rooms": rooms_for(request.user), "room": "unions", "form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _facts(request, union, data) -> None:
    change_union_facts(union=union, by=request.user, **data)
    messages.success(request, _("Put right."))


def _move(request, union, data) -> None:
    move_union(union=union, parent=data["parent"], by=request.user)
    messages.success(request, _("It stands there now, with all below it."))


def _invite(request, union, data) -> None:
    membership = invite(
        email=data["email"],
        role=Coordinator,
        union=union,
        by=request.user,
        language=union.language,
    )
    send_invitation(request, membership.user)
    messages.success(
        request,
        _("Done. She gets a letter with a link by which she chooses her password."),
    )


# `do` → its form, and what is done with it.
ACTS = {
    "facts": (FactsForm, _facts),
    "move": (MoveForm, _move),
    "coordinator": (CoordinatorForm, _invite),
}


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def union(request, union):
    """One union; `do` is one of ACTS, or "key"."""
    found_one = _union_or_404(union)
    do = request.POST.get("do", "")
    forms = {
        name: form(request.POST if do == name else None, initial=_initial(found_one))
        for name, (form, _act) in ACTS.items()
    }
    if do == "key" and _key_given(request, found_one):
        return redirect("programme_desk:union", found_one.slug)
    if do in ACTS and forms[do].is_valid() and _done(request, found_one, do, forms[do]):
        return redirect("programme_desk:union", found_one.slug)
    return render(
        request,
        "learning/programme_desk/union.html",
        {
            "rooms": rooms_for(request.user),
            "room": "unions",
            "union": found_one,
            "forms": forms,
            "may_invite": is_first_coordinator(Coordinator, found_one)
            and found_one.keeps_own_key,
            "coordinators": coordinators_in(found_one),
        },
        status=UNPROCESSABLE if do else None,
    )


def _union_or_404(slug) -> Union:
    found_one = tree().filter(slug=slug).first()
    if found_one is None:
        raise Http404
    return found_one


def _initial(union) -> dict:
    fields = (*FACTS, "parent")
    return {field: getattr(union, field) for field in fields}


def _key_given(request, union) -> bool:
    try:
        give_key(union=union, by=request.user)
    except HasPeopleError:
        messages.error(
            request,
            _("People or trainings hang on it already: they lie under the other key."),
        )
        return False
    messages.success(request, _("It keeps its own key now."))
    return True


def _done(request, union, do, form) -> bool:
    """Whether it was done; if not, the form says why."""
    field = next(iter(form.fields))
    try:
        ACTS[do][1](request, union, form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
    except InItselfError:
        form.add_error(field, _("A union does not stand below itself."))
    except HasPeopleError:
        form.add_error(
            field,
            _(
                "It would come under another key, and people, trainings or roles hang "
                "on it. Give it its own key first, or leave it where it is."
            ),
        )
    except MembersError:
        form.add_error(field, _("This account may not have that role here."))
    else:
        return True
    return False
