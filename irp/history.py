"""The one pen: every kept change is written here, with who, when and why (ADR 0007).

`record` writes one tracked row, `record_all` many of a model, `record_ties` what one is tied to,
`enact` a person's act. Nothing else in the product calls `.save()`, `.update()` or `bulk_create` on
a tracked model; a test reads the source to hold this, and `Tracked.save` refuses at run time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q

from irp.models import Act, AppendOnly, Conflict, PenRequired, Tracked, User

Row = TypeVar("Row", bound=Tracked)
Deed = TypeVar("Deed", bound=Act)
Written = TypeVar("Written", bound=AppendOnly)

request_number: ContextVar[str] = ContextVar("request_number", default="")


@dataclass(frozen=True)
class Actor:
    """Who acts: a user in their posts of the day, or a command by its name."""

    user: User | None
    name: str
    post: str

    @classmethod
    def of(cls, by: "User | str", *, at: datetime) -> "Actor":
        """Return the actor, with name and posts as they are at that moment (Rule 31)."""
        if isinstance(by, str):
            return cls(user=None, name=by, post="")
        return cls(user=by, name=by.name, post=by.posts_line(at=at))


def record(
    row: Row, *, by: User | str, at: datetime, reason: str = "", happened_on: date | None = None
) -> Row:
    """Write one row and its history row; a row without changes writes nothing.

    Raises `Conflict` when somebody else wrote the row since it was read.
    """
    if row._state.adding or row.changed_fields():
        # Whoever catches a conflict has left the whole act.
        with transaction.atomic(savepoint=False):
            _write(row, by=by, at=at, reason=reason, happened_on=happened_on)
    return row


def record_ties(
    row: Row, name: str, keys: Iterable[Any], *, by: User | str, at: datetime, reason: str = ""
) -> Row:
    """Write which rows a row is tied to, with one history row that keeps them all.

    `name` is its many-to-many field, which its history must keep (`_history_m2m_fields`); `keys`
    are primary keys. Ties that stand already write nothing. Raises `Conflict` as `record` does.
    """
    field: Any = row._meta.get_field(name)
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through = field.remote_field.through
    ties = through._default_manager.filter(**{own: row.pk})
    stood, wanted = set(ties.values_list(other, flat=True)), set(keys)
    if wanted != stood:
        with transaction.atomic(savepoint=False):
            if gone := stood - wanted:
                ties.filter(**{f"{other}__in": gone}).delete()
            new = [through(**{own: row.pk, other: key}) for key in sorted(wanted - stood)]
            through._default_manager.bulk_create(new)
            getattr(row, "_prefetched_objects_cache", {}).pop(name, None)
            _write(row, by=by, at=at, reason=reason, happened_on=None)
    return row


def _write(
    row: Tracked, *, by: User | str, at: datetime, reason: str, happened_on: date | None
) -> None:
    creating = row._state.adding
    actor = Actor.of(by, at=at)
    row.version = 1 if creating else row.version + 1
    row._history_user = actor.user
    row._history_date = at
    row._change_reason = reason
    row.history_marks = _marks(actor, happened_on)
    row.held_by_pen = True
    changed = None if creating else [*row.changed_fields(), "version"]
    try:
        row.save(force_insert=creating, update_fields=changed)
    except BaseException:
        row.version -= 1
        raise
    finally:
        row.held_by_pen = False


def record_all(
    rows: Iterable[Row],
    *,
    by: User | str,
    at: datetime,
    reason: str | Callable[[Row], str] = "",
    happened_on: Callable[[Row], date | None] = lambda row: None,
) -> list[Row]:
    """Write many rows of one model, each with its history row, and return them.

    In one statement for those that are new, one for those that are changed and one for history; a
    row without changes writes nothing. `reason` is the same for all, or what gives each row its
    own, as `happened_on` does. Raises `Conflict` as `record` does.

    Ties are no part of it: a changed row of a model whose history keeps some is refused with
    `PenRequired`, since its new version would have none.
    """
    rows = list(rows)
    new = [row for row in rows if row._state.adding]
    changed = [row for row in rows if not row._state.adding and row.changed_fields()]
    if changed and changed[0]._history_m2m_fields:
        raise PenRequired(f"Write each changed {changed[0]._meta.label} with irp.history.record.")
    with transaction.atomic(savepoint=False):
        if new:
            type(new[0])._default_manager.bulk_create(new, batch_size=500)
        if changed:
            _change_all(changed)
        if new or changed:
            actor = Actor.of(by, at=at)
            types = [(row, "+") for row in new] + [(row, "~") for row in changed]
            _keep_versions(types, actor, at=at, reason=reason, happened_on=happened_on)
    return rows


def _keep_versions(
    rows: list[tuple[Row, str]],
    actor: Actor,
    *,
    at: datetime,
    reason: str | Callable[[Row], str],
    happened_on: Callable[[Row], date | None],
) -> None:
    """Write the history rows of rows as they stand, each with its type, in one statement."""
    history: Any = type(rows[0][0]).history
    versions = [
        history.model(
            history_date=at,
            history_user=actor.user,
            history_change_reason=reason if isinstance(reason, str) else reason(row),
            history_type=how,
            **{
                field.attname: getattr(row, field.attname) for field in history.model.tracked_fields
            },
            **_marks(actor, happened_on(row)),
        )
        for row, how in rows
    ]
    history.model._default_manager.bulk_create(versions, batch_size=500)
    for row, _ in rows:
        row.remember()


def _change_all(rows: list[Row]) -> None:
    """Write the changes of rows that stand; each race is decided as one row's is, by its version.

    A statement takes as many rows as the database's parameters allow.
    """
    named = {name for row in rows for name in row.changed_fields()}
    as_read = defaultdict(list)
    for row in rows:
        as_read[row.version].append(row.pk)
        row.version += 1
    manager: Any = type(rows[0])._default_manager
    standing = Q(
        *(Q(version=version, pk__in=keys) for version, keys in as_read.items()), _connector=Q.OR
    )
    try:
        if manager.filter(standing).bulk_update(rows, [*sorted(named), "version"]) < len(rows):
            raise Conflict(_stale_of(rows))
    except BaseException:
        for row in rows:
            row.version -= 1
        raise


def _stale_of(rows: list[Row]) -> Row:
    """Return one of some rows that somebody else wrote: its next version is in its history."""
    history: Any = type(rows[0]).history
    told = set(history.filter(id__in=[row.pk for row in rows]).values_list("id", "version"))
    return next((row for row in rows if (row.pk, row.version) in told), rows[0])


def enact(model: type[Deed], *, by: User | str, at: datetime, **fields: Any) -> Deed:
    """Write a person's act: an append-only row with their name and post at the time."""
    return write_acts([act(model, by=by, at=at, **fields)])[0]


def act(model: type[Deed], *, by: User | str, at: datetime, **fields: Any) -> Deed:
    """Return an act ready to be written with `write_acts`."""
    actor = Actor.of(by, at=at)
    return model(by=actor.user, by_name=actor.name, by_post=actor.post, at=at, **fields)


def write_acts(acts: list[Written]) -> list[Written]:
    """Write acts of one model, or rows that are parts of an act."""
    return type(acts[0])._default_manager.bulk_create(acts, batch_size=500) if acts else []


def _marks(actor: Actor, happened_on: date | None) -> dict[str, Any]:
    return {
        "actor_name": actor.name,
        "actor_post": actor.post,
        "request_number": request_number.get(),
        "happened_on": happened_on,
    }


def refuse_ties_without_pen(sender: Any, *, instance: models.Model, **_: Any) -> None:
    """Refuse to tie rows of which one is tracked, unless the pen does it."""
    if isinstance(instance, Tracked) and not getattr(instance, "held_by_pen", False):
        raise PenRequired(f"Write {sender._meta.label} with irp.history.record_ties.")


def mark_history_row(sender: Any, *, instance: Tracked, history_instance: Any, **_: Any) -> None:
    """Put the actor's name, post and the request on a history row before it is written."""
    for name, value in getattr(instance, "history_marks", {}).items():
        setattr(history_instance, name, value)
