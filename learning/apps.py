from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = _("learning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Registers the checks that keep production safe.
        from learning import checks  # noqa: F401, PLC0415 -- settings must be loaded
