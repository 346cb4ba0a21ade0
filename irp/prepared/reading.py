"""How the values of an answer are read: what makes of a column what Python has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite


@dataclass(frozen=True, slots=True)
class Reader:
    """What makes a column's values what Python has them as: each function of what the last gave."""

    column: int
    functions: tuple[Callable[[Any], Any], ...]


def readers_of(compiler: Any) -> tuple[Reader, ...]:
    """Return what reads each column's values, which stays the same."""
    connection = compiler.connection
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    return tuple(
        Reader(place, tuple(_of_a_value(function, of, connection) for function in functions))
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
