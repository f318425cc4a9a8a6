"""Unions: confederations, federations, locals; and which of them is a tenant."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.records import AppendOnly, Stamped, new_id


class UnionQuerySet(models.QuerySet):
    def tenants(self):
        """The unions that keep their own key."""
        return self.filter(keeps_own_key=True)

    def within(self, union):
        """The union and everything below it in the tree."""
        return self.filter(lineage__startswith=union.lineage)


class Union(Stamped):
    """A confederation, federation or local union; a tenant where it keeps its own key."""

    class Level(models.TextChoices):
        CONFEDERATION = "confederation", _("confederation")
        FEDERATION = "federation", _("federation")
        LOCAL = "local", _("local union")
        OPEN = "open", _("people without a union")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=16, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches"
    )
    # Slugs from the root, "ctb/fnea/": one LIKE finds a whole branch.
    lineage = models.CharField(max_length=500, unique=True, editable=False)
    keeps_own_key = models.BooleanField(default=False)
    # Its people work in one place: whoever reads its figures knows whom to look for, so
    # they show under the union above it.
    is_one_workplace = models.BooleanField(default=False)
    # Set with the first coordinator and never emptied: from then on only a coordinator
    # appoints another, even if all of them have gone.
    coordinated_since = models.DateTimeField(null=True, editable=False)
    tenant = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    # Shown to people who are stuck and have no account: an office, never a person.
    help_contact = models.TextField(blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_role = models.CharField(max_length=120, blank=True)
    logo_svg = models.TextField(blank=True)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("trade union", "union")
        verbose_name_plural = pgettext_lazy("trade unions", "unions")
        constraints = [
            models.CheckConstraint(
                condition=Q(level="open") | ~Q(country=""),
                name="union_has_a_country",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="union_is_not_its_own_parent"
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "slug",
            "name",
            "level",
            "parent",
            "lineage",
            "keeps_own_key",
            "is_one_workplace",
            "coordinated_since",
            "tenant",
            "country",
            "language",
            "time_zone",
            "help_contact",
            "signatory_name",
            "signatory_role",
            "logo_svg",
        )

    def __str__(self):
        return self.name


class PastPlace(AppendOnly):
    """Where a union stood in the tree until it was moved: what was done before that day
    is counted there."""

    union = models.ForeignKey(Union, models.CASCADE, related_name="past_places")
    lineage = models.CharField(max_length=500)
    # The first day on which it stood somewhere else.
    until = models.DateField()

    class Meta:
        verbose_name = _("earlier place in the tree")
        verbose_name_plural = _("earlier places in the tree")
        ordering = ["until", "pk"]

    class Privacy:
        kept = ("id", "union", "lineage", "until")

    def __str__(self):
        return self.lineage
