"""The members' room by itself, with one staff room beside it."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

from learning.members.doors import staff_required
from learning.members.roles import Coordinator


def page(request, **kwargs):
    return HttpResponse(
        "a page", headers={"X-User": str(request.user.is_authenticated)}
    )


urlpatterns = [
    path("admin/", page, name="wagtailadmin_home"),
    *i18n_patterns(
        path("accounts/", include("learning.members.urls")),
        path("accounts/", include("learning.safekeeping.urls")),
        path("accounts/", include("allauth.urls")),
        path("union/", staff_required(Coordinator)(page)),
        path("trainings/", page),
        path("modules/negotiation/strategy/", page),
        path("my/", page),
        path("", page),
    ),
]
handler429 = "learning.members.too_many.handler429"
