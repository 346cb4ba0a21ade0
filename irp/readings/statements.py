"""The statements that sources ask: rows, columns, acts and ties, each written by the ORM once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from irp.models import Act, Tracked
from irp.prepared import rows_of


@dataclass(frozen=True)
class Among:
    """The rows of a model whose lookup finds one of the values that a statement is given by name.

    A row that has several of them is found as often. `besides` finds more of the model's rows,
    whatever the values.
    """

    model: type[Tracked] | type[Act]
    lookup: str
    name: str
    besides: Q | None = None


# Models, each with as many columns or expressions as the others.
Parts = Sequence[tuple[type[Tracked], tuple[Any, ...]]]
PartsNow = Sequence[tuple[type[Tracked] | Among, tuple[Any, ...]]]
TieParts = Sequence[tuple[type[Tracked], str]]  # models, each with a many-to-many field
ActParts = Sequence[tuple[type[Act], tuple[Any, ...]]]


def asked(build: Callable[..., QuerySet], *fixed: Any, **scope: Any) -> list[Any]:
    """Return the rows of a queryset; one with rows or subqueries in its scope is written anew."""
    if any(isinstance(value, QuerySet | Model) for value in scope.values()):
        return list(build(*fixed, **scope))
    return rows_of(build, *fixed, **scope)


def pairs(model: type[Tracked], name: str, *, keys: list[int] | None) -> Any:
    """Return the keys of rows and of what a many-to-many field ties them to, of some or of all."""
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through._default_manager
    own = field.m2m_field_name()
    links = through.filter(**({} if keys is None else {f"{own}__in": keys}))
    return links.order_by("pk").values_list(*_ends(model, name))


def pairs_of(parts: TieParts) -> Any:
    """Return the place in `parts`, and the keys that ties of several models' rows join."""
    return together(
        pairs(model, name, keys=None)
        .order_by()
        .annotate(place=Value(place))
        .values_list("place", *_ends(model, name))
        for place, (model, name) in enumerate(parts)
    )


def newest_pairs_of(parts: TieParts, *, until: datetime) -> Any:
    """Return what `pairs_of` does of the newest versions by a moment, with each version's type."""
    found = []
    for place, (model, name) in enumerate(parts):
        history: Any = model.history
        field: Any = model._meta.get_field(name)
        through: Any = getattr(history.model, name).model  # what django-simple-history keeps
        links = through._default_manager.filter(
            history__in=newest(model, until=until).order_by().values("history_id")
        )
        own = ("history__id", f"{field.m2m_reverse_field_name()}_id")
        found.append(links.order_by().values_list("history__history_type", Value(place), *own))
    return together(found)


def _ends(model: type[Tracked], name: str) -> tuple[str, str]:
    field: Any = model._meta.get_field(name)
    return f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"


def rows(model: type[Tracked], **scope: Any) -> Any:
    """Return the rows of a tracked model within a scope, by key."""
    return model._default_manager.filter(**scope).order_by("pk")


def columns(model: type[Tracked], names: Sequence[Any], **scope: Any) -> Any:
    """Return some columns of the rows of a tracked model within a scope, by key."""
    return model._default_manager.filter(**scope).order_by("pk").values_list(*names)


def columns_of(parts: PartsNow, **scope: Any) -> Any:
    """Return some columns of the rows of several models, in no order.

    What `Among` takes by its name is its own, the rest of the scope everybody's.
    """
    names_of_own = {table.name for table, _ in parts if isinstance(table, Among)}
    own = {name: scope.pop(name) for name in names_of_own}
    return together(
        _found(table, own, scope).order_by().values_list(*names) for table, names in parts
    )


def _found(table: type[Tracked] | Among, own: dict[str, Any], scope: dict[str, Any]) -> Any:
    if isinstance(table, Among):
        found = Q(**{table.lookup: own[table.name]})
        either = found | table.besides if table.besides else found
        return table.model._default_manager.filter(either, **scope)
    return table._default_manager.filter(**scope)


def newest(model: type[Tracked], *, until: datetime, **scope: Any) -> Any:
    """Return the newest version by a moment of each row within a scope, by key, ends included.

    It is chosen by a window over date and key: two versions of one instant give one row.
    """
    place = Window(
        RowNumber(),
        partition_by=F("id"),
        order_by=[F("history_date").desc(), F("history_id").desc()],
    )
    history: Any = model.history
    versions = history.filter(history_date__lte=until, **scope).annotate(place=place)
    return versions.filter(place=1).order_by("id")


def newest_having(model: type[Tracked], *, until: datetime, **having: Any) -> Any:
    """Return the newest versions by a moment of the rows whose columns ever held these values."""
    history: Any = model.history
    return newest(model, until=until, id__in=history.filter(**having).values("id"))


def newest_columns(
    model: type[Tracked], names: Sequence[Any], *, until: datetime, **scope: Any
) -> Any:
    """Return some columns of the newest versions by a moment, by key."""
    return newest(model, until=until, **scope).values_list(*names)


def newest_columns_of(parts: Parts, *, until: datetime, **scope: Any) -> Any:
    """Return some columns of the newest versions of several models' rows, in no order.

    They are read by the versions' keys: a window has columns of its own.
    """
    return together(
        model.history.filter(
            pk__in=newest(model, until=until, **scope).order_by().values("history_id")
        )
        .order_by()
        .values_list(*names)
        for model, names in parts
    )


def columns_of_acts(parts: ActParts, *, until: datetime, **scope: Any) -> Any:
    """Return columns of acts of several models: the moment, the key and the model's place first."""
    return together(
        model._default_manager.filter(at__lte=until, **scope)
        .order_by()
        .values_list("at", "pk", Value(place), *names)
        for place, (model, names) in enumerate(parts)
    )


def together(parts: Iterable[Any]) -> Any:
    """Return what several statements give as one."""
    first, *others = parts
    return first.union(*others, all=True)


def acts(model: type[Act], at: datetime, scope: dict[str, Any]) -> list[Any]:
    """Return the acts of a model up to a moment, oldest first."""
    return asked(acts_until, model, until=at, **scope)


def acts_until(model: type[Act], *, until: datetime, **scope: Any) -> Any:
    """Return the acts of a model up to a moment, as a statement."""
    return model._default_manager.filter(at__lte=until, **scope).order_by("at", "pk")


def acts_of(parts: ActParts, at: datetime, scope: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return columns of acts of several models, oldest first."""
    read = asked(columns_of_acts, tuple(parts), until=at, **scope)
    return sorted(read, key=lambda row: row[:3])
