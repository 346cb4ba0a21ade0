"""Statements that the ORM writes once: asked again with other values, they only go to the database.

For a union of some tables, or a window over reports, Django takes longer to write the SQL than
PostgreSQL to answer it, and writes the same text for every request. Here the text is kept, and
what differs between two requests is put in its place.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite
from django.db.models import QuerySet
from django.db.models.expressions import Col

MOST_KEPT = 300  # statements of a thread: the shapes that a site asks for are far fewer
FEW = 8  # of a list that is planned for its length
MANY = (list, tuple, set, frozenset)
# What stands in for the values of a type, each another: nothing in the plan is like them.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_000_000_000 + number,
    str: lambda number: f"stand-in {number} of a text",
    date: lambda number: date(1000, 1, 1) + timedelta(days=number),
    datetime: lambda number: datetime(1000, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as a statement that is written once may know: kinds of post, and a key.

    It stands for a person wherever rows are found that they may see; without a key where these are
    the same for all who hold such a post.
    """

    kinds: frozenset[str]
    pk: int | None = None

    def holds_kind(self, *kinds: str) -> bool:
        """Tell whether a post of one of these kinds is held."""
        return not self.kinds.isdisjoint(kinds)

    def sits_on(self) -> set[int]:
        """Return no committee: what is the same for all who hold such a post is of none."""
        return set()


class NoPlaceError(ValueError):
    """A statement was built that does not hold its values as they were given."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a parameter comes from: the name of a value, and which of its members where it has."""

    name: str
    member: int | None = None

    @property
    def word(self) -> str:
        """Return what it is called in a text."""
        return self.name if self.member is None else f"{self.name}_{self.member}"

    def taken_from(self, values: dict[str, Any]) -> Any:
        value = values[self.name]
        return value if self.member is None else value[self.member]


class _Answered:
    """A compiler that has its answer: what makes rows of models asks it for nothing else."""

    def __init__(self, compiler: Any, found: list[tuple[Any, ...]]) -> None:
        self.found = found
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def execute_sql(self, **_: Any) -> None:
        """Ask nothing: the answer is there."""

    def results_iter(self, *_: Any, **__: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows with their values as Python has them."""
        return iter(self.found)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What makes a column's values what Python has them as: each function of what the last gave."""

    column: int
    functions: tuple[Callable[[Any], Any], ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as the ORM wrote it; its parameters are constants or places."""

    compiler: Any
    readers: tuple[_Reader, ...]
    makes: type  # what makes rows of models or tuples of the answer, as the queryset would
    parts: tuple[str, ...]  # its text before, between and after its parameters
    parameters: tuple[Any, ...]
    planned: str  # the text that its database plans once, "" where it does not

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """Return the rows that it gives with these values."""
        connection = self.compiler.connection
        if self.planned:
            given = {
                place.word: _typed(place.taken_from(values), connection)
                for place in set(self.parameters)
            }
            found = connection.planned_rows(self.planned, given)
        else:
            with connection.cursor() as cursor:
                cursor.execute(*self._with(values, connection))
                found = cursor.fetchall()
        answered = _Answered(self.compiler, self._read(found))
        asked = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda *_, **__: answered),
            _known_related_objects={},
        )
        return list(self.makes(asked))

    def _read(self, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return rows with their values as Python has them, read column by column.

        The ORM makes a list of each row and asks again for each of its values what reads it, which
        takes a long list longer than the reading.
        """
        if not found or not self.readers:
            return found
        columns: list[Iterable[Any]] = list(zip(*found, strict=True))
        for reader in self.readers:
            for function in reader.functions:
                columns[reader.column] = list(map(function, columns[reader.column]))
        return list(zip(*columns, strict=True))

    def _with(self, values: dict[str, Any], connection: Any) -> tuple[str, list[Any]]:
        """Return the text and the parameters that remain.

        The numbers of a list stand in the text: a driver reads a text anew for each parameter of
        a long list, which took it longer than the database took to answer.
        """
        text, given = [self.parts[0]], []
        for parameter, part in zip(self.parameters, self.parts[1:], strict=True):
            word, value = "%s", parameter
            if isinstance(parameter, _Place):
                value = parameter.taken_from(values)
                if parameter.member is not None and type(value) is int:
                    word = str(value)
                else:
                    value = _adapted(value, connection)
            if word == "%s":
                given.append(value)
            text += word, part
        return "".join(text), given


class _Kept(threading.local):
    """The statements of a thread: a compiler belongs to the connection of its thread."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.statements: dict[Any, _Statement | None] = {}

    def of(self, connection: Any) -> dict[Any, _Statement | None]:
        """Return the statements that were written for a connection, the newest last."""
        if self.connection is not connection:
            self.connection, self.statements = connection, {}
        return self.statements


_statements = _Kept()


def rows_of(build: Callable[..., QuerySet], *fixed: Any, **values: Any) -> list[Any]:
    """Return the rows of `build(*fixed, **values)`, models or tuples, written at most once.

    `build` is asked for its queryset with stand-ins of the same types and lengths, so it may put
    the values into filters and do nothing else with them. `fixed` may be anything that a key can
    be made of. Numbers, text, days and moments may differ, and lists of them; whatever else is
    among the values makes a statement of its own. Raises NoPlaceError where a value has no place
    in the statement, TypeError where one cannot be part of a key.
    """
    values = {
        name: tuple(value) if isinstance(value, MANY) else value for name, value in values.items()
    }
    key = (build, fixed, tuple((name, _shape(value)) for name, value in values.items()))
    statements = _statements.of(connections[DEFAULT_DB_ALIAS])
    if key not in statements:
        if len(statements) >= MOST_KEPT:
            del statements[next(iter(statements))]
        statements[key] = _written(build, fixed, values)
    statement = statements[key]
    try:
        return statement.rows(values) if statement else []
    except OverflowError:  # SQLite takes no number of more than 64 bits; the ORM asks without it
        return list(build(*fixed, **values))


def _shape(value: Any) -> Any:
    """Return what two values must have in common to share a statement."""
    if type(value) in STAND_INS:
        return type(value)
    if not isinstance(value, tuple):
        return (value,)
    types = {type(member) for member in value}
    if types <= STAND_INS.keys() and len(types) == 1:
        return (*types, len(value))
    return tuple(map(_shape, value))


def _written(
    build: Callable[..., QuerySet], fixed: tuple[Any, ...], values: dict[str, Any]
) -> _Statement | None:
    """Return the statement with a place for each value; None where a blank list gives no row."""
    standing: dict[Any, _Place] = {}
    numbers = count()

    def stand_in(value: Any, place: _Place) -> Any:
        if type(value) not in STAND_INS:
            return value
        found = STAND_INS[type(value)](next(numbers))
        standing[found] = place
        return found

    rows = build(
        *fixed,
        **{
            name: [stand_in(member, _Place(name, at)) for at, member in enumerate(value)]
            if isinstance(value, tuple)
            else stand_in(value, _Place(name))
            for name, value in values.items()
        },
    )
    if getattr(rows, "_prefetch_related_lookups", ()):
        raise NoPlaceError(f"{build.__name__} reads rows of other tables after its own.")
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, written = compiler.as_sql()
    except EmptyResultSet:
        if () in values.values():
            return None
        raise NoPlaceError(f"{build.__name__} gives no rows, whatever is asked.") from None
    places = {_adapted(value, compiler.connection): place for value, place in standing.items()}
    takes = str | int | date
    parameters = [
        places.get(parameter, parameter) if isinstance(parameter, takes) else parameter
        for parameter in written
    ]
    used = {parameter for parameter in parameters if isinstance(parameter, _Place)}
    if missing := {place.name for place in standing.values() if place not in used}:
        names = ", ".join(sorted(missing))
        raise NoPlaceError(f"{build.__name__} does not put into its statement as it is: {names}.")
    parts, places_of = _with_constants(sql.split("%s"), parameters, compiler.connection)
    planned = _planned(parts, places_of) if compiler.connection.vendor == "postgresql" else ""
    return _Statement(compiler, _readers(compiler), rows._iterable_class, parts, places_of, planned)


def _with_constants(
    parts: Sequence[str], parameters: Sequence[Any], connection: Any
) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Return a statement in whose text stands what is the same each time, and what is left.

    A database that sees it there chooses an index that is kept of some rows alone.
    """
    found, left = [parts[0]], []
    for parameter, part in zip(parameters, parts[1:], strict=True):
        word = None if isinstance(parameter, _Place) else _literal(parameter, connection)
        if word is None:
            left.append(parameter)
            found.append(part)
        else:
            found[-1] += word.replace("%", "%%") + part
    return tuple(found), tuple(left)


def _literal(value: Any, connection: Any) -> str | None:
    """Return a value as a text has it; None on SQLite for what is neither text nor number."""
    if connection.vendor == "postgresql":
        return connection.ops.compose_sql("%s", [value])
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value) if type(value) is int else None


def _planned(parts: Sequence[str], places: Sequence[_Place]) -> str:
    """Return the text that PostgreSQL plans once, with names of what differs.

    "" where the numbers of a long list would each be a parameter.
    """
    if any(place.member is not None and place.member >= FEW for place in places):
        return ""
    words = (f"%({place.word})s" for place in places)
    return parts[0] + "".join(word + part for word, part in zip(words, parts[1:], strict=True))


def _readers(compiler: Any) -> tuple[_Reader, ...]:
    """Return what reads each column's values, which stays the same."""
    connection = compiler.connection
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    return tuple(
        _Reader(place, tuple(_of_a_value(function, of, connection) for function in functions))
        for place, (functions, of) in compiler.get_converters(columns).items()
    )


def _of_a_value(function: Any, of: Any, connection: Any) -> Callable[[Any], Any]:
    """Return a converter of Django's as a function of the value alone."""
    remembering = OF_A_TEXT.get(getattr(function, "__func__", None))
    return remembering or (lambda value: function(value, of, connection))


@lru_cache(maxsize=4096)
def _day(text: str | None) -> date | None:
    """Return a day of SQLite's, which gives the same texts in answer after answer."""
    operations: Any = connections[DEFAULT_DB_ALIAS].ops
    return operations.convert_datefield_value(text, None, None)


@lru_cache(maxsize=4096)
def _moment(text: str | None) -> datetime | None:
    """Return a moment of SQLite's."""
    operations: Any = connections[DEFAULT_DB_ALIAS].ops
    return operations.convert_datetimefield_value(text, None, None)


_operations: Any = Sqlite.ops_class
OF_A_TEXT: dict[Any, Callable[[Any], Any]] = {
    _operations.convert_datefield_value: _day,
    _operations.convert_datetimefield_value: _moment,
}


def _adapted(value: Any, connection: Any) -> Any:
    """Return a value as the database takes it, as a filter on a column of its type does."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _typed(value: Any, connection: Any) -> Any:
    """Return a value as PostgreSQL takes it beside a text: numbers of one size, so of one plan."""
    if type(value) is int:
        if not -(2**63) <= value < 2**63:
            raise OverflowError
        return connection.ops.adapt_integerfield_value(value, "BigIntegerField")
    return _adapted(value, connection)


def know_columns_by_what_they_are() -> None:
    """Let the ORM tell columns of a statement apart without asking how each was made (ADR 0019).

    It hashes every column that it selects wherever rows have an order.
    """
    Col.__hash__ = lambda self: hash(_column(self))  # type: ignore[method-assign]
    Col.__eq__ = _same_column  # type: ignore[method-assign]


def _column(of: Any) -> tuple[Any, ...]:
    return of.alias, of.target, of.output_field


def _same_column(column: Any, other: object) -> bool:
    return type(other) is type(column) and _column(column) == _column(other)
