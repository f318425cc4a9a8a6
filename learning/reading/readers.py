"""Who is reading: the participant behind a request, and what she may see."""

from django.http import Http404, HttpRequest

from learning.catalogue.shelf import ModuleOnShelf, shelf


def participant_of(request: HttpRequest):
    """The participant of the signed-in account; None for visitors and for staff."""
    user = request.user
    if not user.is_authenticated:
        return None
    return getattr(user, "participant", None)


def module_or_404(request: HttpRequest, slug: str) -> ModuleOnShelf:
    """A module this reader may see; 404 for others, so that nothing tells it exists."""
    module = shelf.module(slug)
    if not module:
        raise Http404
    participant = participant_of(request)
    if not module.is_open_to(
        signed_in=request.user.is_authenticated,
        tenant_id=participant.tenant_id if participant else None,
    ):
        raise Http404
    return module


def visible_modules(request: HttpRequest) -> list[ModuleOnShelf]:
    participant = participant_of(request)
    return [
        module
        for module in shelf.index().modules
        if module.is_open_to(
            signed_in=request.user.is_authenticated,
            tenant_id=participant.tenant_id if participant else None,
        )
    ]
