"""While names are locked none is stored, by whatever way it comes; the rest goes on."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from learning import keys
from learning.classroom.actions import rosters
from learning.classroom.actions.at_the_door import write_in
from learning.classroom.actions.joining import join, put_up_code
from learning.classroom.actions.roster_people import _prepare as roster_prepare
from learning.classroom.actions.roster_people import bring_in
from learning.classroom.models import RosterImport
from learning.classroom.rosters.apart import read_apart
from learning.classroom.rosters.draft import Basis
from learning.members.actions import change_union, name_participant
from learning.members.actions.freezing import freeze_names, give_key
from learning.members.errors import NamesAreLockedError
from learning.members.models import Identity, Participant
from learning.members.queries import identity_of
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import ParticipantFactory

pytestmark = pytest.mark.django_db
SHEET = Basis(kind="sheet", version=1, agreed_on="2025-03-05")
LIST = "Nom;Sexe;Âge\nAwa Diallo;F;28\nKoffi Yao;M;41\n".encode()


@pytest.fixture
def cast():
    return a_training(starts_on=timezone.localdate() + timedelta(days=1))


def lock(cast):
    freeze_names(tenant=cast.union, by=cast.coordinator)


def unlock(cast):
    for by in (cast.coordinator, staff_of(cast.union, "coordinator")):
        give_key(tenant=cast.union, by=by)


def names_in(cast) -> int:
    return Identity.objects.for_tenant(cast.union).count()


def named(union=None, **fields) -> Participant:
    person = ParticipantFactory(**({"union": union} if union else {}), **fields)
    name_participant(
        participant=person, name="Awa Diallo", basis="screen", by=person.user
    )
    return person


def by_herself(cast):
    person = ParticipantFactory(union=cast.union)
    lock(cast)
    name_participant(participant=person, name="Awa", basis="screen", by=person.user)


def going_over(cast):
    """Her name would be sealed under the key of the union she goes to."""
    person = named(vouching="waiting")
    lock(cast)
    change_union(participant=person, union=cast.union, by=person.user)


def choosing_a_list(cast):
    lock(cast)
    rosters.begin_roster(training=cast.training, content=LIST, by=cast.trainer)


def bringing_in(cast):
    roster = rosters.begin_roster(training=cast.training, content=LIST, by=cast.trainer)
    lock(cast)
    bring_in(roster=roster, basis=SHEET, by=cast.trainer)


# Whatever seals a text under a tenant's key, and what comes in through it.
WAYS = {
    "members/actions/people.py": by_herself,
    "members/actions/carrying_over.py": going_over,
    "classroom/models/rosters.py": choosing_a_list,
    "classroom/actions/roster_people.py": bringing_in,
}
NO_NAMES = {"progress/models.py"}  # sheets she keeps


def test_every_way_in_is_tried_here():
    root = settings.BASE_DIR / "learning"
    sealing = {
        file.relative_to(root).as_posix()
        for file in Path(root).rglob("*.py")
        if "keys.seal(" in file.read_text()
    }
    assert sealing == WAYS.keys() | NO_NAMES


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_way_in_stores_a_name(cast, way):
    with pytest.raises(NamesAreLockedError):
        way(cast)
    assert names_in(cast) == 0
    assert not RosterImport.objects.for_tenant(cast.union).exclude(state="understood")


def test_the_model_itself_refuses_however_it_is_written(cast):
    person, other = ParticipantFactory(union=cast.union), named(cast.union)
    lock(cast)
    row = {
        "tenant": cast.union,
        "participant": person,
        "sealed": keys.seal(cast.union, person.pk, "Awa"),
        "basis": "screen",
        "basis_version": 1,
        "basis_at": timezone.now(),
    }
    kept = identity_of(other)
    elsewhere = named()
    for rows in (Identity.objects.for_tenant(cast.union), Identity.unscoped.all()):
        for write in (
            lambda rows=rows: rows.create(**row),
            lambda rows=rows: rows.update_or_create(
                participant=person, defaults={**row}
            ),
            lambda rows=rows: rows.bulk_create([Identity(**row)]),
            lambda rows=rows: rows.bulk_update([kept], ["sealed"]),
            lambda rows=rows: rows.update(sealed=b"x"),
            lambda: Identity(**row).save(),
            lambda: Identity.objects.for_participant(elsewhere).update(
                tenant=cast.union
            ),
        ):
            with pytest.raises(NamesAreLockedError), transaction.atomic():
                write()
    assert bytes(identity_of(other).sealed) == bytes(kept.sealed)
    assert names_in(cast) == 1
    # A name may always go.
    assert Identity.objects.for_tenant(cast.union).delete()[0] == 1


def test_another_union_goes_on(cast):
    lock(cast)
    assert identity_of(named())


def test_the_register_of_a_class_goes_on_without_the_name(cast):
    lock(cast)
    given = {"key": uuid4(), "name": "Awa Diallo", "basis": "sheet", "sex": "f"}
    row = write_in(training=cast.training, by=cast.trainer, **given)
    assert (row.participant.sex, row.participant.known_by) == ("f", "")
    assert identity_of(row.participant) is None
    unlock(cast)
    again = write_in(training=cast.training, by=cast.trainer, **given)
    assert again.pk == row.pk


def test_who_comes_to_class_with_a_name_leaves_it_only_if_she_says_so(cast):
    code = put_up_code(training=cast.training, by=cast.trainer)
    person = named(vouching="waiting")
    lock(cast)
    come = {"join_code": code, "participant": person, "by": person.user}
    with pytest.raises(NamesAreLockedError):
        join(**come)
    person.refresh_from_db()
    assert person.tenant_id != cast.union.pk
    assert identity_of(person)
    row = join(**come, without_name=True)
    assert row.training_id == cast.training.pk
    assert names_in(cast) == 0
    assert row.participant.known_by == "account"


def test_a_name_goes_along_where_nothing_is_locked(cast):
    code = put_up_code(training=cast.training, by=cast.trainer)
    person = named(vouching="waiting")
    join(join_code=code, participant=person, by=person.user, without_name=True)
    assert names_in(cast) == 1


def test_a_list_waits_as_it_stood_and_comes_in_afterwards(cast, monkeypatch):
    roster = rosters.begin_roster(training=cast.training, content=LIST, by=cast.trainer)
    # Somebody locks between her press and the worker.
    with monkeypatch.context() as patched:
        patched.setattr(
            "learning.classroom.actions.roster_people._prepare",
            lambda *args: lock(cast) or roster_prepare(*args),
        )
        roster = bring_in(roster=roster, basis=SHEET, by=cast.trainer)
    assert roster.state == "understood"
    assert not cast.training.registrations.exists()
    unlock(cast)
    roster = bring_in(roster=roster, basis=SHEET, by=cast.trainer)
    assert (roster.state, names_in(cast)) == ("done", 2)


def test_a_file_that_is_being_read_is_put_away_whole(cast, monkeypatch):
    monkeypatch.setattr(
        "learning.classroom.actions.rosters.read_apart",
        lambda content: lock(cast) or read_apart(content),
    )
    roster = rosters.begin_roster(training=cast.training, content=LIST, by=cast.trainer)
    assert (roster.state, roster.failure, roster.sealed) == (
        "failed",
        "names_locked",
        b"",
    )
