"""Every address of the platform; what stands where is in docs/architecture.md."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import health
from cms.pages.standard import standard_page
from cms.walls.sign_in import sign_in
from learning.api import api
from learning.reading.views.class_mode import from_the_wall
from learning.reading.views.language import front_door

handler429 = "learning.members.too_many.handler429"

# Every component in every state, for who works on the looks; not on a real site.
gallery = (
    [
        path(
            "gallery/",
            TemplateView.as_view(
                template_name="cms/gallery.html", extra_context={"quick_exit": True}
            ),
        )
    ]
    if settings.DEMO
    else []
)

urlpatterns = [
    # First what is read most: an address is compared with these from the top.
    *i18n_patterns(
        path("", include("learning.reading.urls")),
        path("accounts/", include("learning.members.urls")),
        path("accounts/", include("learning.safekeeping.urls")),
        path("accounts/", include("allauth.urls")),
        path("pages/<slug:slug>/", standard_page, name="standard_page"),
        path("trainings/", include("learning.trainer_desk.urls")),
        path("union/", include("learning.union_desk.urls")),
        path("programme/", include("learning.programme_desk.urls")),
        *gallery,
        path("", include("learning.certificates.urls")),
    ),
    path("", front_door, name="front_door"),
    # Short, so that its QR code can be read from the back of a room.
    path("c/<slug:class_code>/", from_the_wall, name="class_from_the_wall"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1/", api.urls),
    # Wagtail's own log-in knows no second factor; ours does.
    path("admin/login/", sign_in, name="wagtailadmin_login"),
    path(
        "admin/logout/",
        RedirectView.as_view(pattern_name="account_logout"),
        name="wagtailadmin_logout",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # A web server in front may do this too (docs/deploy.md).
    # Pictures only: files go through /documents/.
    path(
        "media/images/<path:path>",
        serve,
        {"document_root": settings.MEDIA_ROOT / "images"},
    ),
]
