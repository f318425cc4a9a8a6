from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from learning import keys
from learning.classroom.models import Credit
from learning.members import actions
from learning.members.actions.audit import note
from learning.members.actions.carrying_over import goes_along
from learning.members.actions.people import tidy_name
from learning.members.errors import CannotChangeUnionError, NotAllowedError
from learning.members.models import (
    AuditEntry,
    Consent,
    Identity,
    Membership,
    Participant,
    PossibleDouble,
)
from learning.members.queries import (
    agrees,
    cards_of,
    consent_history,
    consents_of,
    identity_of,
)
from learning.progress.actions.plans import keep_plan
from learning.progress.models import KeptPlan
from learning.records import ImmutableError
from learning.tenancy import TenantScoped
from tests.learning.factories import (
    LessonFactory,
    ParticipantFactory,
    RegistrationFactory,
    TrainingFactory,
    UserFactory,
)

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


def test_who_names_a_union_by_herself_waits_there(open_tenant, union, other_union):
    place = actions.keep_place(secret="739182")
    person = actions.change_union(
        participant=place.participant, union=union, by=place.user
    )
    assert (person.vouching, person.is_let_in) == ("waiting", False)
    # She has chosen the wrong one, and nobody has let her in yet.
    person = actions.change_union(participant=person, union=other_union, by=place.user)
    assert (person.tenant, person.vouching) == (other_union, "waiting")


def test_the_code_of_a_class_she_left_opens_nothing_in_the_next_union(
    open_tenant, union, other_union
):
    place = actions.keep_place(secret="739182", union=union, came_by="code")
    assert place.participant.is_let_in
    person = actions.change_union(
        participant=place.participant, union=other_union, by=place.user
    )
    assert not person.is_let_in


def test_registers_and_the_unions_own_log_stay_where_the_training_was(
    open_tenant, union
):
    """Her card and what is credited to her go along."""
    trainer = make_trainer(open_tenant)
    [made] = actions.make_cards(union=open_tenant, count=1, by=trainer)
    place = actions.use_card(card=made.card, secret="739182")
    training = TrainingFactory(union=open_tenant)
    line = RegistrationFactory(training=training, participant=place.participant)
    credit = Credit(
        tenant=open_tenant,
        participant=place.participant,
        lesson=LessonFactory(),
        training=training,
    )
    credit.save()
    double = sorted([place.participant, ParticipantFactory(union=open_tenant)], key=pk)
    PossibleDouble(
        tenant=open_tenant, first=double[0], second=double[1], likeness=1
    ).save()
    note(tenant=open_tenant, act="vouched", by=trainer, participant=place.participant)
    person = actions.change_union(
        participant=place.participant, union=union, by=place.user
    )
    line.refresh_from_db()
    assert line.tenant == open_tenant
    assert AuditEntry.objects.for_tenant(open_tenant).count() == 2
    assert not AuditEntry.objects.for_tenant(union).exists()
    assert not PossibleDouble.objects.for_tenant(open_tenant).exists()
    moved = Credit.objects.for_participant(person).get()
    assert (moved.pk, moved.training) == (credit.pk, None)
    card = cards_of(union).get()
    assert (card.pk, card.union) == (made.card.pk, union)


def pk(row):
    return row.pk.hex


def make_trainer(tenant):
    user = UserFactory(email="t@example.org")
    Membership.objects.create(user=user, union=tenant, role="trainer")
    return user


def test_what_hangs_on_a_training_never_goes_along():
    staying = {
        model.__name__
        for model in apps.get_app_config("learning").get_models()
        if issubclass(model, TenantScoped) and not goes_along(model)
    }
    assert staying >= {"Registration", "CoTrainer", "AuditEntry", "Training"}
    assert not staying & {"Card", "Credit", "LearningEvent", "Identity", "Consent"}


def test_how_she_is_known(union, trainer):
    person = ParticipantFactory(union=union, user=None)
    actions.name_participant(participant=person, name="Awa", basis="sheet", by=trainer)
    assert person.known_by == "name"
    actions.forget_name(participant=person, by=trainer)
    assert person.known_by == ""
    place = actions.keep_place(secret="739182", union=union)
    assert place.participant.known_by == "account"
    actions.name_participant(
        participant=place.participant, name="Awa", basis="screen", by=place.user
    )
    assert place.participant.known_by == "account"
