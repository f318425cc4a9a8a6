"""Back to where she was, and with what she had answered there."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 4000
# In the session: the address, with answers, that a new trainee came from.
CARRY_OVER = "carry_over"
# In the session of a place just kept: this tab's practice is hers (practice.js). Not for
# others who sign in, for a shared phone may hold somebody else's.
CARRIES_PRACTICE = "carries_practice"
MOST_ANSWERS = 200


def safe_next(request) -> str:
    """The `next` of this request if it leads to a page of ours, or nothing."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if is_ours(url) else ""


def is_ours(url: str) -> bool:
    return (
        len(url) <= LONGEST
        and url.startswith("/")
        and url.isprintable()
        # Django looks at 2048 characters at most; what leads elsewhere stands before.
        and url_has_allowed_host_and_scheme(url.partition("?")[0], allowed_hosts=None)
    )


def carried(request) -> str:
    """The practice answers of an anonymous reader, as the query string they were in."""
    raw = request.POST.get("carry") or request.GET.get("carry") or ""
    if len(raw) > LONGEST:
        return ""
    try:
        pairs = parse_qsl(raw.lstrip("?"), max_num_fields=MOST_ANSWERS)
    except ValueError:
        return ""
    return urlencode(pairs)


def with_carry(url: str, carry: str) -> str:
    """`next` with the carried answers in its query."""
    if not url or not carry:
        return url
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, carry)))
    return urlunsplit(parts._replace(query=query))
