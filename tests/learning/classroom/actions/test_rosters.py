"""A list is read, corrected, brought in whole or not at all, and taken back."""

import base64
from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning import keys
from learning.classroom.actions import rosters
from learning.classroom.actions.registering import Tick, mark
from learning.classroom.actions.roster_people import bring_in
from learning.classroom.actions.roster_undoing import take_back
from learning.classroom.errors import (
    IsClosedError,
    NeedsBasisError,
    NotHersError,
    NotNowError,
)
from learning.classroom.models import Attendance, Registration, RosterImport
from learning.classroom.rosters.draft import KNOWN, Basis, Draft
from learning.classroom.rosters.grid import MOST_BYTES, UnreadableError
from learning.classroom.rosters.people import LEAVE, TAKE
from learning.members.actions import name_participant
from learning.members.models import (
    AuditEntry,
    Identity,
    Participant,
    PossibleDouble,
)
from learning.members.queries import names_of
from learning.records import new_id
from tests.learning.classroom.cast import a_training
from tests.learning.classroom.rosters.ugly import french, indonesian, spanish
from tests.learning.factories import ParticipantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHEET = Basis(kind="sheet", version=1, agreed_on="2025-03-05")
PLAIN = "Nom;Sexe;Âge\nAwa Diallo;F;28\nKoffi Yao;M;41\n".encode()


def begun(cast, content: bytes = PLAIN) -> RosterImport:
    return rosters.begin_roster(
        training=cast.training, content=content, by=cast.trainer
    )


def brought_in(cast, content: bytes = PLAIN, basis: Basis = SHEET) -> RosterImport:
    return bring_in(roster=begun(cast, content), basis=basis, by=cast.trainer)


def people_of(cast) -> list[tuple]:
    """(name, sex, age band, role) by the number on the sheet."""
    rows = list(
        Registration.objects.for_tenant(cast.training.tenant)
        .filter(training=cast.training)
        .select_related("participant")
        .order_by("number")
    )
    names = names_of(cast.training.tenant, [row.participant_id for row in rows])
    return [
        (
            names.get(row.participant_id, ""),
            row.participant.sex,
            row.participant.age_band,
            row.participant.role_at_work,
        )
        for row in rows
    ]


def test_a_list_comes_in_and_nothing_of_the_file_stays():
    cast = a_training()
    roster = brought_in(cast)
    assert (roster.state, roster.rows_done, roster.sealed) == ("done", 2, b"")
    assert people_of(cast) == [
        ("Awa Diallo", "f", "25-29", ""),
        ("Koffi Yao", "m", "36-49", ""),
    ]
    identity = Identity.objects.for_tenant(cast.training.tenant).first()
    assert (identity.basis, identity.basis_by) == ("sheet", cast.trainer)
    assert identity.basis_at.date() == date(2025, 3, 5)
    noted = AuditEntry.objects.for_tenant(cast.training.tenant).get()
    assert (noted.act, noted.people, noted.by) == ("imported", 2, cast.trainer)


def test_three_ugly_lists():
    french_cast = a_training(starts_on=date(2025, 3, 3))
    brought_in(french_cast, french())
    assert people_of(french_cast) == [
        ("KOUADIO Aya Marie", "f", "30-35", "steward"),
        ("Mr OUATTARA Lassina", "m", "", "steward"),
        ("n'guessan koffi", "m", "36-49", "leader"),
        ("Traoré Mariam", "f", "30-35", "worker"),
        ("Bamba Awa", "f", "30-35", "worker"),
        ("Yao Konan", "m", "36-49", ""),
        ("", "f", "18-24", "worker"),
        ("", "f", "", "worker"),
    ]
    spanish_cast = a_training(starts_on=date(2025, 8, 14))
    brought_in(spanish_cast, spanish())
    assert people_of(spanish_cast) == [
        ("María del Carmen MAMANI QUISPE", "f", "25-29", "worker"),
        ("José Luis Condori", "m", "36-49", "leader"),
        ("rosa FLORES ñáñez", "f", "0-17", "leader"),
        ("Juan Choque", "m", "", "leader"),
        ("Elena Vargas Rojas", "", "30-35", "steward"),
    ]
    indonesian_cast = a_training(starts_on=date(2025, 6, 10))
    brought_in(indonesian_cast, indonesian())
    assert people_of(indonesian_cast) == [
        ("SUHARTO", "m", "36-49", "leader"),
        ("Hj. Siti Aminah", "f", "30-35", "worker"),
        ("Moh. Yusuf", "m", "", "officer"),
        ("dewi lestari", "f", "25-29", "worker"),
        ("Putri", "f", "", "worker"),
        ("Wulan", "f", "", "worker"),
        ("", "f", "", "worker"),
    ]


def test_without_a_basis_people_are_counted_and_not_named():
    cast = a_training()
    brought_in(cast, basis=Basis())
    assert people_of(cast) == [("", "f", "25-29", ""), ("", "m", "36-49", "")]
    assert not Identity.objects.for_tenant(cast.training.tenant).exists()


def test_how_they_agreed_needs_a_day():
    cast = a_training()
    with pytest.raises(NeedsBasisError):
        brought_in(cast, basis=Basis(kind="sheet"))
    assert not people_of(cast)


def test_an_earlier_training_keeps_that_it_is_declared_and_who_was_there():
    cast = a_training(evidence="declared", method="Signed sheets, counted by hand")
    brought_in(cast, basis=Basis("sheet", 1, "2025-03-05", was_there=True))
    rows = Attendance.objects.for_tenant(cast.training.tenant)
    assert sorted(rows.values_list("minutes", flat=True)) == [360, 360]
    cast.training.refresh_from_db()
    assert (cast.training.evidence, cast.training.state) == ("declared", "closed")
    assert (cast.training.closed_by, cast.training.attestations.count()) == (
        cast.trainer,
        0,
    )
    acts = AuditEntry.objects.for_tenant(cast.training.tenant).values_list("act")
    assert sorted(act for [act] in acts) == ["closed", "imported"]


def test_a_declared_training_takes_a_second_list_and_gives_each_back():
    cast = a_training(evidence="declared", method="Signed sheets, counted by hand")
    there = Basis("sheet", 1, "2025-03-05", was_there=True)
    first = brought_in(cast, basis=there)
    second = brought_in(cast, b"Nom;Sexe\nSita Kone;F\n", basis=there)
    assert [name for name, *_rest in people_of(cast)][2:] == ["Sita Kone"]
    take_back(roster=first, by=cast.trainer)
    cast.training.refresh_from_db()
    assert (cast.training.state, len(people_of(cast))) == ("closed", 1)
    take_back(roster=second, by=cast.trainer)
    cast.training.refresh_from_db()
    assert (cast.training.state, cast.training.closed_at) == ("planned", None)


def test_a_declared_list_that_says_nothing_about_being_there_closes_nothing():
    cast = a_training(evidence="declared", method="Signed sheets, counted by hand")
    brought_in(cast)
    cast.training.refresh_from_db()
    assert cast.training.state == "planned"


def test_while_it_waits_the_file_lies_sealed(monkeypatch):
    cast = a_training()
    monkeypatch.setattr(
        rosters, "read_apart", lambda content: (_ for _ in ()).throw(OSError)
    )
    kept = {}
    monkeypatch.setattr(
        rosters,
        "fail",
        lambda roster, why: kept.update(why=why, sealed=bytes(roster.sealed)),
    )
    begun(cast)
    assert kept["why"] == "our_fault"
    assert b"Diallo" not in kept["sealed"]
    assert base64.b64encode(PLAIN)[:16] not in kept["sealed"]


def test_a_file_that_cannot_be_read_is_gone_and_says_why():
    cast = a_training()
    roster = begun(cast, b"\x89PNG\r\n not a list")
    assert (roster.state, roster.failure, roster.sealed) == ("failed", "no_table", b"")
    with pytest.raises(UnreadableError):
        begun(cast, b"x" * (MOST_BYTES + 1))


def test_what_was_understood_is_corrected():
    """A list without headings, whose letters nobody could know."""
    cast = a_training()
    content = b"Awa Diallo;V;x\nKoffi Yao;K;x\nAya Brou;V;y\n"
    roster = begun(cast, content)
    roster = rosters.correct_roster(
        roster=roster,
        by=cast.trainer,
        header=None,
        columns=["name", "sex", ""],
        words={"sexes": {"v": "f", "k": "m"}},
    )
    bring_in(roster=roster, basis=SHEET, by=cast.trainer)
    assert [(row[0], row[1]) for row in people_of(cast)] == [
        ("Awa Diallo", "f"),
        ("Koffi Yao", "m"),
        ("Aya Brou", "f"),
    ]


def test_a_column_of_no_kind_is_refused_and_nothing_is_lost():
    cast = a_training()
    roster = begun(cast)
    with pytest.raises(ValueError, match="One kind"):
        rosters.correct_roster(
            roster=roster, by=cast.trainer, header=0, columns=["phone"], words={}
        )
    roster.refresh_from_db()
    assert Draft.from_text(roster.open()).how.columns == ["name", "sex", "age"]


def somebody_known(cast, name="Awa DIALLO", **fields) -> Participant:
    person = ParticipantFactory(union=cast.union, user=None, **fields)
    name_participant(participant=person, name=name, basis="sheet", by=cast.trainer)
    return person


def test_whom_the_union_knows_is_proposed_and_counted_once():
    cast = a_training()
    known = somebody_known(cast, sex="f", age_band="25-29")
    roster = begun(cast)
    draft = Draft.from_text(roster.open())
    assert draft.matches[2].participant == str(known.pk)
    assert draft.becomes(draft.people()[0]) == KNOWN + str(known.pk)
    bring_in(roster=roster, basis=SHEET, by=cast.trainer)
    assert Participant.objects.for_tenant(cast.training.tenant).count() == 2
    known.refresh_from_db()
    assert known.known_by == "name"


def test_somebody_may_say_it_is_not_she_and_the_pair_is_proposed():
    cast = a_training()
    known = somebody_known(cast, sex="f", age_band="25-29")
    roster = begun(cast)
    rosters.decide_rows(
        roster=roster, by=cast.trainer, decisions={2: TAKE, 3: LEAVE, 77: TAKE}
    )
    roster.refresh_from_db()
    bring_in(roster=roster, basis=SHEET, by=cast.trainer)
    new = Registration.objects.for_tenant(cast.training.tenant).get().participant
    pair = PossibleDouble.objects.for_tenant(cast.training.tenant).get()
    assert {pair.first_id, pair.second_id} == {known.pk, new.pk}


def test_somebody_of_another_union_is_never_proposed():
    cast, other = a_training(), a_training()
    somebody_known(other, sex="f", age_band="25-29")
    assert Draft.from_text(begun(cast).open()).matches == {}


def test_what_cannot_be_chosen_is_passed_over():
    cast, other = a_training(), a_training()
    stranger = somebody_known(other)
    roster = begun(cast)
    rosters.decide_rows(
        roster=roster, by=cast.trainer, decisions={2: KNOWN + str(stranger.pk)}
    )
    roster.refresh_from_db()
    assert Draft.from_text(roster.open()).decisions == {}


def test_taking_back_leaves_nothing():
    cast = a_training()
    known = somebody_known(cast, sex="f", age_band="25-29")
    roster = brought_in(cast)
    taken = take_back(roster=roster, by=cast.trainer)
    assert (taken.gone, taken.stay) == (2, 0)
    assert not people_of(cast)
    left = Participant.objects.for_tenant(cast.training.tenant)
    assert list(left.values_list("pk", flat=True)) == [known.pk]
    assert Identity.objects.for_tenant(cast.training.tenant).count() == 1


def test_a_line_that_was_ticked_since_stays():
    cast = a_training()
    roster = brought_in(cast)
    line = Registration.objects.for_tenant(cast.training.tenant).first()
    tick = Tick(new_id(), line.pk, 300, "tap", timezone.now())
    mark(session=cast.session, ticks=[tick], by=cast.trainer)
    taken = take_back(roster=roster, by=cast.trainer)
    assert (taken.gone, taken.stay) == (1, 1)
    assert len(people_of(cast)) == 1
    with pytest.raises(NotNowError):
        take_back(roster=roster, by=cast.trainer)


def test_all_or_nothing(monkeypatch):
    """Where one row can't be written, none is, and the file is not kept either."""
    cast = a_training()
    roster = begun(cast)

    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("learning.classroom.actions.roster_people._register", broken)
    roster = bring_in(roster=roster, basis=SHEET, by=cast.trainer)
    assert (roster.state, roster.failure, roster.sealed) == ("failed", "our_fault", b"")
    assert not Participant.objects.for_tenant(cast.training.tenant).exists()


def test_not_hers_and_not_after_closing():
    cast, other = a_training(), a_training()
    roster = begun(cast)
    with pytest.raises(NotHersError):
        rosters.begin_roster(training=cast.training, content=PLAIN, by=other.trainer)
    with pytest.raises(NotHersError):
        bring_in(roster=roster, basis=SHEET, by=other.trainer)
    closed = a_training(state="closed", closed_at=timezone.now())
    with pytest.raises(IsClosedError):
        begun(closed)


def test_after_seven_days_what_was_left_is_emptied():
    cast = a_training()
    roster = begun(cast)
    soon = timezone.now() + timedelta(days=6)
    assert rosters.forget_leftovers(tenant=cast.union, now=soon) == 0
    assert (
        rosters.forget_leftovers(tenant=cast.union, now=soon + timedelta(days=2)) == 1
    )
    roster.refresh_from_db()
    assert (roster.state, roster.failure, roster.open()) == ("failed", "ran_out", "")


def test_where_the_key_is_gone_it_says_so():
    cast = a_training()
    roster = begun(cast)
    keys.destroy_key(cast.union)
    with pytest.raises(keys.KeyMissingError):
        bring_in(roster=roster, basis=SHEET, by=cast.trainer)
