"""`/`: to the visitor's language, which follows the account, then the browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def front_door(request: HttpRequest) -> HttpResponseRedirect:
    language = ""
    if request.user.is_authenticated:
        language = request.user.language
    if language not in dict(settings.LANGUAGES):
        language = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
