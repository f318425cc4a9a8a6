"""What counting reads: one row for each person and module, and person and training."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.classroom.models.trainings import Project, Training
from learning.members import answers
from learning.records import Stamped
from learning.tenancy import TenantScoped

# Who was there for that many per cent of a training's hours is trained, as certificates
# of participation are given. Of version 1 of the rule (`reports.counting`): another
# share is another version, and another column.
SHARE_TRAINED = 80


class Participation(TenantScoped, Stamped):
    """One person in one training she attended, or in one module she began.

    Written in the transaction of what it follows from and of nothing else, so it can be
    thrown away and made again with the same result
    (`classroom.actions.participations`). It carries what counting asks of it, as it was
    on the day it counts on, so that no report has to look at people.
    """

    # Made from whose and what it is: the same row is the same id, in whatever order.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(
        "learning.Participant",
        models.CASCADE,
        related_name="participations",
        db_index=False,  # `participation_once` begins with it
    )
    # The entry that stands for the person, where two of hers were joined; no foreign
    # key, because nothing but telling apart is done with it.
    person = models.UUIDField()
    training = models.ForeignKey(
        Training,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="participations",
    )
    module = models.ForeignKey(
        "learning.Module",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    # When and where it counts.
    counted_on = models.DateField()
    union = models.ForeignKey(
        "learning.Union", models.PROTECT, related_name="+", db_index=False
    )
    # The union's place in the tree on that day.
    lineage = models.CharField(max_length=500)
    country = models.CharField(max_length=2, blank=True)
    # The module under whose theme it is counted; empty: several themes in one training.
    theme = models.ForeignKey(
        "learning.Module",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    modality = models.CharField(max_length=5, choices=Training.Modality)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    language = models.CharField(max_length=12, blank=True)

    # Who, as far as counting goes.
    sex = models.CharField(max_length=1, choices=answers.Sex, blank=True)
    age_band = models.CharField(max_length=5, choices=answers.AgeBand, blank=True)
    role_at_work = models.CharField(
        max_length=12, choices=answers.RoleAtWork, blank=True
    )
    sector = models.CharField(max_length=12, choices=answers.Sector, blank=True)

    # What came of it.
    minutes = models.PositiveIntegerField(default=0, help_text="she was there")
    planned = models.PositiveIntegerField(
        default=0, help_text="minutes of the training; 0 for a module"
    )
    for_trainers = models.BooleanField(default=False)
    passed_on = models.DateField(null=True, blank=True)
    # There for `SHARE_TRAINED` of the hours, or passed at home: the day of it.
    trained_on = models.DateField(null=True, blank=True)
    certified_on = models.DateField(null=True, blank=True)
    percent_before = models.PositiveSmallIntegerField(null=True, blank=True)
    percent_after = models.PositiveSmallIntegerField(null=True, blank=True)
    # By her own word, when she was registered: see `Registration.Before`.
    before = models.CharField(max_length=7, blank=True)
    # From an earlier list, by its own method, and not from a register taken here.
    is_declared = models.BooleanField(default=False)

    # False where it is there only for what came of it: a module that she was taught in
    # a training, a training that she was written into twice.
    counts = models.BooleanField(default=True)
    # The day of the person's row before this one: of those that count, of those that
    # count in its theme, of those by which she is trained. A row is the first of a span
    # of days where that is none or earlier, and nobody's rows have to be laid together.
    previous_on = models.DateField(null=True, blank=True)
    previous_in_theme_on = models.DateField(null=True, blank=True)
    previous_trained_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "training"],
                condition=Q(training__isnull=False),
                name="participation_in_training_once",
            ),
            models.UniqueConstraint(
                fields=["participant", "module"],
                condition=Q(module__isnull=False),
                name="participation_in_module_once",
            ),
            models.CheckConstraint(
                condition=Q(training__isnull=False, module__isnull=True)
                | Q(training__isnull=True, module__isnull=False),
                name="participation_in_a_training_or_a_module",
            ),
            models.CheckConstraint(
                condition=Q(trained_on__isnull=False)
                | Q(previous_trained_on__isnull=True),
                name="participation_follows_where_trained",
            ),
            models.CheckConstraint(
                condition=Q(counts=True)
                | Q(previous_on__isnull=True, previous_in_theme_on__isnull=True),
                name="participation_follows_where_it_counts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "counted_on"], name="participation_of_person"
            ),
            models.Index(fields=["counted_on"], name="participation_by_day"),
            models.Index(
                fields=["tenant", "counted_on"], name="participation_of_union"
            ),
            # What is asked most over all years is answered from these alone, without the
            # rows, which are twenty times as wide.
            models.Index(
                fields=["country", "sex", "previous_on"],
                condition=Q(counts=True),
                name="participation_by_place",
            ),
            models.Index(
                fields=[
                    *("sex", "country", "trained_on", "previous_trained_on"),
                    *("person", "id"),
                ],
                condition=Q(trained_on__isnull=False),
                name="participation_trained",
            ),
            models.Index(
                fields=["certified_on"],
                condition=Q(certified_on__isnull=False),
                name="participation_certified",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "module",
            "counted_on",
            "union",
            "lineage",
            "country",
            "theme",
            "modality",
            "project",
            "language",
            "sex",
            "age_band",
            "role_at_work",
            "sector",
            "minutes",
            "planned",
            "for_trainers",
            "passed_on",
            "trained_on",
            "certified_on",
            "percent_before",
            "percent_after",
            "before",
            "is_declared",
            "counts",
            "previous_on",
            "previous_in_theme_on",
            "previous_trained_on",
        )
        pseudonymous = ("participant", "person")

    def __str__(self):
        return str(self.pk)
