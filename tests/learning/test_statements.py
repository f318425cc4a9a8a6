"""Statements say what the ORM says; only faster."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.models import Union, User
from learning.statements import Statement
from tests.learning.factories import ParticipantFactory, UnionFactory

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
