"""`/`: to the visitor's language, which follows the account, then the browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def front_door(request: HttpRequest) -> HttpResponseRedirect:
    response = HttpResponseRedirect(f"/{language_of_visitor(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def language_of_visitor(request: HttpRequest) -> str:
    """That of the account, else of the browser."""
    language = request.user.language if request.user.is_authenticated else ""
    if language in dict(settings.LANGUAGES):
        return language
    return get_language_from_request(request)
