"""Asked once: what nobody has said yet is stored, and what is known stands."""

import pytest
from django.core.exceptions import ValidationError

from learning.classroom.actions.asking_once import answer_once
from learning.classroom.models import Registration
from learning.classroom.queries.joining import open_questions_of
from learning.members.errors import NotAllowedError
from learning.members.models import Participant
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory


@pytest.fixture
def cast(db):
    return a_training()


@pytest.fixture
def person(cast):
    return ParticipantFactory(union=cast.union)


def now(person):
    return Participant.objects.for_tenant(person.tenant_id).get(pk=person.pk)


def line_of(cast, person, **fields):
    return RegistrationFactory(training=cast.training, participant=person, **fields)


def before_of(line):
    return Registration.objects.for_tenant(line.tenant_id).get(pk=line.pk).before


def test_what_she_says_is_kept_and_counted_anew(cast, person):
    line = line_of(cast, person)
    Participant.unscoped.update(is_to_recount=False)
    answer_once(
        participant=person,
        by=person.user,
        sex="f",
        age_band="18-24",
        role_at_work="steward",
        before="earlier",
    )
    she = now(person)
    assert (she.sex, she.age_band, she.role_at_work) == ("f", "18-24", "steward")
    assert before_of(line) == "earlier"
    assert she.is_to_recount
    assert open_questions_of(she) == []


def test_the_one_question_alone_is_counted_anew(cast, person):
    line = line_of(cast, person)
    Participant.unscoped.update(is_to_recount=False)
    answer_once(participant=person, by=person.user, before="no")
    assert before_of(line) == "no"
    assert now(person).is_to_recount


def test_what_her_trainer_says_meanwhile_stands(cast, person):
    """She has the form open while the trainer fills in her row."""
    line = line_of(cast, person)
    Participant.unscoped.filter(pk=person.pk).update(sex="m", sector="mining")
    Registration.unscoped.filter(pk=line.pk).update(before="year")
    answer_once(
        participant=person, by=person.user, sex="f", age_band="50+", before="no"
    )
    she = now(person)
    assert (she.sex, she.age_band, she.sector) == ("m", "50+", "mining")
    assert before_of(line) == "year"


def test_what_is_left_open_takes_nothing_back(cast, person):
    Participant.unscoped.filter(pk=person.pk).update(sex="f", is_to_recount=False)
    answer_once(participant=person, by=person.user, sex="", age_band="")
    she = now(person)
    assert (she.sex, she.is_to_recount) == ("f", False)


def test_nobody_else_answers_for_her(cast, person):
    line = line_of(cast, person)
    for stranger in (ParticipantFactory(union=cast.union).user, a_training().trainer):
        with pytest.raises(NotAllowedError):
            answer_once(participant=person, by=stranger, sex="f", before="no")
    assert (now(person).sex, before_of(line)) == ("", "")


@pytest.mark.parametrize("wrong", [{"sex": "q"}, {"before": "never"}])
def test_another_answer_is_refused_and_nothing_kept(cast, person, wrong):
    line = line_of(cast, person)
    with pytest.raises(ValidationError):
        answer_once(
            participant=person,
            by=person.user,
            **({"sex": "f", "before": "no"} | wrong),
        )
    assert (now(person).sex, before_of(line)) == ("", "")
