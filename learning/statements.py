"""Questions asked on every page: the ORM writes their SQL once, not at each request.

To build a queryset and turn it into SQL takes ten times as long as the answer. A
Statement keeps what the ORM wrote at its first call, and from then on only binds new
values to it and reads the columns as the ORM would. It is for the three reads of a
signed-in page (session, account, where she stands); everything else asks the ORM.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Field, QuerySet


@dataclass(frozen=True)
class _Written:
    sql: str
    # Column → the functions that turn what the database gives into Python's types.
    converters: dict[int, tuple[list[Callable], Any]]


class Statement:
    """A query with places for values: `rows(*values)` are the rows of its answer.

    `queryset` makes the ORM's version for some values and ends in `values_list`;
    `fields` are what the values are compared with, in the order of the SQL.
    """

    def __init__(self, queryset: Callable[..., QuerySet], *fields: Field):
        self._queryset = queryset
        self._fields = fields
        self._written: dict[str, _Written] = {}

    def rows(self, *values, using: str = "default") -> list[tuple]:
        connection = connections[using]
        bound = tuple(
            field.get_db_prep_value(value, connection)
            for field, value in zip(self._fields, values, strict=True)
        )
        written = self._written.get(using)
        if written is None:
            written = self._written[using] = self._write(values, bound, using)
        with connection.cursor() as cursor:
            cursor.execute(written.sql, bound)
            rows = cursor.fetchall()
        return [_converted(row, written.converters, connection) for row in rows]

    def row(self, *values, using: str = "default") -> tuple | None:
        """The first row, or None."""
        return next(iter(self.rows(*values, using=using)), None)

    def _write(self, values: tuple, bound: tuple, using: str) -> _Written:
        compiler = self._queryset(*values).query.get_compiler(using)
        sql, params = compiler.as_sql()
        if tuple(params) != bound:
            raise TypeError(f"The values of this statement are {params}, not {bound}")
        columns = [expression for expression, _, _ in compiler.select]
        return _Written(sql, compiler.get_converters(columns))


def _converted(row: tuple, converters: dict, connection) -> tuple:
    values = list(row)
    for column, (functions, expression) in converters.items():
        value = values[column]
        for convert in functions:
            value = convert(value, expression, connection)
        values[column] = value
    return tuple(values)
