"""What is taught: whole modules, or single lessons of them, as boxes to tick."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.activities.sensitivity import SENSITIVE
from learning.catalogue.shelf import shelf


@dataclass(frozen=True)
class Box:
    """One box; `value` is a module's key, or that and a lesson's."""

    value: str
    title: str
    minutes: int
    needs_referral: bool


@dataclass(frozen=True)
class ModuleRow:
    whole: Box
    lessons: tuple[Box, ...]


def module_rows(tenants, language: str) -> list[ModuleRow]:
    """The modules that these tenants may teach, in the order of the catalogue."""
    rows = []
    for module in shelf.index().modules:
        if not module.lessons or not any(
            module.is_open_to(signed_in=True, tenant_id=each.pk) for each in tenants
        ):
            continue
        whole = Box(
            str(module.key),
            module.outward_title(language),
            module.minutes,
            module.sensitivity == SENSITIVE,
        )
        lessons = tuple(
            Box(
                f"{module.key}:{lesson.key}",
                module.outward_title_of(lesson, language),
                lesson.minutes,
                lesson.sensitivity == SENSITIVE,
            )
            for lesson in module.lessons
        )
        rows.append(ModuleRow(whole, lessons))
    return rows


def value_of(module_key, lesson_key) -> str:
    return f"{module_key}:{lesson_key}" if lesson_key else str(module_key)


class ContentsField(forms.MultipleChoiceField):
    """Cleans to a list of (module key, lesson key or None), in the order shown; a whole
    module takes in its lessons."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(
            label=_("What you teach"),
            error_messages={
                "required": _("Choose at least one module or lesson."),
                "invalid_choice": _("Choose from the list."),
            },
            **options,
        )
        self.rows: list[ModuleRow] = []

    def offer(self, rows: list[ModuleRow]) -> None:
        self.rows = rows
        self.choices = [
            (box.value, box.title) for row in rows for box in (row.whole, *row.lessons)
        ]

    def clean(self, value):
        ticked = set(super().clean(value))
        found = []
        for row in self.rows:
            if row.whole.value in ticked:
                found.append((UUID(row.whole.value), None))
                continue
            for box in row.lessons:
                if box.value in ticked:
                    module, lesson = box.value.split(":")
                    found.append((UUID(module), UUID(lesson)))
        return found
