"""The directory of help: whom to turn to, by country; for everybody, and to be printed."""

import hashlib
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from learning.catalogue.on_shelf import ServiceOnShelf
from learning.catalogue.shelf import shelf
from learning.cldr import current_locale
from learning.members.countries import country_choices


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """`/<lang>/services/`, and one country of it with `?country=BJ`."""
    countries = by_country(get_language())
    chosen = [each for each in countries if each["code"] == request.GET.get("country")]
    response = render(
        request,
        "learning/reading/help_services.html",
        {
            "countries": countries,
            "shown": chosen or countries,
            "quick_exit": True,
        },
    )
    return response if request.user.is_authenticated else _cacheable(request, response)


def by_country(language: str) -> list[dict]:
    """The services of each country that has some, by the reader's names of countries."""
    names = dict(country_choices(language))
    services = sorted(
        shelf.help_services(),
        key=lambda each: (names.get(each.country, each.country), each.name),
    )
    return [
        {
            "code": code,
            "name": names.get(code, code),
            "services": [_shown(each, language) for each in some],
        }
        for code, some in groupby(services, key=lambda each: each.country)
    ]


def _shown(service: ServiceOnShelf, language: str) -> dict:
    is_translated = language in service.words
    return {
        "service": service,
        "words": service.words_in(language),
        "languages": _named(service.languages),
        "language": "" if is_translated else service.language,
        "is_stale": service.is_stale(timezone.localdate()),
    }


def _named(languages: str) -> str:
    """ "fr, wo" by the names of the reader's language; what is no code as it stands."""
    names = current_locale().languages
    codes = [code.strip() for code in languages.split(",")]
    return ", ".join(names.get(code, code) for code in codes if code)


def _cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Nothing of a visitor is in it, so any cache may keep it."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response)
