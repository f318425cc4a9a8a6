from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from learning import keys
from learning.members import actions
from learning.members.actions.people import tidy_name
from learning.members.errors import CannotChangeUnionError, NotAllowedError
from learning.members.models import Consent, Identity, Participant
from learning.members.queries import agrees, consent_history, consents_of, identity_of
from learning.progress.actions import keep_plan
from learning.progress.models import KeptPlan
from learning.records import ImmutableError
from tests.learning.factories import LessonFactory

COUNTED = Consent.Purpose.COUNTED


def decide(place, given, **more):
    return actions.decide_consent(
        participant=place.participant,
        purpose=COUNTED,
        given=given,
        language="fr",
        by=place.user,
        **more,
    )


def test_answers_are_kept_and_taken_back(alice):
    actions.answer_questions(
        participant=alice.participant, by=alice.user, sex="f", country="BJ"
    )
    person = Participant.objects.for_tenant(alice.participant.tenant_id).get()
    assert (person.sex, person.country, person.age_band) == ("f", "BJ", "")
    actions.answer_questions(participant=person, by=alice.user, sex="")
    person.refresh_from_db()
    assert (person.sex, person.country) == ("", "BJ")


@pytest.mark.parametrize("answers", [{"sex": "?"}, {"age_band": "31"}, {"sector": "x"}])
def test_other_answers_are_refused(alice, answers):
    with pytest.raises(ValidationError):
        actions.answer_questions(
            participant=alice.participant, by=alice.user, **answers
        )


def test_strangers_answer_nothing(alice, bob, other_coordinator, trainer):
    for by in (bob.user, other_coordinator):
        with pytest.raises(NotAllowedError):
            actions.answer_questions(participant=alice.participant, by=by, sex="f")
    actions.answer_questions(participant=alice.participant, by=trainer, sex="f")


def test_consent_is_only_ever_added_to(alice):
    given = decide(alice, True)
    assert decide(alice, True) is None
    assert agrees(alice.participant, COUNTED)
    decide(alice, False)
    assert not agrees(alice.participant, COUNTED)
    assert [row.given for row in consent_history(alice.participant)] == [False, True]
    with pytest.raises(ImmutableError):
        given.save()


def test_a_decision_says_when_how_in_which_words_and_by_whom(alice, trainer):
    actions.decide_consent(
        participant=alice.participant,
        purpose=COUNTED,
        given=True,
        language="fr",
        basis=Identity.Basis.READ_ALOUD,
        by=trainer,
    )
    row = consents_of(alice.participant)[COUNTED]
    assert (row.basis, row.statement_version, row.language, row.decided_by) == (
        "aloud",
        1,
        "fr",
        trainer,
    )
    assert row.decided_at


def test_silence_is_no(alice):
    assert not agrees(alice.participant, COUNTED)


def test_an_unknown_purpose_is_refused(alice):
    with pytest.raises(ValidationError):
        actions.decide_consent(
            participant=alice.participant,
            purpose="sell",
            given=True,
            language="en",
            by=alice.user,
        )


def test_a_name_is_sealed_for_its_tenant(charlie):
    identity = identity_of(charlie.participant)
    assert "Charlie" not in str(bytes(identity.sealed))
    opened = keys.open_sealed(
        identity.tenant_id, charlie.participant.pk, identity.sealed
    )
    assert opened == "Charlie López"


def test_a_name_given_again_replaces_the_first_and_can_be_forgotten(charlie):
    actions.name_participant(
        participant=charlie.participant,
        name="Carlos",
        basis=Identity.Basis.SCREEN,
        by=charlie.user,
    )
    identity = identity_of(charlie.participant)
    assert (
        keys.open_sealed(identity.tenant_id, identity.participant_id, identity.sealed)
        == "Carlos"
    )
    actions.forget_name(participant=charlie.participant, by=charlie.user)
    assert identity_of(charlie.participant) is None


def test_strangers_neither_give_nor_take_a_name(charlie, coordinator, alice):
    for by in (coordinator, alice.user):
        with pytest.raises(NotAllowedError):
            actions.name_participant(
                participant=charlie.participant, name="X", basis="screen", by=by
            )
        with pytest.raises(NotAllowedError):
            actions.forget_name(participant=charlie.participant, by=by)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Awa \n Diop\x00 ", "Awa Diop"),
        ("Đặng Thị", "Đặng Thị"),
        ("\u1780\u17d2\u1789", "\u1780\u17d2\u1789"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_is_one_line(typed, kept):
    assert tidy_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\x00\n"])
def test_an_empty_name_is_none(typed):
    with pytest.raises(ValueError, match="letter"):
        tidy_name(typed)


def test_from_open_she_goes_to_her_union_with_all_her_data(open_tenant, union):
    place = actions.keep_place(secret="739182")
    decide(place, True)
    actions.name_participant(
        participant=place.participant, name="Awa", basis="screen", by=place.user
    )
    person = actions.change_union(
        participant=place.participant, union=union, by=place.user
    )
    assert person.tenant == union
    assert agrees(person, COUNTED)
    identity = identity_of(person)
    assert identity.tenant == union
    assert keys.open_sealed(union, person.pk, identity.sealed) == "Awa"
    assert not Consent.objects.for_tenant(open_tenant).exists()


def test_her_sheets_are_sealed_anew_by_the_union_she_goes_to(open_tenant, union):
    place = actions.keep_place(secret="739182")
    sheet = {"rows": {"must": "A bus"}, "checks": []}
    for key in (uuid4(), uuid4()):
        keep_plan(
            participant=place.participant,
            lesson_key=LessonFactory().key,
            activity=key,
            sheet=sheet,
            by=place.user,
        )
    broken = KeptPlan.objects.for_participant(place.participant).first()
    broken.sealed = b"broken"
    broken.save()
    person = actions.change_union(
        participant=place.participant, union=union, by=place.user
    )
    row = KeptPlan.objects.for_participant(person).get()
    assert (row.tenant, row.sheet()) == (union, sheet)


def test_out_of_a_union_she_does_not_go_by_herself(alice, other_union, union):
    with pytest.raises(CannotChangeUnionError):
        actions.change_union(
            participant=alice.participant, union=other_union, by=alice.user
        )
    branch = actions.found_union(
        name="Mines", slug="mines", level="local", parent=union, country="BJ", by=None
    )
    actions.change_union(participant=alice.participant, union=branch, by=alice.user)
    assert alice.participant.union == branch
