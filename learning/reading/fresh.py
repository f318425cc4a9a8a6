"""Whether a reader has this very page already."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags


def is_fresh(request: HttpRequest, etag: str) -> bool:
    """Whether the reader has this very page; caches may have made the tag a weak one."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in given or etag in {each.removeprefix("W/") for each in given}


def not_modified(etag: str) -> HttpResponse:
    return tagged(HttpResponseNotModified(), etag)


def tagged(response: HttpResponse, etag: str) -> HttpResponse:
    """One reader's page, to be asked for again each time."""
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
