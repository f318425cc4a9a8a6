"""What is asked or stored most: its SQL is written once, not at each request.

To build a queryset and turn it into SQL takes ten times as long as the answer. A
Statement keeps what the ORM wrote at its first call, and from then on only binds new
values to it and reads the columns as the ORM would. It is for the three reads of a
signed-in page (session, account, where she stands); everything else asks the ORM.

An Insertion does the same for rows of the log: Django's `bulk_create` looks for
expressions in each value of each row, which takes longer than the database does.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import connections
from django.db.models import Field, Model, QuerySet

# Fields whose values a database takes as Python has them.
PLAIN = {
    *("BooleanField", "CharField", "IntegerField", "PositiveIntegerField"),
    *("PositiveSmallIntegerField", "SmallIntegerField", "TextField"),
}
# And those that it reads out of JSON as Python writes them there.
WRITTEN_AS_TEXT = {*PLAIN, "DateField", "DateTimeField", "JSONField", "UUIDField"}


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
    expressions, no signals, no defaults of the database. With `key` and `replaces`,
    of two rows with the same key the new one holds, and these fields are replaced.
    `without` are fields that the database fills by itself.

    To PostgreSQL all rows go as one JSON array: a value that is bound costs the driver
    more than the database needs to store it, and eight hundred of them are one batch.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        key: Iterable[str] = (),
        replaces: Iterable[str] = (),
        without: Iterable[str] = (),
    ):
        self._table = model._meta.db_table
        self._fields = [
            each for each in model._meta.concrete_fields if each.name not in without
        ]
        for each in self._fields:
            # A foreign key is written as what it points at.
            if _kind(getattr(each, "target_field", each)) not in WRITTEN_AS_TEXT:
                raise TypeError(f"{each} cannot be stored so")
        self._values = attrgetter(*(each.attname for each in self._fields))
        self._plain = [_kind(each) in PLAIN for each in self._fields]
        columns = {each.name: each.column for each in self._fields}
        self._columns = [*columns.values()]
        self._key = [columns[each] for each in key]
        self._replaced = [columns[each] for each in replaces]
        self._written: dict[str, str] = {}

    def store(self, rows: Iterable[Model], *, using: str = "default") -> None:
        """Store them in the order given."""
        values = [self._values(row) for row in rows]
        if not values:
            return
        connection = connections[using]
        if using not in self._written:
            self._written[using] = self._write(connection)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":  # in the same process: row by row
                saved = [self._as_saved(row, connection) for row in values]
                cursor.executemany(self._written[using], saved)
                return
            listed = [dict(zip(self._columns, row, strict=True)) for row in values]
            body = json.dumps(listed, default=_written_once(), check_circular=False)
            cursor.execute(self._written[using], [body])

    def _write(self, connection) -> str:
        """Nothing of what is put in here comes from outside: our own names."""
        quoted = connection.ops.quote_name
        columns = [quoted(each) for each in self._columns]
        if connection.vendor == "sqlite":
            rows = f"VALUES ({', '.join(['%s'] * len(columns))})"
        else:
            types = [each.db_type(connection) for each in self._fields]
            typed = [" ".join(pair) for pair in zip(columns, types, strict=True)]
            rows = f"SELECT * FROM json_to_recordset(%s) AS rows ({', '.join(typed)})"  # noqa: S608
        then = "DO NOTHING"
        if self._key:
            new = [f"{each} = EXCLUDED.{each}" for each in map(quoted, self._replaced)]
            key = ", ".join(map(quoted, self._key))
            then = f"({key}) DO UPDATE SET {', '.join(new)}"
        return (
            f"INSERT INTO {quoted(self._table)} ({', '.join(columns)}) "
            f"{rows} ON CONFLICT {then}"
        )

    def _as_saved(self, values: tuple, connection) -> list:
        return [
            value if is_plain else field.get_db_prep_save(value, connection)
            for field, is_plain, value in zip(
                self._fields, self._plain, values, strict=True
            )
        ]


def _written_once() -> Callable[[Any], str]:
    """Writes UUIDs and moments as PostgreSQL reads them, each object once: in the rows
    of one person most are the same, and to write a UUID costs more than to look it up."""
    written: dict[int, str] = {}

    def write(value) -> str:
        # By place in memory: the rows hold their values until all is written.
        place = id(value)
        if place not in written:
            written[place] = str(value)
        return written[place]

    return write


def _kind(field: Field) -> str:
    return field.get_internal_type()
