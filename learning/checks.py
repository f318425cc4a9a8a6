"""What a site must not start with; `manage.py check` and every command ask.

Registered by learning/apps.py. Production is refused demo accounts, whose password
stands in the README, and missing keys, without which nobody would be recognised.
"""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register
from django.db import DatabaseError

from learning.members.accounts import DEMO_SIGN_IN_NAMES
from learning.members.models import User


@register()
def production_without_demo(app_configs=None, **kwargs):
    if not settings.PRODUCTION:
        return []
    found = []
    if settings.DEMO:
        found.append(
            Error(
                "DEMO is on in production.",
                hint="Set DEMO=False: it lets demo accounts in without a second factor.",
                id="learning.E001",
            )
        )
    names = demo_accounts()
    if names:
        found.append(
            Error(
                f"There are demo accounts in the database: {', '.join(names)}.",
                hint="Their password is public. Start from an empty database.",
                id="learning.E002",
            )
        )
    return found


@register()
def production_has_its_keys(app_configs=None, **kwargs):
    if not settings.PRODUCTION or (Path(settings.KEYS_DIR) / "programme.key").exists():
        return []
    return [
        Error(
            "programme.key is not in KEYS_DIR.",
            hint=(
                "On a new site, run `manage.py make_keys` once. Otherwise KEYS_DIR is "
                "not the right folder: no PIN and no code would be recognised."
            ),
            id="learning.E003",
        )
    ]


def demo_accounts() -> list[str]:
    """The demo accounts in the database; none where there are no tables yet."""
    try:
        found = User.objects.filter(sign_in_name__in=DEMO_SIGN_IN_NAMES)
        return sorted(found.values_list("sign_in_name", flat=True))
    except DatabaseError:
        return []
