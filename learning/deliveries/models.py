"""Papers made on demand and kept until what they were made of has changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped

# What every ordered paper keeps; nothing of it is about a person.
_KEPT = (
    "id",
    "created_at",
    "changed_at",
    "key",
    "language",
    "content",
    "parameters",
    "file",
    "ordered_at",
    "made_at",
    "failed_at",
)


class OrderedPaper(Stamped):
    """A paper that somebody has ordered; nobody knows here who."""

    # Hash of all that the file depends on: kind, content, layout, parameters.
    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=12)
    # Hash of the words and ids it was ordered for.
    content = models.CharField(max_length=64)
    parameters = models.JSONField(default=dict)
    # Its name in the storage of files; empty until it is made.
    file = models.CharField(max_length=200, blank=True, default="")
    ordered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, file="")
                | (Q(made_at__isnull=False) & ~Q(file="")),
                name="%(class)s_made_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True) | Q(failed_at__isnull=True),
                name="%(class)s_made_or_failed",
            ),
        ]


class DeliveryQuerySet(models.QuerySet):
    def outdated(self, *, before):
        """Not touched since `before`: a newer edition has another row."""
        return self.filter(changed_at__lt=before)


class Delivery(OrderedPaper):
    """One paper of a module in one language; `parameters` of a plan are minutes, people,
    power, devices, lessons."""

    class Kind(models.TextChoices):
        BOOKLET = "booklet", _("booklet")
        PLAN = "plan", _("session plan")

    kind = models.CharField(max_length=10, choices=Kind)
    module = models.ForeignKey("learning.Module", models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()

    objects = DeliveryQuerySet.as_manager()

    class Meta(OrderedPaper.Meta):
        verbose_name = pgettext_lazy("a paper made on demand", "delivery")
        verbose_name_plural = pgettext_lazy("papers made on demand", "deliveries")

    class Privacy:
        kept = (*_KEPT, "kind", "module", "edition")

    def __str__(self):
        return f"{self.kind} {self.module_id} {self.language} {self.edition}"


class Kit(TenantScoped, OrderedPaper):
    """All papers of a training in one file. It holds sign-in names, and no name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(
        "learning.Training", models.CASCADE, related_name="kits"
    )
    # Once it is made: [part, its first page, its last page], in the order of the pages.
    pages = models.JSONField(default=list, blank=True)

    class Meta(OrderedPaper.Meta):
        verbose_name = pgettext_lazy("all papers of a training", "class kit")
        verbose_name_plural = pgettext_lazy("all papers of trainings", "class kits")

    class Privacy:
        kept = (*_KEPT, "tenant", "training", "pages")

    def __str__(self):
        return str(self.pk)
