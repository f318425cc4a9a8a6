"""Who is reading: the participant behind a request, and what she may see."""

from django.http import Http404, HttpRequest

from learning.catalogue.shelf import ModuleOnShelf, shelf
from learning.members.queries import memberships_of


def participant_of(request: HttpRequest):
    """The participant of the signed-in account; None for visitors and for staff."""
    user = request.user
    if not user.is_authenticated:
        return None
    return getattr(user, "participant", None)


def module_or_404(request: HttpRequest, slug: str) -> ModuleOnShelf:
    """A module this reader may see; 404 for others, so that nothing tells it exists."""
    module = shelf.module(slug)
    if not module or not _is_open(module, _tenants_of(request), request):
        raise Http404
    return module


def module_in(path: str) -> ModuleOnShelf | None:
    """The module of "/fr/modules/d4/" or of a page below it; None for other paths."""
    parts = path.split("?", maxsplit=1)[0].strip("/").split("/")
    if len(parts) < 3 or parts[1] != "modules":
        return None
    return shelf.module(parts[2])


def visible_modules(request: HttpRequest) -> list[ModuleOnShelf]:
    tenants = _tenants_of(request)
    return [each for each in shelf.index().modules if _is_open(each, tenants, request)]


def _is_open(module: ModuleOnShelf, tenants: set, request: HttpRequest) -> bool:
    return any(
        module.is_open_to(signed_in=request.user.is_authenticated, tenant_id=tenant)
        for tenant in tenants or {None}
    )


def _tenants_of(request: HttpRequest) -> set:
    """The tenant of a trainee, once it has let her in; those a trainer, coordinator or
    author works in."""
    participant = participant_of(request)
    if participant:
        return {participant.tenant_id} if participant.is_let_in else set()
    if not request.user.is_authenticated:
        return set()
    return {each.union.tenant_id for each in memberships_of(request.user) if each.union}
