"""Names destroyed: two people decide, counts stand, and no file holds them any more."""

import base64
import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from cms import environment
from learning import keys
from learning.classroom.models import Attendance, Destruction, RosterImport
from learning.members.actions import name_participant
from learning.members.models import (
    AuditEntry,
    Card,
    Identity,
    Participant,
    PossibleDouble,
)
from learning.members.queries import names_of
from learning.safekeeping import erasure_list
from learning.safekeeping.actions import (
    ask_to_destroy,
    confirm_destruction,
    destroy_at_term,
    erase_person,
    reapply_erasures,
    withdraw_destruction,
)
from learning.safekeeping.errors import (
    AlreadyAskedError,
    IsOverError,
    IsStaffError,
    NeedsAnotherError,
    NotHersError,
)
from learning.safekeeping.traces import wipe_traces
from tests.learning.classroom.cast import a_training, staff_of
from tests.learning.factories import ParticipantFactory, RegistrationFactory

NAME = "Rafiatou Quenum"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    """Each test has a list of erasures of its own."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir()


def somebody(cast, name=NAME):
    """A person of the training, with a name, a card and a mark in the register."""
    line = RegistrationFactory(
        training=cast.training, participant=ParticipantFactory(union=cast.union)
    )
    person = line.participant
    name_participant(
        participant=person, name=name, basis=Identity.Basis.SHEET, by=cast.trainer
    )
    card = Card(
        tenant=cast.union,
        union=cast.union,
        user=person.user,
        participant=person,
        code_hash=f"code of {person.pk}",
        secret_hash=f"secret of {person.pk}",
    )
    card.save(force_insert=True)
    return person


def identities(cast):
    return Identity.objects.for_tenant(cast.union)


# --- who decides -----------------------------------------------------------------


@pytest.mark.django_db
def test_a_lone_coordinator_destroys_at_once_and_the_counts_stand():
    cast = a_training()
    person = somebody(cast)
    asked = ask_to_destroy(
        tenant=cast.union, training=cast.training, by=cast.coordinator
    )
    assert not identities(cast).exists()
    assert asked.people == 1
    assert cast.training.registrations.get().participant_id == person.pk
    cast.training.refresh_from_db()
    assert cast.training.names_destroyed_by == cast.coordinator
    noted = AuditEntry.objects.for_tenant(cast.union).get()
    assert (noted.act, noted.people, noted.thing) == ("destroyed", 1, "training")


@pytest.mark.django_db
def test_where_there_are_two_the_second_confirms():
    cast = a_training()
    somebody(cast)
    second = staff_of(cast.union, "coordinator")
    asked = ask_to_destroy(
        tenant=cast.union, training=cast.training, by=cast.coordinator
    )
    assert identities(cast).exists()
    with pytest.raises(NeedsAnotherError):
        confirm_destruction(asked=asked, by=cast.coordinator)
    with pytest.raises(AlreadyAskedError):
        ask_to_destroy(tenant=cast.union, training=cast.training, by=second)
    confirm_destruction(asked=asked, by=second)
    assert not identities(cast).exists()
    with pytest.raises(IsOverError):
        confirm_destruction(asked=asked, by=second)


@pytest.mark.django_db
def test_a_request_is_taken_back_or_forgotten_after_a_week():
    cast = a_training()
    somebody(cast)
    second = staff_of(cast.union, "coordinator")
    asked = ask_to_destroy(tenant=cast.union, by=cast.coordinator)
    withdraw_destruction(asked=asked, by=second)
    again = ask_to_destroy(tenant=cast.union, by=cast.coordinator)
    Destruction.objects.for_tenant(cast.union).filter(pk=again.pk).update(
        asked_at=timezone.now() - timedelta(days=8)
    )
    with pytest.raises(IsOverError):
        confirm_destruction(asked=again, by=second)
    assert identities(cast).exists()


@pytest.mark.django_db
def test_only_a_coordinator_of_that_union():
    cast, other = a_training(), a_training()
    for by in (cast.trainer, other.coordinator):
        with pytest.raises(NotHersError):
            ask_to_destroy(tenant=cast.union, training=cast.training, by=by)
    with pytest.raises(NotHersError):
        ask_to_destroy(tenant=other.union, training=cast.training, by=other.coordinator)


# --- erasing one person ----------------------------------------------------------


@pytest.mark.django_db
def test_a_coordinator_erases_somebody_and_it_is_noted():
    cast = a_training()
    person, stays = somebody(cast), somebody(cast, "Afi Mensah")
    PossibleDouble(
        tenant=cast.union,
        first=min(person, stays, key=lambda each: each.pk),
        second=max(person, stays, key=lambda each: each.pk),
        reasons=["name_same"],
        likeness=0.9,
    ).save(force_insert=True)
    erase_person(participant=person, by=cast.coordinator, reason="She asked for it")
    assert [row.participant_id for row in identities(cast)] == [stays.pk]
    assert not PossibleDouble.objects.for_tenant(cast.union).exists()
    assert Card.objects.for_tenant(cast.union).get().participant_id == stays.pk
    assert cast.training.registrations.count() == 2
    noted = AuditEntry.objects.for_tenant(cast.union).get()
    assert (noted.act, noted.reason) == ("erased", "She asked for it")


@pytest.mark.django_db
def test_somebody_without_an_account_is_erased_too():
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    name_participant(
        participant=line.participant,
        name=NAME,
        basis=Identity.Basis.SHEET,
        by=cast.trainer,
    )
    erase_person(participant=line.participant, by=cast.coordinator)
    assert not identities(cast).exists()


@pytest.mark.django_db
def test_nobody_erases_another_s_people_and_staff_ask():
    cast, other = a_training(), a_training()
    person = somebody(cast)
    for by in (cast.trainer, other.coordinator, somebody(cast, "Koffi").user):
        with pytest.raises(NotHersError):
            erase_person(participant=person, by=by)
    working = ParticipantFactory(union=cast.union, user=cast.trainer)
    with pytest.raises(IsStaffError):
        erase_person(participant=working, by=cast.coordinator)


# --- after a restore -------------------------------------------------------------


# PostgreSQL writes a table anew only outside a transaction.
@pytest.mark.django_db(transaction=True)
def test_what_a_restore_brings_back_goes_again():
    cast = a_training()
    person, erased = somebody(cast), somebody(cast, "Afi Mensah")
    rows = list(identities(cast).values())
    erase_person(participant=erased, by=cast.coordinator)
    ask_to_destroy(tenant=cast.union, training=cast.training, by=cast.coordinator)
    for row in rows:  # as an older back-up has them
        Identity(**row).save(force_insert=True)
    assert reapply_erasures() == 2
    assert not identities(cast).exists()
    assert reapply_erasures() == 0
    assert Participant.objects.for_tenant(cast.union).filter(pk=person.pk).exists()


@pytest.mark.django_db
def test_a_line_torn_by_a_crash_loses_no_other():
    cast = a_training()
    person = somebody(cast)
    with erasure_list.file().open("w") as file:
        file.write('{"what": "name", "ten')
    erasure_list.remember(what="name", tenant=cast.union, pks=[person.pk])
    assert [row.pk for row in erasure_list.read()] == [person.pk]
    assert oct(erasure_list.file().stat().st_mode)[-3:] in ("600", "644")


@pytest.mark.django_db
def test_there_is_no_name_on_the_list():
    cast = a_training()
    somebody(cast)
    ask_to_destroy(tenant=cast.union, training=cast.training, by=cast.coordinator)
    (line,) = filter(None, erasure_list.file().read_text().splitlines())
    assert set(json.loads(line)) == {"what", "tenant", "id", "on"}


# --- the files themselves --------------------------------------------------------


def needles(cast) -> list[bytes]:
    """The name as it could be written somewhere, and what it was sealed into."""
    sealed = [bytes(blob) for blob in identities(cast).values_list("sealed", flat=True)]
    rosters = RosterImport.objects.for_tenant(cast.union).values_list(
        "sealed", flat=True
    )
    sealed += [bytes(blob) for blob in rosters if blob]
    plain = [NAME.encode(), NAME.encode("utf-16-le"), base64.b64encode(NAME.encode())]
    return plain + [each for blob in sealed for each in (blob, blob.hex().encode())]


def files_of_the_site() -> list[Path]:
    """All that the site keeps: uploads, papers, exports, logs, and the keys' folder."""
    roots = (settings.MEDIA_ROOT, settings.DATA_DIR, settings.KEYS_DIR)
    return [file for root in roots for file in Path(root).rglob("*") if file.is_file()]


def found_in(content: bytes, marks: list[bytes]) -> list[bytes]:
    return [mark for mark in marks if mark in content]


def a_roster(cast) -> None:
    roster = RosterImport(tenant=cast.union, training=cast.training, rows=1)
    with transaction.atomic():
        roster.seal(json.dumps([[NAME]]))
        roster.save(force_insert=True)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_the_clock", [False, True])
def test_no_file_of_the_database_holds_them_nor_a_restored_back_up(
    tmp_path, by_the_clock
):
    cast = a_training()
    somebody(cast)
    a_roster(cast)
    for number in range(40):  # pages fill, split and move
        somebody(cast, f"{NAME} {number}")
    marks = needles(cast)
    backed_up = list(identities(cast).values())
    before = database_bytes(tmp_path, "before")
    assert len(found_in(before, marks)) > 40

    if by_the_clock:
        a_century_on = cast.training.ends_on.replace(year=2126)
        assert destroy_at_term(tenant=cast.union, today=a_century_on) == 41
        RosterImport.objects.for_tenant(cast.union).update(sealed=b"")
    else:
        ask_to_destroy(tenant=cast.union, training=cast.training, by=cast.coordinator)
    wipe_traces.call()

    assert found_in(database_bytes(tmp_path, "after"), marks) == []
    for file in files_of_the_site():
        assert found_in(file.read_bytes(), marks) == []
    assert found_in(repr(list(Session.objects.values())).encode(), marks) == []
    assert cast.training.registrations.count() == 41

    for row in backed_up:  # the back-up of yesterday is restored …
        Identity(**row).save(force_insert=True)
    call_command("reapply_erasures", verbosity=0)  # … and this is part of starting
    wipe_traces.call()
    assert found_in(database_bytes(tmp_path, "restored"), marks) == []


def database_bytes(folder: Path, name: str) -> bytes:
    """The raw files with the write-ahead log; of PostgreSQL, what `pg_dump` gives."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        parts = [file, file.with_name(file.name + "-wal")]
        return b"".join(part.read_bytes() for part in parts if part.exists())
    info = connection.get_connection_params()
    dump = folder / f"{name}.sql"
    subprocess.run(
        [
            shutil.which("pg_dump") or pg_dump(),
            f"--host={info['host']}",
            f"--port={info.get('port') or 5432}",
            f"--username={info['user']}",
            f"--dbname={info['dbname']}",
            f"--file={dump}",
        ],
        check=True,
    )
    return dump.read_bytes()


def pg_dump() -> str:
    from tests.postgres import bin_folders  # noqa: PLC0415 -- only on PostgreSQL

    return str(bin_folders()[0] / "pg_dump")


# PostgreSQL writes a table anew only outside a transaction.
@pytest.mark.django_db(transaction=True)
def test_the_whole_tenant_loses_its_key(django_capture_on_commit_callbacks):
    cast = a_training()
    person = somebody(cast)
    sealed = identities(cast).get().sealed
    with django_capture_on_commit_callbacks(execute=True):
        ask_to_destroy(tenant=cast.union, by=cast.coordinator)
    assert not keys.has_key(cast.union)
    with pytest.raises(keys.KeyDestroyedError):
        keys.open_sealed(cast.union, person.pk, sealed)
    assert names_of(cast.union, [person.pk]) == {}
    assert cast.training.registrations.count() == 1
    assert Attendance.objects.for_tenant(cast.union).count() == 0


def test_sqlite_overwrites_what_it_deletes(tmp_path):
    options = environment.database("NOT_SET", tmp_path / "x.sqlite3")["OPTIONS"]
    assert "secure_delete=ON" in options["init_command"]
