"""The two sources that facts are read from: the rows as they are, and history at a moment.

Both give rows with the same column names, so one assembler serves them (DESIGN 2a). Joins from a
history row would show today's parent: rows of each table are read apart and put together by key.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from django.db.models.expressions import Combinable

from irp.models import Act, Tracked
from irp.prepared import rows_of
from irp.readings import statements
from irp.readings.statements import ActParts, Parts, PartsNow, TieParts
from irp.rules.calendar import LONDON

# Under its locks an act reads whatever is kept, that which began a moment later among it: what
# landed meanwhile is otherwise neither seen nor told, and written over.
UNDER_LOCKS = datetime(9999, 1, 1, tzinfo=UTC)


class Source(Protocol):
    """What an assembler reads rows from.

    A `scope` is by columns that never change; `having` may be by columns that do. A table asked
    for whole is read once: a source is for one page, one act or one pack, and not for after it.
    """

    @property
    def at(self) -> datetime:
        """Return the moment up to which things are known."""

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model, by key."""

    def rows_having(self, model: type[Tracked], **having: Any) -> list[Any]:
        """Return the rows whose columns hold these values, by key."""

    def columns(
        self, model: type[Tracked], *names: str | Combinable, **scope: Any
    ) -> list[tuple[Any, ...]]:
        """Return some columns of the rows as tuples, by key: for long lists."""

    def columns_of(self, parts: Parts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return some columns of the rows of several models in one statement, in no order."""

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""

    def acts_of(self, parts: ActParts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return columns of acts of several models in one statement, oldest first.

        Before the columns asked for stand the moment, the key, and the model's place in `parts`.
        """

    def ties(
        self, model: type[Tracked], name: str, keys: list[int] | None = None
    ) -> dict[int, list[int]]:
        """Return the keys that each row is tied to by a many-to-many field, by the row's key.

        Of the rows of some keys, or of all.
        """


def end_of_day(day: date) -> datetime:
    """Return the last moment of a London day: what was believed on it includes all of it."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=LONDON)
    return midnight - timedelta(microseconds=1)


@dataclass(frozen=True)
class Now:
    """The rows as they are."""

    at: datetime
    tables: dict[Any, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model, by key."""
        if scope:
            return statements.asked(statements.rows, model, **scope)
        return _once(self.tables, model, lambda: rows_of(statements.rows, model))

    def rows_having(self, model: type[Tracked], **having: Any) -> list[Any]:
        """Return the rows whose columns hold these values, by key."""
        asked = model, *sorted(having.items())
        return _once(self.tables, asked, lambda: self.rows(model, **having))

    def columns(
        self, model: type[Tracked], *names: str | Combinable, **scope: Any
    ) -> list[tuple[Any, ...]]:
        """Return some columns of the rows as tuples, by key."""
        if all(isinstance(name, str) for name in names):
            return statements.asked(statements.columns, model, names, **scope)
        return list(statements.columns(model, names, **scope))

    def columns_of(self, parts: PartsNow, **scope: Any) -> list[tuple[Any, ...]]:
        """Return some columns of the rows of several models in one statement, in no order."""
        return statements.asked(statements.columns_of, tuple(parts), **scope)

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""
        return statements.acts(model, self.at, scope)

    def acts_of(self, parts: ActParts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return columns of acts of several models in one statement, oldest first."""
        return statements.acts_of(parts, self.at, scope)

    def ties(
        self, model: type[Tracked], name: str, keys: list[int] | None = None
    ) -> dict[int, list[int]]:
        """Return the keys that each row is tied to, by the row's key."""
        return _tied(rows_of(statements.pairs, model, name, keys=keys))


@dataclass(frozen=True)
class AsAt:
    """The rows as history held them at a moment.

    The newest version is chosen by a window over date and key: two versions of one instant give
    one row. Deleted versions are dropped here and not by a filter, which Django would push inside
    the window, so that a deleted row came back with the version before.
    """

    at: datetime
    tables: dict[Any, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model as they were, by key."""
        if scope:
            found = self._newest(statements.newest, model, **scope)
        else:
            found = _once(self.tables, model, lambda: self._newest(statements.newest, model))
        return [row for row in found if row.history_type != "-"]

    def rows_having(self, model: type[Tracked], **having: Any) -> list[Any]:
        """Return the rows whose columns held these values, by key.

        Every row that ever had them is read, and kept if it had them at the moment: a row that
        has moved since is found, one that had moved before is not.
        """
        asked = model, *sorted(having.items())
        found = _once(
            self.tables, asked, lambda: self._newest(statements.newest_having, model, **having)
        )
        return [
            row
            for row in found
            if row.history_type != "-"
            and all(getattr(row, name) == value for name, value in having.items())
        ]

    def columns(
        self, model: type[Tracked], *names: str | Combinable, **scope: Any
    ) -> list[tuple[Any, ...]]:
        """Return some columns of the rows as they were, by key."""
        if scope or not all(isinstance(name, str) for name in names):
            return self._columns(model, names, **scope)
        return _once(self.tables, (model, *names), lambda: self._columns(model, names))

    def _columns(
        self, model: type[Tracked], names: tuple[str | Combinable, ...], **scope: Any
    ) -> list[tuple[Any, ...]]:
        read = self._newest(statements.newest_columns, model, ("history_type", *names), **scope)
        return [row[1:] for row in read if row[0] != "-"]

    def columns_of(self, parts: Parts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return some columns of the rows of several models, as they were, one statement."""
        typed = tuple((model, ("history_type", *names)) for model, names in parts)
        read = self._newest(statements.newest_columns_of, typed, **scope)
        return [row[1:] for row in read if row[0] != "-"]

    def _newest(self, build: Callable[..., Any], *fixed: Any, **scope: Any) -> list[Any]:
        return statements.asked(build, *fixed, until=self.at, **scope)

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""
        return statements.acts(model, self.at, scope)

    def acts_of(self, parts: ActParts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return columns of acts of several models in one statement, oldest first."""
        return statements.acts_of(parts, self.at, scope)

    def ties(
        self, model: type[Tracked], name: str, keys: list[int] | None = None
    ) -> dict[int, list[int]]:
        """Return the keys that each row was tied to, by the row's key."""
        scope = {} if keys is None else {"id__in": keys}
        read = self._newest(statements.newest_columns, model, ("history_id", "id"), **scope)
        versions = dict(read)
        history: Any = model.history
        field: Any = model._meta.get_field(name)
        through: Any = getattr(history.model, name).model  # what django-simple-history keeps
        links = through._default_manager.filter(history__in=list(versions)).order_by("pk")
        pairs = links.values_list("history_id", f"{field.m2m_reverse_field_name()}_id")
        return _tied((versions[version], key) for version, key in pairs)


def columns_having(
    source: Source, model: type[Tracked], *names: str, **having: Any
) -> list[tuple[Any, ...]]:
    """Return some columns of the rows whose columns hold these values, by key."""
    if isinstance(source, Now):
        return source.columns(model, *names, **having)
    rows = source.rows_having(model, **having)
    return [tuple(getattr(row, name) for name in names) for row in rows]


def _once(
    tables: dict[Any, list[Any]], table: Hashable, read: Callable[[], list[Any]]
) -> list[Any]:
    if table not in tables:
        tables[table] = read()
    return tables[table]


def ties_of(source: Source, parts: TieParts) -> list[dict[int, list[int]]]:
    """Return what `Source.ties` does of all rows of several models, in one statement."""
    if isinstance(source, Now):
        read = rows_of(statements.pairs_of, tuple(parts))
    else:
        versions = rows_of(statements.newest_pairs_of, tuple(parts), until=source.at)
        read = [row[1:] for row in versions if row[0] != "-"]
    pairs: list[list[tuple[int, int]]] = [[] for _ in parts]
    for place, own, other in read:
        pairs[place].append((own, other))
    return [_tied(sorted(tied)) for tied in pairs]


def _tied(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, key in pairs:
        found.setdefault(row, []).append(key)
    return found
