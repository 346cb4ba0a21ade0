"""How a statement is written once: the ORM is given stand-ins, whose places are then found."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from irp.prepared.reading import readers_of
from irp.prepared.statement import Place, Statement, adapted

FEW = 8  # of a list that is planned for its length
# What stands in for the values of a type, each another: nothing in the plan is like them.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_000_000_000 + number,
    str: lambda number: f"stand-in {number} of a text",
    date: lambda number: date(1000, 1, 1) + timedelta(days=number),
    datetime: lambda number: datetime(1000, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
}


class NoPlaceError(ValueError):
    """A statement was built that does not hold its values as they were given."""


def written_statement(
    build: Callable[..., QuerySet], fixed: tuple[Any, ...], values: dict[str, Any]
) -> Statement | None:
    """Return the statement with a place for each value; None where a blank list gives no row."""
    standing: dict[Any, Place] = {}
    numbers = count()

    def stand_in(value: Any, place: Place) -> Any:
        if type(value) not in STAND_INS:
            return value
        found = STAND_INS[type(value)](next(numbers))
        standing[found] = place
        return found

    rows = build(
        *fixed,
        **{
            name: [stand_in(member, Place(name, at)) for at, member in enumerate(value)]
            if isinstance(value, tuple)
            else stand_in(value, Place(name))
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
    places = {adapted(value, compiler.connection): place for value, place in standing.items()}
    takes = str | int | date
    parameters = [
        places.get(parameter, parameter) if isinstance(parameter, takes) else parameter
        for parameter in written
    ]
    used = {parameter for parameter in parameters if isinstance(parameter, Place)}
    if missing := {place.name for place in standing.values() if place not in used}:
        names = ", ".join(sorted(missing))
        raise NoPlaceError(f"{build.__name__} does not put into its statement as it is: {names}.")
    parts, places_of = _with_constants(sql.split("%s"), parameters, compiler.connection)
    planned = _planned(parts, places_of) if compiler.connection.vendor == "postgresql" else ""
    return Statement(
        compiler, readers_of(compiler), rows._iterable_class, parts, places_of, planned
    )


def _with_constants(
    parts: Sequence[str], parameters: Sequence[Any], connection: Any
) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Return a statement in whose text stands what is the same each time, and what is left.

    A database that sees it there chooses an index that is kept of some rows alone.
    """
    found, left = [parts[0]], []
    for parameter, part in zip(parameters, parts[1:], strict=True):
        word = None if isinstance(parameter, Place) else _literal(parameter, connection)
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


def _planned(parts: Sequence[str], places: Sequence[Place]) -> str:
    """Return the text that PostgreSQL plans once, with names of what differs.

    "" where the numbers of a long list would each be a parameter.
    """
    if any(place.member is not None and place.member >= FEW for place in places):
        return ""
    words = (f"%({place.word})s" for place in places)
    return parts[0] + "".join(word + part for word, part in zip(words, parts[1:], strict=True))
