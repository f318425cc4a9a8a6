"""Statements say what the ORM says; only faster."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.models import KeptPlan, LearningEvent, LessonSummary, Union, User
from learning.statements import Insertion, Statement
from tests.learning.factories import (
    LessonFactory,
    ParticipantFactory,
    UnionFactory,
    activity,
)

COLUMNS = [field.attname for field in Union._meta.concrete_fields]


def unions(level, pk):
    return Union.objects.filter(level=level).filter(pk=pk).values_list(*COLUMNS)


@pytest.fixture
def statement():
    return Statement(unions, Union._meta.get_field("level"), Union._meta.pk)


def test_every_column_comes_as_the_orm_gives_it(statement, db):
    for union in (UnionFactory(slug="ctb"), UnionFactory(slug="fnec")):
        for _ in range(2):  # written by the first, only bound to by the second
            assert statement.rows(union.level, union.pk) == list(
                unions(union.level, union.pk)
            )


def test_no_row_is_none(statement, db):
    assert statement.row("local", uuid.uuid4()) is None
    assert statement.rows("local", uuid.uuid4()) == []


def test_it_is_one_query_and_seen_as_one(statement, db):
    with CaptureQueriesContext(connection) as queries:
        statement.rows("local", uuid.uuid4())
    assert len(queries) == 1


def test_values_in_another_order_than_the_sqls_are_refused(db):
    turned = Statement(
        lambda pk, level: unions(level, pk),
        Union._meta.pk,
        Union._meta.get_field("level"),
    )
    with pytest.raises(TypeError, match="The values of this statement"):
        turned.rows(uuid.uuid4(), "local")


def test_too_few_values_are_refused(statement, db):
    with pytest.raises(ValueError, match="zip"):
        statement.rows("local")


def test_an_outer_join_without_a_match_gives_nothing(db):
    user = ParticipantFactory().user
    asked = Statement(
        lambda pk: User.objects.filter(pk=pk).values_list("id", "participant__id"),
        User._meta.pk,
    )
    assert asked.row(user.pk) == (user.pk, user.participant.pk)
    alone = User.objects.create_user("alone")
    assert asked.row(alone.pk) == (alone.pk, None)


def stored(people) -> list[LearningEvent]:
    """Rows with every kind of value, as `intake` makes them; not yet stored."""
    lesson = LessonFactory(activities=[activity("multiple")])
    now = timezone.now()
    return [
        LearningEvent(
            id=uuid.uuid4(),
            tenant_id=person.tenant_id,
            participant_id=person.pk,
            verb="answered",
            lesson_id=lesson.pk,
            version=1,
            activity=uuid.uuid4(),
            answer=["é", "ប", "%s"],
            language="fr",
            occurred_at=now,
            clock_was_off=True,
            utc_offset=-300,
            device=uuid.uuid4(),
            received_at=now,
        )
        for person in people
    ]


def columns(event) -> dict:
    return {field.attname: getattr(event, field.attname) for field in FIELDS}


FIELDS = LearningEvent._meta.concrete_fields


def test_an_insertion_stores_what_the_orm_would_read(db):
    rows = stored([ParticipantFactory(), ParticipantFactory()])
    Insertion(LearningEvent).store(rows)
    found = LearningEvent.unscoped.in_bulk([row.pk for row in rows])
    assert [columns(found[row.pk]) for row in rows] == [columns(row) for row in rows]


def test_a_row_that_is_there_stays(db):
    (row,) = stored([ParticipantFactory()])
    Insertion(LearningEvent).store([row])
    row.language = "es"
    Insertion(LearningEvent).store([row])
    assert LearningEvent.unscoped.get(pk=row.pk).language == "fr"


def test_no_rows_are_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        Insertion(LearningEvent).store([])


def test_of_two_rows_with_one_key_the_new_one_holds(db):
    event, other = stored([ParticipantFactory(), ParticipantFactory()])
    replacing = Insertion(LearningEvent, key=["id"], replaces=["answer", "device"])
    replacing.store([event, other])
    before = columns(event)
    event.answer, event.device, event.language = ["new"], None, "es"
    replacing.store([event])
    found = LearningEvent.unscoped.in_bulk([event.pk, other.pk])
    assert columns(found[event.pk]) == before | {"answer": ["new"], "device": None}
    assert columns(found[other.pk]) == columns(other)


def test_the_database_may_fill_a_field(db):
    person, now = ParticipantFactory(), timezone.now()
    row = LessonSummary(
        tenant_id=person.tenant_id,
        participant_id=person.pk,
        lesson_id=LessonFactory().pk,
        first_at=now,
        latest_at=now,
        activities={"\u00e9": {"answer": None}},
        created_at=now,
        changed_at=now,
    )
    Insertion(LessonSummary, without=["id"]).store([row])
    found = LessonSummary.unscoped.get(participant=person)
    assert found.pk
    assert found.activities == row.activities
    assert (found.read_at, found.created_at) == (None, now)


def test_what_no_json_can_hold_is_refused():
    with pytest.raises(TypeError, match="sealed"):
        Insertion(KeptPlan)
