"""A compile that failed: recorded for the author, never raised into the editor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompileFailure(models.Model):
    """Why the latest publication of a page has not reached the trainees.

    What was live before stays live. The row goes when the page compiles again; it is
    shown on the page's edit view and on the author's home screen.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, related_name="compile_failure"
    )
    # For the author: a sentence, without a traceback.
    reason = models.TextField()
    failed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("failed publication")
        verbose_name_plural = _("failed publications")

    class Privacy:
        kept = ("id", "page", "reason", "failed_at")

    def __str__(self):
        return self.reason
