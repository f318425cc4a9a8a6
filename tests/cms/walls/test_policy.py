"""What a browser may load: put together once, and django-csp's where a view asks."""

import pytest
from csp.decorators import csp_exempt, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from cms.walls.policy import ADMIN_POLICY, PagePolicy

HEADER = "Content-Security-Policy"


def page(request):
    return HttpResponse()


@csp_exempt()
def exempt(request):
    return HttpResponse()


@csp_update({"img-src": ["https://pictures.example"]})
def with_pictures(request):
    return HttpResponse()


def with_nonce(request):
    request._csp_nonce = "once"
    return HttpResponse()


def own_policy(request):
    return HttpResponse(headers={HEADER: ADMIN_POLICY})


def policy(middleware, view) -> set[str]:
    request = RequestFactory().get("/")
    return set(middleware(view)(request).get(HEADER, "").split("; "))


@pytest.mark.parametrize("view", [page, exempt, with_pictures, with_nonce, own_policy])
def test_it_is_what_django_csp_says(view):
    assert policy(PagePolicy, view) == policy(CSPMiddleware, view)


def test_an_ordinary_page_loads_only_what_is_ours():
    rules = dict(rule.split(" ", 1) for rule in policy(PagePolicy, page))
    # Scripts, styles, pictures but for data:, and all that is not named.
    assert rules.pop("default-src") == "'self'"
    assert rules.pop("img-src") == "'self' data:"
    assert rules == {
        "object-src": "'none'",
        "frame-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }


def test_it_is_put_together_once():
    with_policy = PagePolicy(page)
    with override_settings(CONTENT_SECURITY_POLICY=None):
        assert with_policy(RequestFactory().get("/")).has_header(HEADER)
