"""The two sources that facts are read from: the rows as they are, and history at a moment.

Both give rows with the same column names, so one assembler serves them (DESIGN 2a). Joins from a
history row would show today's parent: rows of each table are read apart and put together by key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from irp.models import Act, Tracked


class Source(Protocol):
    """What an assembler reads rows from."""

    at: datetime

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model; `scope` is by columns that never change."""

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""

    def ties(self, model: type[Tracked], name: str, rows: list[Any]) -> dict[int, list[int]]:
        """Return the keys that each row is tied to by a many-to-many field, by the row's key."""


@dataclass(frozen=True)
class Now:
    """The rows as they are."""

    at: datetime

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model."""
        return list(model._default_manager.filter(**scope).order_by("pk"))

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""
        return _acts(model, self.at, scope)

    def ties(self, model: type[Tracked], name: str, rows: list[Any]) -> dict[int, list[int]]:
        """Return the keys that each row is tied to, by the row's key."""
        field: Any = model._meta.get_field(name)
        return _tied(
            field.remote_field.through._default_manager.filter(
                **{f"{field.m2m_field_name()}__in": [row.id for row in rows]}
            ).values_list(f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")
        )


@dataclass(frozen=True)
class AsAt:
    """The rows as history held them at a moment.

    The newest version is chosen by a window over date and key: two versions of one instant give
    one row. Deleted versions are dropped here and not by a filter, which Django would push inside
    the window, so that a deleted row came back with the version before.
    """

    at: datetime

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model as they were."""
        newest = Window(
            RowNumber(),
            partition_by=F("id"),
            order_by=[F("history_date").desc(), F("history_id").desc()],
        )
        history: Any = model.history
        versions = history.filter(history_date__lte=self.at, **scope).annotate(place=newest)
        found = versions.filter(place=1).order_by("id")
        return [row for row in found if row.history_type != "-"]

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""
        return _acts(model, self.at, scope)

    def ties(self, model: type[Tracked], name: str, rows: list[Any]) -> dict[int, list[int]]:
        """Return the keys that each row was tied to, by the row's key."""
        keys = {row.history_id: row.id for row in rows}
        history: Any = model.history
        field: Any = model._meta.get_field(name)
        through: Any = history.model._meta.get_field(name).related_model
        kept = through._default_manager.filter(history__in=list(keys))
        pairs = kept.values_list("history_id", f"{field.m2m_reverse_field_name()}_id")
        return _tied((keys[version], key) for version, key in pairs)


def _acts(model: type[Act], at: datetime, scope: dict[str, Any]) -> list[Any]:
    return list(model._default_manager.filter(at__lte=at, **scope).order_by("at", "pk"))


def _tied(pairs: Any) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, key in pairs:
        found.setdefault(row, []).append(key)
    return found
