from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Signals only here, where Wagtail offers nothing else.
        from cms import (  # noqa: PLC0415 -- models must be loaded first
            fact_changes,
            publishing,
        )
        from cms.exchange import adapting  # noqa: PLC0415 -- the same

        # First which facts a page uses, then publishing, which asks for it.
        fact_changes.connect()
        publishing.connect()
        adapting.connect()
