"""Locking all names, unlocking them by two, and destroying them for good."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from learning.classroom.models import Destruction, Training
from learning.members.actions.freezing import freeze_names, give_key
from learning.members.errors import NeedsAnotherKeyError
from learning.members.forms import posted
from learning.members.models import Identity, NameFreeze
from learning.members.queries import coordinators_of, term_of
from learning.members.views.entering import UNPROCESSABLE
from learning.safekeeping import rules
from learning.safekeeping.actions import (
    ask_to_destroy,
    confirm_destruction,
    withdraw_destruction,
)
from learning.safekeeping.errors import SafekeepingError
from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms import WordForm
from learning.union_desk.queries.trainings import (
    with_people_waiting,
    without_register,
)
from learning.union_desk.rooms import ROOMS

PER_PAGE = 50
WITHOUT = {"register": without_register, "vouching": with_people_waiting}


def _context(tenant, room, **more):
    return {"rooms": ROOMS, "room": room, "tenant": tenant, **more}


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def freeze(request, tenant):
    """`/<lang>/union/names/`: the lock; `do=lock` locks, `do=key` gives one of two keys."""
    if request.method == "POST":
        if request.POST.get("do") == "lock":
            freeze_names(tenant=tenant, by=request.user)
            messages.success(request, _("All names are locked."))
        else:
            _give_key(request, tenant)
        return redirect("union_desk:freeze")
    lock = (
        NameFreeze.objects.for_tenant(tenant)
        .filter(unlocked_at=None)
        .select_related("frozen_by", "first_key_by")
        .first()
    )
    return render(
        request,
        "learning/union_desk/freeze.html",
        _context(
            tenant,
            "names",
            lock=lock,
            term=term_of(tenant),
            coordinators=len(coordinators_of(tenant)),
            names=Identity.objects.for_tenant(tenant).count(),
            waiting=_waiting(tenant),
        ),
    )


def _give_key(request, tenant) -> None:
    try:
        lock = give_key(tenant=tenant, by=request.user)
    except NeedsAnotherKeyError:
        messages.error(
            request, _("You have given your key. A second coordinator gives the other.")
        )
        return
    if lock and lock.unlocked_at:
        messages.success(request, _("The names are unlocked."))
    elif lock:
        messages.success(
            request, _("Your key is given. A second coordinator gives the other.")
        )


def _waiting(tenant) -> list[Destruction]:
    rows = Destruction.objects.for_tenant(tenant).filter(
        confirmed_at=None, withdrawn_at=None
    )
    rows = rows.select_related("training", "asked_by")
    return [each for each in rows if each.is_waiting]


@never_cache
@require_safe
@coordinator_required
def trainings(request, tenant):
    """All trainings of the union; `?without=register` those that are over without one,
    `?without=vouching` those in which somebody waits."""
    without = request.GET.get("without")
    found = WITHOUT.get(without, Training.objects.for_tenant)(tenant)
    found = (
        found.select_related("trainer", "union")
        .annotate(
            people=Count("registrations", filter=Q(registrations__refused_at=None))
        )
        .order_by("-starts_on", "-pk")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "learning/union_desk/trainings.html",
        _context(
            tenant,
            "trainings",
            page=page,
            without=without if without in WITHOUT else "",
            page_query=f"without={without}" if without in WITHOUT else "",
        ),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def destroy_of_training(request, tenant, training):
    """Destroy the names of a training's people. Its date is typed to confirm."""
    found = Training.objects.for_tenant(tenant).filter(pk=training).first()
    if found is None:
        raise Http404
    return _destroy(request, tenant, found, word=found.starts_on.isoformat())


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def destroy_all(request, tenant):
    """Destroy every name of the union, and its key. The union's name is typed."""
    return _destroy(request, tenant, None, word=tenant.name)


def _destroy(request, tenant, training, *, word):
    form = WordForm(posted(request), word=word)
    if form.is_valid():
        try:
            asked = ask_to_destroy(tenant=tenant, training=training, by=request.user)
        except SafekeepingError:
            form.add_error("word", _("Somebody has asked for this already. It waits."))
        else:
            return redirect("union_desk:destruction", asked.pk)
    people = Identity.objects.for_tenant(tenant)
    if training:
        people = people.filter(participant__registrations__training=training)
    return render(
        request,
        "learning/union_desk/destroy.html",
        _context(
            tenant,
            "trainings" if training else "names",
            training=training,
            form=form,
            names=people.count(),
            backups_until=_backups_until(),
            needs_second=rules.needs_second(tenant),
        ),
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _backups_until(day=None):
    return (day or timezone.localdate()) + timedelta(days=settings.BACKUP_DAYS)


def _asked_or_404(tenant, pk) -> Destruction:
    found = (
        Destruction.objects.for_tenant(tenant)
        .select_related("training", "asked_by", "confirmed_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
@coordinator_required
def destruction(request, tenant, destruction):
    """One request: waiting, carried out, or taken back."""
    asked = _asked_or_404(tenant, destruction)
    done_on = asked.confirmed_at and timezone.localdate(asked.confirmed_at)
    return render(
        request,
        "learning/union_desk/destruction.html",
        _context(
            tenant,
            "names",
            asked=asked,
            is_mine=asked.asked_by_id == request.user.pk,
            backups_until=_backups_until(done_on),
        ),
    )


@require_POST
@coordinator_required
def decide_destruction(request, tenant, destruction):
    """`do=confirm` by a second coordinator, else it is taken back."""
    asked = _asked_or_404(tenant, destruction)
    act = (
        confirm_destruction
        if request.POST.get("do") == "confirm"
        else withdraw_destruction
    )
    try:
        act(asked=asked, by=request.user)
    except SafekeepingError:
        messages.error(request, _("That is no longer possible. See how it stands."))
    return redirect("union_desk:destruction", asked.pk)
