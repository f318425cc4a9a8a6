"""What a browser may load: on every page ours alone; in the admin Wagtail's own as well.

Wagtail's date fields and wagtail-localize's editor carry inline scripts and styles and
know no nonces, so this policy is looser than a trainee's page's. Previews are shown in a frame of the same origin.
"""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy

from cms.walls.admin import is_admin

ADMIN_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ]
)


class PagePolicy(CSPMiddleware):
    """django-csp's, with the policy of CONTENT_SECURITY_POLICY put together once.

    A view that asks for something else (a nonce, an exception) is left to django-csp.
    """

    def __init__(self, get_response):
        super().__init__(get_response)
        self._policy = build_policy()

    def process_response(self, request, response):
        asks = any(
            name.startswith("_csp") for name in (*vars(request), *vars(response))
        )
        if asks or HEADER in response:
            return super().process_response(request, response)
        response[HEADER] = self._policy
        return response


class AdminPolicy:
    """Middleware; the outermost but for django-csp, which then leaves the header alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_admin(request.path):
            response["Content-Security-Policy"] = ADMIN_POLICY
        return response
