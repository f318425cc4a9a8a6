"""Which requests are the admin's: asked of each one, so looked up once."""

from functools import cache

from django.urls import reverse


def is_admin(path: str) -> bool:
    return path.startswith(_admin())


@cache
def _admin() -> str:
    return reverse("wagtailadmin_home")
