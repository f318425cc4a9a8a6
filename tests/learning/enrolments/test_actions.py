import pytest

from learning.enrolments import actions
from learning.enrolments.models import Enrolment
from tests.learning.factories import (
    EnrolmentFactory,
    ModuleFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return ParticipantFactory()


def of(person):
    return Enrolment.objects.for_participant(person)


def test_enrolling_twice_is_enrolling_once(person):
    module = ModuleFactory()
    first = actions.enrol(participant=person, module_key=module.key, by=person.user)
    again = actions.enrol(participant=person, module_key=module.key, by=None)
    assert again == first
    assert of(person).get().enrolled_at == first.enrolled_at
    assert first.tenant_id == person.tenant_id


def test_enrolling_in_several_at_once(person, django_assert_num_queries):
    modules = [ModuleFactory() for _ in range(3)]
    keys = [each.key for each in modules]
    first = actions.enrol(participant=person, module_key=keys[0], by=None)
    actions.enrol_in_all(participant=person, module_keys=keys, by=None)
    assert set(of(person).values_list("module", flat=True)) == set(keys)
    assert of(person).get(module=keys[0]) == first
    with django_assert_num_queries(1):
        actions.enrol_in_all(participant=person, module_keys=keys, by=None)
    with django_assert_num_queries(0):
        actions.enrol_in_all(participant=person, module_keys=[], by=None)


def test_two_people_are_two_enrolments(person):
    other = ParticipantFactory(union=person.union)
    module = ModuleFactory()
    for each in (person, other):
        actions.enrol_in_all(participant=each, module_keys=[module.key], by=None)
    assert of(person).get() != of(other).get()


def test_skipping_the_pre_test_keeps_the_first_time():
    enrolment = EnrolmentFactory()
    assert enrolment.pre_test_skipped_at is None
    actions.skip_pre_test(enrolment=enrolment, by=None)
    first = enrolment.pre_test_skipped_at
    actions.skip_pre_test(enrolment=enrolment, by=None)
    assert of(enrolment.participant).get().pre_test_skipped_at == first
