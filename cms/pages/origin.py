"""Where an adapted page comes from: what it was copied from, and how that read then."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Adapted(models.Model):
    """A page that a union copied and may change; its origin goes on changing too."""

    # The identity (translation key) of the page it was copied from; none for most.
    origin = models.UUIDField(_("copied from"), null=True, blank=True, editable=False)
    # The words of the original when it was copied, or when somebody last looked at what
    # has changed; see cms/exchange/adapting.py.
    origin_words = models.JSONField(null=True, blank=True, editable=False)
    # Whether the original has been published with other words since.
    origin_has_news = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
