from datetime import timedelta

import pytest
from django.utils import timezone

from learning.members import actions, rules
from learning.members.errors import (
    NeedsEmailError,
    NeedsEndError,
    NotAllowedError,
    NotATenantError,
)
from learning.members.models import Union
from learning.members.queries import roles_of
from learning.members.roles import (
    Administrator,
    Author,
    Coordinator,
    Evaluator,
    ProgrammeOfficer,
    Trainee,
    Trainer,
)

TODAY = timezone.localdate


def refused(**appointment):
    with pytest.raises(NotAllowedError):
        actions.appoint(**appointment)


def test_the_console_names_the_first_administrator_and_nobody_else(make_staff, union):
    first, second = make_staff("first"), make_staff("second")
    refused(user=first, role=Coordinator, union=union, by=None)
    actions.appoint(user=first, role=Administrator, by=None)
    refused(user=second, role=Administrator, by=None)
    actions.appoint(user=second, role=Administrator, by=first)
    assert roles_of(second) == {Administrator}


def test_an_administrator_gives_a_tenant_its_first_coordinator_only(
    make_staff, union, administrator, coordinator
):
    refused(user=make_staff("next"), role=Coordinator, union=union, by=administrator)
    actions.appoint(
        user=make_staff("second"), role=Coordinator, union=union, by=coordinator
    )


def test_not_even_when_the_first_has_gone(
    make_staff, union, administrator, coordinator
):
    coordinator.delete()
    union.refresh_from_db()
    refused(user=make_staff("stooge"), role=Coordinator, union=union, by=administrator)


def test_an_administrator_gives_no_role_that_reads_names(
    make_staff, union, administrator, coordinator
):
    refused(user=make_staff("trainer"), role=Trainer, union=union, by=administrator)
    refused(user=administrator, role=Trainer, union=union, by=coordinator)


def test_an_administrator_does_not_become_the_first_coordinator(union, administrator):
    refused(user=administrator, role=Coordinator, union=union, by=administrator)


def test_who_reads_names_gets_no_role_in_the_programme(administrator, trainer):
    refused(user=trainer, role=ProgrammeOfficer, by=administrator)
    refused(user=trainer, role=Administrator, by=administrator)


def test_a_coordinator_appoints_in_the_own_tenant_alone(
    make_staff, union, other_union, coordinator, other_coordinator
):
    user = make_staff("new")
    refused(user=user, role=Trainer, union=union, by=other_coordinator)
    refused(user=user, role=Coordinator, union=other_union, by=coordinator)
    branch = actions.found_union(
        name="Mines",
        slug="mines",
        level=Union.Level.LOCAL,
        parent=union,
        country="BJ",
        by=None,
    )
    actions.appoint(user=user, role=Trainer, union=branch, by=coordinator)
    assert rules.holds(user, Trainer, tenant=union)


def test_a_trainer_appoints_trainees_alone(union, trainer, alice, make_staff):
    actions.appoint(user=alice.user, role=Trainee, union=union, by=trainer)
    refused(user=make_staff("new"), role=Trainer, union=union, by=trainer)
    refused(user=alice.user, role=Author, union=union, by=trainer)


def test_a_role_that_has_ended_gives_nothing(make_staff, union, coordinator):
    membership = coordinator.memberships.get()
    actions.end_role(membership=membership, by=coordinator)
    refused(user=make_staff("new"), role=Trainer, union=union, by=coordinator)


def test_a_coordinator_belongs_to_a_tenant(make_staff, union, administrator):
    branch = actions.found_union(
        name="Mines",
        slug="mines",
        level=Union.Level.LOCAL,
        parent=union,
        country="BJ",
        by=None,
    )
    with pytest.raises(NotATenantError):
        actions.appoint(
            user=make_staff("new"), role=Coordinator, union=branch, by=administrator
        )


def test_staff_have_an_email(union, alice, coordinator):
    with pytest.raises(NeedsEmailError):
        actions.appoint(user=alice.user, role=Trainer, union=union, by=coordinator)


def test_an_evaluator_has_an_end(make_staff, administrator):
    user = make_staff("evaluator")
    with pytest.raises(NeedsEndError):
        actions.appoint(user=user, role=Evaluator, by=administrator)
    with pytest.raises(NeedsEndError):
        actions.appoint(
            user=user,
            role=Evaluator,
            ends_on=TODAY() - timedelta(days=1),
            by=administrator,
        )
    actions.appoint(user=user, role=Evaluator, ends_on=TODAY(), by=administrator)
    assert roles_of(user) == {Evaluator}


def test_appointing_again_changes_the_date(trainer, union, coordinator):
    actions.appoint(
        user=trainer, role=Trainer, union=union, ends_on=TODAY(), by=coordinator
    )
    assert trainer.memberships.get().ends_on == TODAY()


def test_a_programme_role_has_no_union_and_the_others_have(
    make_staff, union, administrator, coordinator
):
    user = make_staff("new")
    refused(user=user, role=ProgrammeOfficer, union=union, by=administrator)
    refused(user=user, role=Trainer, by=coordinator)


def test_writers_reach_the_editor_as_long_as_they_write(
    make_staff, union, administrator
):
    user = make_staff("author")
    held = actions.appoint(user=user, role=Author, union=union, by=administrator)
    user.refresh_from_db()
    assert user.is_staff
    actions.end_role(membership=held, by=administrator)
    user.refresh_from_db()
    assert not user.is_staff


def test_who_may_end_a_role(trainer, administrator, other_coordinator, coordinator):
    held = trainer.memberships.get()
    for stranger in (administrator, other_coordinator):
        with pytest.raises(NotAllowedError):
            actions.end_role(membership=held, by=stranger)
    actions.end_role(membership=held, by=coordinator)
    assert roles_of(trainer) == set()


def test_a_trainer_who_learns_is_not_counted(make_staff, union, coordinator):
    user = make_staff("learner")
    from learning.members.models import Participant  # noqa: PLC0415 -- only here

    person = Participant(user=user, union=union, tenant=union)
    person.save()
    actions.appoint(user=user, role=Trainer, union=union, by=coordinator)
    person.refresh_from_db()
    assert not person.is_counted
