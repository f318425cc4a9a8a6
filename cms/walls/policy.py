"""What a browser may load in the admin: Wagtail's own, and nothing from elsewhere.

Wagtail's date fields and wagtail-localize's editor carry inline scripts and styles and
know no nonces, so this policy is looser than a trainee's page's. Previews are shown in a frame of the same origin.
"""

from django.urls import reverse

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


class AdminPolicy:
    """Middleware; the outermost but for django-csp, which then leaves the header alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response["Content-Security-Policy"] = ADMIN_POLICY
        return response
