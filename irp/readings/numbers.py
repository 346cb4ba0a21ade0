"""The numbers that references are made of (Rule 24)."""

from typing import Any

from django.db.models import Manager, Max, QuerySet


def next_number(rows: QuerySet[Any] | Manager[Any]) -> int:
    """Return the number after the highest of some rows, 1 for the first: none is given twice.

    In one statement; the caller holds a lock that whoever else gives one waits for.
    """
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
