"""The JSON API at /api/v1/, described at /api/v1/openapi.json.

The body of `POST events` is read by hand, before any parser sees it: its size is
bounded as it is decompressed, so that a small file can't grow into a large one.
"""

import json
import zlib
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.security import django_auth

from learning.intake import MOST_EVENTS, take
from learning.reading.readers import participant_of

MOST_BYTES = 256 * 1024

api = NinjaAPI(
    title="Palabre",
    version="1",
    urls_namespace="api-1",
    docs_url=None,  # the interactive page would load scripts from another host
)


class Refused(Exception):
    """A request that can't be taken as a whole."""

    def __init__(self, status: int, code: str, message: str):
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


@api.exception_handler(Refused)
def _refused(request, refused: Refused):
    return JsonResponse(
        {"error": refused.code, "message": refused.message}, status=refused.status
    )


class EventReceipt(Schema):
    id: str | None
    status: str
    reason: str = ""


class Receipts(Schema):
    events: list[EventReceipt]


class Problem(Schema):
    error: str
    message: str


EVENTS_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["events"],
                    "properties": {
                        "events": {
                            "type": "array",
                            "maxItems": MOST_EVENTS,
                            "items": {
                                "type": "object",
                                "required": [
                                    "id",
                                    "verb",
                                    "lesson",
                                    "version",
                                    "language",
                                    "occurred_at",
                                ],
                                "properties": {
                                    "id": {"type": "string", "format": "uuid"},
                                    "verb": {"enum": ["experienced", "answered"]},
                                    "lesson": {"type": "string", "format": "uuid"},
                                    "activity": {"type": "string", "format": "uuid"},
                                    "attempt": {"type": "string", "format": "uuid"},
                                    "answer": {},
                                    "version": {"type": "integer", "minimum": 1},
                                    "language": {"type": "string"},
                                    "occurred_at": {
                                        "type": "string",
                                        "format": "date-time",
                                    },
                                    "device": {"type": "string", "format": "uuid"},
                                },
                            },
                        }
                    },
                }
            }
        },
    }
}


@api.post(
    "/events",
    auth=django_auth,
    response={
        200: Receipts,
        HTTPStatus.BAD_REQUEST: Problem,
        HTTPStatus.FORBIDDEN: Problem,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Problem,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Problem,
    },
    openapi_extra=EVENTS_BODY,
    summary="Store what the signed-in trainee did",
)
def events(request: HttpRequest):
    """At most 500 events and 256 kB; each gets `stored`, `known` or `refused`."""
    participant = participant_of(request)
    if participant is None:
        raise Refused(
            HTTPStatus.FORBIDDEN,
            "no_participant",
            _("This account follows no courses."),
        )
    given = _json(_body(request))
    if not isinstance(given, dict) or not isinstance(given.get("events"), list):
        raise Refused(
            HTTPStatus.BAD_REQUEST,
            "no_events",
            _("Send an object with a list named “events”."),
        )
    if len(given["events"]) > MOST_EVENTS:
        raise _too_large()
    receipts = take(participant=participant, events=given["events"], by=request.user)
    return {
        "events": [
            {"id": each.id, "status": each.status, "reason": each.reason}
            for each in receipts
        ]
    }


def _too_large() -> Refused:
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "too_large",
        _("That is too much at once. Send at most 500 events and 256 kB."),
    )


def _body(request: HttpRequest) -> bytes:
    """The body, decompressed, at most 256 kB of it."""
    try:
        raw = request.body
    except RequestDataTooBig:
        raise _too_large() from None
    except (UnreadablePostError, RawPostDataException):
        raise _not_json() from None
    if len(raw) > MOST_BYTES:
        raise _too_large()
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return raw
    if encoding != "gzip":
        raise _not_json(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unknown_encoding")
    unpack = zlib.decompressobj(wbits=31)
    try:
        body = unpack.decompress(raw, MOST_BYTES + 1)
    except zlib.error:
        raise _not_json() from None
    if len(body) > MOST_BYTES or unpack.unconsumed_tail:
        raise _too_large()
    if not unpack.eof or unpack.unused_data:
        raise _not_json()  # cut short on the way, or something behind it
    return body


def _json(body: bytes):
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _not_json() from None


def _not_json(status=HTTPStatus.BAD_REQUEST, code="not_json") -> Refused:
    return Refused(status, code, _("We could not read that as JSON."))
