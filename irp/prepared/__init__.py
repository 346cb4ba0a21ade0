"""Statements that the ORM writes once: asked again with other values, they only go to the database.

For a union of some tables, or a window over reports, Django takes longer to write the SQL than
PostgreSQL to answer it, and writes the same text for every request. Here the text is kept, and
what differs between two requests is put in its place.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from irp.prepared.statement import Statement
from irp.prepared.writing import FEW, STAND_INS, NoPlaceError, written_statement

__all__ = ["FEW", "MOST_KEPT", "Asker", "NoPlaceError", "rows_of"]

MOST_KEPT = 300  # statements of a thread: the shapes that a site asks for are far fewer
MANY = (list, tuple, set, frozenset)


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


class _Kept(threading.local):
    """The statements of a thread: a compiler belongs to the connection of its thread."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.statements: dict[Any, Statement | None] = {}

    def of(self, connection: Any) -> dict[Any, Statement | None]:
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
        statements[key] = written_statement(build, fixed, values)
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
