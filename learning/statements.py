"""What is asked or stored most: its SQL is written once, not at each request.

To build a queryset and turn it into SQL takes ten times as long as the answer. A
Statement keeps what the ORM wrote at its first call, and from then on only binds new
values to it and reads the columns as the ORM would. It is for the three reads of a
signed-in page (session, account, where she stands); everything else asks the ORM.

An Insertion does the same for rows of the log: Django's `bulk_create` looks for
expressions in each value of each row, which takes longer than the database does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import connections
from django.db.models import Field, Model, QuerySet

MOST_VALUES = 65_535  # that PostgreSQL takes in one statement


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


class Insertion:
    """Stores rows of a model that have their key; a row that is there already stays.

    Like `bulk_create(rows, ignore_conflicts=True)`, for plain values only: no
    expressions, no signals, no defaults of the database.
    """

    def __init__(self, model: type[Model]):
        self._model = model
        # What a database takes as it is; everything else is made ready by its field.
        plain = ("CharField", "BooleanField", "SmallIntegerField")
        plain += ("PositiveIntegerField", "PositiveSmallIntegerField", "IntegerField")
        self._fields = [
            (field.attname, None if field.get_internal_type() in plain else field)
            for field in model._meta.concrete_fields
        ]

    def store(self, rows: Iterable[Model], *, using: str = "default") -> None:
        """Store them in the order given."""
        connection = connections[using]
        values = [
            [
                getattr(row, name)
                if field is None
                else field.get_db_prep_save(getattr(row, name), connection)
                for name, field in self._fields
            ]
            for row in rows
        ]
        if not values:
            return
        quoted = connection.ops.quote_name
        columns = [quoted(each.column) for each in self._model._meta.concrete_fields]
        row = f"({', '.join(['%s'] * len(columns))})"
        insert = (
            f"INSERT INTO {quoted(self._model._meta.db_table)} "  # noqa: S608 -- our names
            f"({', '.join(columns)}) VALUES {{}} ON CONFLICT DO NOTHING"
        )
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":  # in the same process: row by row
                cursor.executemany(insert.format(row), values)
                return
            for some in batched(values, MOST_VALUES // len(columns)):
                cursor.execute(
                    insert.format(", ".join([row] * len(some))),
                    [*chain.from_iterable(some)],
                )


def batched(rows: list, size: int) -> Iterator[list]:
    """The rows, so many at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
