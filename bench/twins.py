"""Rows like others, through the pen: what a plan of any size is multiplied by."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from bench.people import BY, KNOWN
from irp.history import record_all

Row = TypeVar("Row", bound=models.Model)


def twin(row: Row, **changes: Any) -> Row:
    """Return a new row like this one but for the changes."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in ("version", "recorded_at")
    }
    return type(row)(**values | changes)


def write_rows(rows: Iterable[Any], *, at: datetime = KNOWN) -> list[Any]:
    """Write new rows of a tracked model."""
    return record_all(rows, by=BY, at=at)
