from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Signals only here, where Wagtail offers nothing else.
        from cms import publishing  # noqa: PLC0415 -- models must be loaded first

        publishing.connect()
