"""What happens between a trainee and her trainer. So far: asking for help."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class HelpRequest(TenantScoped, Stamped):
    """ "I am stuck", with one of five fixed reasons; no free text, by design."""

    class Reason(models.TextChoices):
        WORDS = "words", _("I do not understand the words")
        QUESTION = "question", _("I do not understand a question")
        PHONE = "phone", _("The phone or the page does not work")
        TIME = "time", _("I have no time or no place to learn")
        TALK = "talk", _("I want to talk with my trainer")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="help_requests"
    )
    reason = models.CharField(max_length=10, choices=Reason)
    lesson = models.ForeignKey(
        "learning.Lesson", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("help request")
        verbose_name_plural = _("help requests")
        constraints = [
            # Asking twice is asking once, until somebody has settled it.
            models.UniqueConstraint(
                fields=["participant", "reason"],
                condition=Q(settled_at__isnull=True),
                name="help_request_one_open",
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "reason",
            "lesson",
            "settled_at",
        )
        pseudonymous = ("participant", "settled_by")

    def __str__(self):
        return self.reason
