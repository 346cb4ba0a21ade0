"""Columns of a statement are known by what they are (ADR 0019)."""

from typing import Any

from django.db.models.expressions import Col


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
