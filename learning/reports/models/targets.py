"""What the programme promised: indicators with a baseline, and targets for spans."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.members.answers import Sex
from learning.records import Stamped, new_id

# The first and the last year a baseline or a span may be of.
FIRST_YEAR, LAST_YEAR = 1990, 2100
NUMBER = {"max_digits": 15, "decimal_places": 2}


class Indicator(Stamped):
    """One thing that is measured: counted here by a named rule, or entered by hand.

    What is counted can be narrowed to one country, theme or age, and to one sex: those
    are lines of the tables that may leave the house (`reports.tables`). Two indicators
    never count the same.
    """

    class Kind(models.TextChoices):
        """As IATI's codelist ResultType has it."""

        OUTPUT = "1", _("what we do: people trained, trainings held")
        OUTCOME = "2", _("what changes by it: agreements, cases, laws")

    class Measure(models.TextChoices):
        """As IATI's codelist IndicatorMeasure has it."""

        UNIT = "1", _("a number of something")
        PER_CENT = "2", _("per cent")

    class Youth(models.TextChoices):
        """The keys of `reports.selection.YOUTH`."""

        UN = "un", _("up to 24 (United Nations)")
        ILO = "ilo", _("up to 29 (International Labour Organization)")
        AU = "au", _("up to 35 (African Union)")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    # Language → title.
    titles = models.JSONField(default=dict)
    kind = models.CharField(max_length=1, choices=Kind, default=Kind.OUTPUT)
    measure = models.CharField(max_length=1, choices=Measure, default=Measure.UNIT)
    unit = models.CharField(max_length=60)
    # More is better.
    ascending = models.BooleanField(default=True)
    # May be added up with the same indicator of other organisations.
    can_be_added_up = models.BooleanField(default=True)
    # The label of a rule ("trained.1", or "outcome.agreement.1" for records of what came
    # of it); empty: entered by hand.
    counted_by = models.CharField(max_length=40, blank=True)
    theme = models.ForeignKey(
        "learning.Module", models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    # Only young people, by this definition; empty: of every age.
    youth = models.CharField(max_length=3, choices=Youth, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline = models.DecimalField(null=True, blank=True, **NUMBER)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["kind", "created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(unit=""), name="indicator_has_a_unit"),
            models.CheckConstraint(
                condition=~Q(counted_by="")
                | Q(theme__isnull=True, country="", sex="", youth=""),
                name="indicator_by_hand_is_not_filtered",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_year__isnull=True)
                | Q(baseline__isnull=False, baseline_year__isnull=False),
                name="indicator_baseline_is_of_a_year",
            ),
            models.UniqueConstraint(
                fields=["counted_by", "theme", "country", "sex", "youth"],
                condition=~Q(counted_by="") & Q(theme__isnull=False),
                name="indicator_of_a_theme_counts_once",
            ),
            models.UniqueConstraint(
                fields=["counted_by", "country", "sex", "youth"],
                condition=~Q(counted_by="") & Q(theme__isnull=True),
                name="indicator_counts_once",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "slug",
            "titles",
            "kind",
            "measure",
            "unit",
            "ascending",
            "can_be_added_up",
            "counted_by",
            "theme",
            "country",
            "sex",
            "youth",
            "baseline_year",
            "baseline",
        )

    def __str__(self):
        return self.slug

    @property
    def title(self) -> str:
        """In the reader's language, else in English, else in whatever there is."""
        said = (self.titles.get(each) for each in (get_language(), "en"))
        return next(filter(None, said), next(iter(self.titles.values()), self.slug))

    @property
    def is_counted(self) -> bool:
        return bool(self.counted_by)


class TargetSpan(Stamped):
    """What an indicator is to come to in a span of days, and by hand what it came to.

    Spans of one indicator do not overlap (`actions.targets` holds the indicator while it
    looks). Of a counted one each is a calendar year, as the tables are: two spans that
    differ by days would tell of the people of those days.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="spans")
    starts_on = models.DateField()
    ends_on = models.DateField()
    target = models.DecimalField(null=True, blank=True, **NUMBER)
    # By hand only; what is counted is counted when it is shown.
    actual = models.DecimalField(null=True, blank=True, **NUMBER)
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("span of an indicator")
        verbose_name_plural = _("spans of indicators")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")),
                name="target_span_begins_before_it_ends",
            ),
            models.UniqueConstraint(
                fields=["indicator", "starts_on"], name="target_span_begins_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "ends_on"], name="target_span_ends_once"
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "indicator",
            "starts_on",
            "ends_on",
            "target",
            "actual",
            "comment",
        )

    def __str__(self):
        return f"{self.starts_on}–{self.ends_on}"
