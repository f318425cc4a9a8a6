"""Everything about one person, and nothing that a new table could be forgotten in."""

from datetime import date

import pytest
from django.utils import timezone, translation

from learning import intake
from learning.classroom.actions.helping import ask_for_help
from learning.classroom.actions.registering import Tick, mark
from learning.classroom.models import AttendanceMark
from learning.members.actions import name_participant
from learning.members.models import Identity
from learning.models import Consent, KeptPlan, Registration
from learning.privacy import declared_fields
from learning.progress.actions.plans import keep_plan
from learning.records import new_id
from learning.safekeeping.export import (
    LEFT_OUT,
    everything_about,
    models_about_people,
    shown_fields,
)
from learning.safekeeping.labels import LABELS
from learning.tenancy import TenantScoped
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import (
    LessonFactory,
    ParticipantFactory,
    RegistrationFactory,
    SessionFactory,
    TrainingFactory,
    event,
)


def points_at_somebody(model) -> bool:
    return any(
        each.remote_field and each.remote_field.model.__name__ == "Participant"
        for each in model._meta.local_fields
    )


def test_every_table_about_people_is_in_it():
    from django.apps import apps  # noqa: PLC0415 -- only here

    scoped = [
        model
        for model in apps.get_app_config("learning").get_models()
        if issubclass(model, TenantScoped) and points_at_somebody(model)
    ]
    assert {each.__name__ for each in scoped if each.__name__ != "Participant"} <= {
        each.__name__ for each in models_about_people()
    }


@pytest.mark.parametrize("model", models_about_people(), ids=lambda each: each.__name__)
def test_every_field_has_a_name_people_read(model):
    shown = {each.name for each in shown_fields(model)}
    assert shown <= set(LABELS)
    # Whatever is declared as erased is about her, so it is hers to see, or unreadable.
    erased = {name for name, word in declared_fields(model).items() if word == "erased"}
    assert erased <= shown | LEFT_OUT | {"created_at"}


@pytest.fixture
def awa(db):
    """Somebody of whom everything is kept that can be."""
    person = ParticipantFactory(sex="f", country="BJ", age_band="25-29")
    lesson = LessonFactory()
    intake.take(participant=person, events=[event(lesson)], by=person.user)
    name_participant(
        participant=person,
        name="Awa Adjovi",
        basis=Identity.Basis.SHEET,
        by=person.user,
    )
    keep_plan(
        participant=person,
        lesson_key=lesson.key,
        activity=new_id(),
        sheet={"rows": {"must": "a night bus"}, "checks": []},
        by=person.user,
    )
    ask_for_help(participant=person, reason="talk", path="", by=person.user)
    training = TrainingFactory(union=person.union, title="Five days in Cotonou")
    RegistrationFactory(training=training, participant=person)
    return person


def words(person) -> str:
    return "\n".join(
        f"{section.title}: {column} = {value}"
        for section in everything_about(person)
        for row in section.rows
        for column, value in zip(section.columns, row, strict=True)
    )


def test_she_reads_her_name_her_sheet_and_her_trainings(awa):
    told = words(awa)
    for expected in (
        "Awa Adjovi",
        "a night bus",
        "Training = Five days in Cotonou",
        "Country = Benin",
        "Sex = woman",
        awa.user.sign_in_name,
        "I want to talk with my trainer",
    ):
        assert expected in told


def test_nobody_else_is_in_it(awa):
    other = ParticipantFactory(union=awa.union)
    name_participant(
        participant=other, name="Bio Sanni", basis=Identity.Basis.SHEET, by=other.user
    )
    told = words(awa)
    assert other.user.sign_in_name not in told
    assert "Bio" not in told


def test_what_unlocks_her_account_is_not_in_it(awa):
    told = words(awa)
    assert awa.user.password not in told


def test_in_her_language(awa):
    line = awa.registrations.get()
    trainer = staff_of(awa.union, "trainer")
    line.training.trainer = trainer
    line.training.save()
    session = SessionFactory(training=line.training, held_on=date(2026, 8, 20))
    tick = Tick(new_id(), line.pk, 90, AttendanceMark.How.TAP, timezone.now())
    mark(session=session, ticks=[tick], by=trainer)
    with translation.override("fr"):
        told = words(awa)
    assert "Bénin" in told
    assert "Jour = 20 août 2026" in told
    assert "2026-08-20" not in told


def test_queries_do_not_grow_with_what_is_kept(awa, django_assert_num_queries):
    few = everything_about(awa)
    lesson = LessonFactory()
    intake.take(participant=awa, events=[event(lesson)], by=awa.user)
    more = everything_about(awa)
    assert len(more) == len(few)
    with django_assert_num_queries(len(models_about_people()) + len(NAMES)):
        everything_about(awa)


# Opening a name asks whether names are frozen, and for the blob.
NAMES = ("frozen", "blob")


def test_models_named_here_are_there():
    assert {Consent, Identity, KeptPlan, Registration} <= set(models_about_people())
