"""What can be learned, compiled: written at publishing, read by everything else.

A lesson is one thing in every language; its key is the translation key of its source
page, so this room stands when pages are moved, unpublished or deleted. `Spec` is the
language-neutral part (grading, weights, completion), `Text` the words, `Document` the
finished HTML with named slots. See docs/decisions/0002-publishing-compiles.md.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.activities.sensitivity import NONE
from learning.records import AppendOnly, Stamped, new_id


class ModuleQuerySet(models.QuerySet):
    def on_offer(self):
        return self.filter(is_live=True).order_by("position", "slug")

    def open_to(self, *, signed_in: bool, tenant_pk=None):
        """Modules a visitor may see: open, signed-in, or of the own union."""
        audiences = Q(audience=Module.Audience.OPEN)
        if signed_in:
            audiences |= Q(audience=Module.Audience.SIGNED_IN)
        if tenant_pk:
            audiences |= Q(audience=Module.Audience.UNION, owner=tenant_pk)
        return self.filter(audiences)


class Module(Stamped):
    """A course of lessons with a certificate at the end."""

    class Audience(models.TextChoices):
        OPEN = "open", _("everyone")
        SIGNED_IN = "signed_in", _("people with an account")
        UNION = "union", _("this union only")

    key = models.UUIDField(primary_key=True)
    slug = models.SlugField(unique=True)
    # Empty: the programme's own.
    owner = models.ForeignKey(
        "learning.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.OPEN)
    # What it was adapted from, and under whose theme it is counted.
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adaptations"
    )
    position = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=0)
    # That of its most sensitive lesson on offer (learning/activities/sensitivity.py).
    sensitivity = models.CharField(max_length=10, default=NONE)
    is_live = models.BooleanField(default=False)
    latest_edition = models.ForeignKey(
        "learning.Edition", models.SET_NULL, null=True, related_name="+"
    )

    objects = ModuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    class Privacy:
        kept = (
            "key",
            "created_at",
            "changed_at",
            "slug",
            "owner",
            "audience",
            "origin",
            "position",
            "minutes",
            "sensitivity",
            "is_live",
            "latest_edition",
        )

    def __str__(self):
        return self.slug


class ModuleText(Stamped):
    """The words of a module in one language: title, summary, outcome, product …"""

    module = models.ForeignKey(Module, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    # title, neutral_title, summary, outcome, product
    body = models.JSONField()
    is_live = models.BooleanField(default=True)
    is_stale = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("module text")
        verbose_name_plural = _("module texts")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "language"], name="module_text_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "module",
            "language",
            "body",
            "is_live",
            "is_stale",
        )

    def __str__(self):
        return f"{self.module_id} {self.language}"


class Lesson(Stamped):
    """A lesson, or one of a module's two tests, in every language at once."""

    class Kind(models.TextChoices):
        LESSON = "lesson", _("lesson")
        PRE_TEST = "pre_test", _("pre-test")
        FINAL_TEST = "final_test", _("final test")

    key = models.UUIDField(primary_key=True)
    module = models.ForeignKey(Module, models.PROTECT, related_name="lessons")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LESSON)
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)
    is_live = models.BooleanField(default=False)
    latest_version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "slug"],
                condition=Q(is_live=True),
                name="lesson_slug_once",
            ),
            models.UniqueConstraint(
                fields=["module", "kind"],
                condition=Q(is_live=True) & ~Q(kind="lesson"),
                name="lesson_one_test_of_a_kind",
            ),
        ]

    class Privacy:
        kept = (
            "key",
            "created_at",
            "changed_at",
            "module",
            "kind",
            "slug",
            "position",
            "is_live",
            "latest_version",
        )

    def __str__(self):
        return self.slug


class Spec(AppendOnly):
    """The language-neutral part of one lesson version; never changes."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="specs")
    version = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    body = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("spec")
        verbose_name_plural = _("specs")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "version"], name="spec_once")
        ]

    class Privacy:
        kept = ("id", "lesson", "version", "hash", "body", "created_at")

    def __str__(self):
        return f"{self.lesson_id} v{self.version}"


class Edition(AppendOnly):
    """An immutable list of (lesson, version): what a module was at one moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    module = models.ForeignKey(Module, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    # [[lesson key, version], …] in the order of the module.
    lessons = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("of a module", "edition")
        verbose_name_plural = pgettext_lazy("of a module", "editions")
        constraints = [
            models.UniqueConstraint(fields=["module", "number"], name="edition_once")
        ]

    class Privacy:
        kept = ("id", "module", "number", "lessons", "created_at")

    def __str__(self):
        return f"{self.module_id} {self.number}"


class LessonLanguage(Stamped):
    """Which version a lesson shows in one language, and whether it lags behind."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    objective = models.TextField(blank=True)
    is_live = models.BooleanField(default=True)
    # The source has moved on since; the trainee still gets this last good one.
    is_stale = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("lesson language")
        verbose_name_plural = _("lesson languages")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "language"], name="lesson_language_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "lesson",
            "language",
            "version",
            "title",
            "objective",
            "is_live",
            "is_stale",
        )

    def __str__(self):
        return f"{self.lesson_id} {self.language}"


class Text(Stamped):
    """The words of one lesson version in one language, by block id."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    body = models.JSONField()

    class Meta:
        verbose_name = pgettext_lazy("words of a lesson", "text")
        verbose_name_plural = pgettext_lazy("words of a lesson", "texts")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "version", "language"], name="text_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "lesson",
            "version",
            "language",
            "body",
        )

    def __str__(self):
        return f"{self.lesson_id} v{self.version} {self.language}"


class Document(Stamped):
    """Finished HTML of one lesson version in one language, with named slots."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="documents")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    html = models.TextField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "version", "language"], name="document_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "lesson",
            "version",
            "language",
            "html",
        )

    def __str__(self):
        return f"{self.lesson_id} v{self.version} {self.language}"


class HelpService(Stamped):
    """Whom to turn to in a country, as readers get it; written by publishing."""

    class Confidence(models.TextChoices):
        HIGH = "high", _("the service answered")
        MEDIUM = "medium", _("a source says that it exists")
        TO_CHECK = "to_check", _("nothing known yet, or an old source")

    key = models.UUIDField(primary_key=True)
    # Empty: the programme's own.
    owner = models.ForeignKey(
        "learning.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2)
    name = models.TextField()
    source = models.TextField(blank=True)
    # Empty: never by anybody.
    last_checked_date = models.DateField(null=True)
    confidence = models.CharField(max_length=10, choices=Confidence)
    # The language it was written in, which stands in for all others.
    language = models.CharField(max_length=12)
    # Codes or names, with commas between them.
    languages = models.TextField(blank=True)
    # Language → name, what, contact, hours.
    words = models.JSONField()

    class Meta:
        verbose_name = _("help service")
        verbose_name_plural = _("help services")

    class Privacy:
        kept = (
            "key",
            "created_at",
            "changed_at",
            "owner",
            "country",
            "name",
            "source",
            "last_checked_date",
            "confidence",
            "language",
            "languages",
            "words",
        )

    def __str__(self):
        return f"{self.country} {self.name}"


class Generation(models.Model):
    """One row whose number rises with each publication; caches ask it once a second."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="generation_is_one_row")
        ]

    class Privacy:
        kept = ("id", "number")

    def __str__(self):
        return str(self.number)
