"""Everything that is kept about one person, for her to read, in her language.

Nothing is listed by hand: every model of the project that points at her, at her account
or at one of her registrations is asked, and every field says by its `Privacy` that it is
there. A new table about people is in the file by itself; a field without a label fails a
test. What is left out is what nobody can read (hashes of PIN and codes) and other
people: who on the staff did something stays with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.catalogue.models import Lesson, Module
from learning.catalogue.shelf import shelf
from learning.cldr import day
from learning.members.countries import country_choices
from learning.members.models import Identity, Participant, User
from learning.members.queries import names_of
from learning.models import KeptPlan, Registration, TrainingSession
from learning.safekeeping.labels import LABELS

# Not hers to read, or of no meaning to anybody: keys of rows, hashes, other people.
LEFT_OUT = {
    "changed_at",
    "code_hash",
    "body_hash",
    "id",
    "is_superuser",
    "session_era",
    "mark",
    "name_check",
    "password",
    "recovery_code_hash",
    "replaced_by",
    "roster",
    "secret_hash",
    "tenant",
    "thing_id",
}
PEOPLE = (Participant, User)


@dataclass
class Section:
    """One table: what it is called, its columns, and a row for each thing kept."""

    title: str
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def everything_about(participant) -> list[Section]:
    """Sections with something in them, the person and her account first.

    Texts in the language that is active. A name, and a sheet she kept, are opened where
    the tenant's key still is; where it is not, the file says so. One query for each
    kind of thing.
    """
    sections = [_section(Participant, [participant])]
    if participant.user:
        sections.append(_section(User, [participant.user]))
    for model, rows in _rows_about(participant):
        found = list(rows)
        if found:
            sections.append(_section(model, found))
    return sections


def models_about_people() -> list[type[models.Model]]:
    """Every model with rows about a person, apart from herself and her account."""
    return [
        model
        for model in apps.get_app_config("learning").get_models()
        if model not in PEOPLE and _paths(model)
    ]


def shown_fields(model) -> list[models.Field]:
    """The fields of a model that stand in the file."""
    return [
        each
        for each in model._meta.local_fields
        if each.name not in LEFT_OUT
        and not (each.remote_field and each.remote_field.model in PEOPLE)
    ]


def _paths(model) -> list[str]:
    """How rows of a model point at her: by the person, her account, a registration."""
    found = []
    for each in model._meta.local_fields:
        target = each.remote_field.model if each.remote_field else None
        if target is Participant:
            found.append(each.name)
        elif target is Registration and model is not Registration:
            found.append(f"{each.name}__participant")
        elif target is User and each.name == "user":
            found.append("user__participant")
    return found


def _rows_about(participant) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    for model in models_about_people():
        condition = models.Q()
        for path in _paths(model):
            condition |= models.Q(**{path: participant})
        manager = model.objects
        if hasattr(manager, "for_tenant"):
            manager = manager.for_tenant(participant.tenant_id)
        related = [
            each.name
            for each in shown_fields(model)
            if each.remote_field and each.remote_field.model is not Lesson
        ]
        yield (
            model,
            manager.filter(condition)
            .select_related(*related)
            .order_by("pk")
            .distinct(),
        )


def _section(model, rows) -> Section:
    fields = shown_fields(model)
    return Section(
        title=capfirst(str(model._meta.verbose_name_plural)),
        columns=[str(LABELS[each.name]) for each in fields],
        rows=[[_value(row, each) for each in fields] for row in rows],
    )


def _value(row, each: models.Field) -> str:
    value = getattr(row, each.name if not each.remote_field else each.attname)
    if value in (None, "", b"") and not each.choices:
        return "–"
    if each.name == "sealed":
        return _opened(row)
    if each.name == "country":
        return str(dict(country_choices(get_language())).get(value, value))
    if each.remote_field:
        return _thing(row, each, value)
    if each.choices:
        return str(getattr(row, f"get_{each.name}_display")())
    return _plain(value)


def _plain(value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "–"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(part)}" for key, part in value.items()) or "–"
    return str(value)


def _thing(row, each, value) -> str:
    """A lesson or module by its title, everything else by its own word for itself."""
    index = shelf.index()
    if each.remote_field.model is Lesson:
        module = index.module_of_lesson.get(value)
        for lesson in module.lessons if module else ():
            if lesson.key == value:
                return lesson.shown_in(get_language()).title
        return "–"
    if each.remote_field.model is Module:
        module = index.by_key.get(value)
        return module.text_in(get_language())["title"] if module else "–"
    if each.remote_field.model is Registration:
        return str(row.registration.number)
    if each.remote_field.model is TrainingSession:
        return day(row.session.held_on)
    return str(getattr(row, each.name))


def _opened(row) -> str:
    if isinstance(row, Identity):
        opened = names_of(row.tenant_id, [row.participant_id])
        return opened.get(row.participant_id, _("sealed, and cannot be opened"))
    if isinstance(row, KeptPlan):
        sheet = row.sheet()
        return _plain(sheet) if sheet else _("sealed, and cannot be opened")
    return _("sealed, and cannot be opened")
