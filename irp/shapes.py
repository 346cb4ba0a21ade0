"""Plain statements that the ORM has written before: it only fills in what is asked (ADR 0025).

For rows of a table by its columns, joined to others by keys, Django takes longer to write the SQL
than the database to answer. What it wrote is kept by the statement's shape, which is everything in
a query that its text follows from. Whatever is no plain reading is written anew, as ever.
"""

from collections.abc import Iterator
from threading import Lock
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import IntegerField
from django.db.models.expressions import Col, Value
from django.db.models.lookups import IsNull, Lookup
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import WhereNode

MOST_KEPT = 1000  # statements of a process
# What a plain reading has nothing of: the text follows from it in ways that are not known here.
NOT_PLAIN = (
    "combinator",
    "distinct_fields",
    "explain_info",
    "external_aliases",
    "extra",
    "extra_order_by",
    "extra_tables",
    "group_by",
    "subquery",
    "_filtered_relations",
)
# What the text follows from and can be compared as it is.
COMPARED = (
    "model",
    "alias_prefix",
    "default_cols",
    "default_ordering",
    "distinct",
    "high_mark",
    "low_mark",
    "max_depth",
    "select_for_no_key_update",
    "select_for_update",
    "select_for_update_nowait",
    "select_for_update_of",
    "select_for_update_skip_locked",
    "standard_ordering",
    "values_select",
)


class _NotPlainError(Exception):
    """A query is no plain reading."""


class _Written(NamedTuple):
    """A statement's text, what makes rows of its answer, and what its shape names."""

    sql: str
    select: Any
    klass_info: Any
    annotation_col_map: Any
    has_extra_select: bool
    named: list[Any]  # the shape has only their identities, so none of them may go before it


class _Reading:
    """The shape of what a compiler is to write, and the parameters that it will have.

    Raises `_NotPlainError`, TypeError for a part that cannot be compared, or what Django raises
    where nothing or everything is found.
    """

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler
        self.named: list[Any] = []
        self.asked: list[Any] = []
        self.shape = self._of(compiler.query, compiler.connection)
        hash(self.shape)  # a list that Django keeps where it might keep a tuple is no shape

    def _of(self, query: Any, connection: Any) -> tuple[Any, ...]:
        if type(query) is not Query or any(getattr(query, name) for name in NOT_PLAIN):
            raise _NotPlainError
        if len(query.annotations) > 1:  # they may be selected in an order of their own
            raise _NotPlainError
        return (
            connection.vendor,
            # Django refuses to lock rows outside a transaction: it is let say so.
            query.select_for_update and connection.get_autocommit(),
            *[getattr(query, name) for name in COMPARED],
            (frozenset(query.deferred_loading[0]), query.deferred_loading[1]),
            _related(query.select_related),
            _order(query.order_by),
            query.selected and tuple(query.selected.items()),
            *[self._constant(name, annotation) for name, annotation in query.annotations.items()],
            len(query.annotation_select),
            *[self._column(column) for column in query.select],
            *[
                self._table(query.alias_refcount[at], table)
                for at, table in query.alias_map.items()
            ],
            *self._conditions(query.where),
        )

    def _constant(self, name: str, annotation: Any) -> tuple[Any, ...]:
        if type(annotation) is not Value or type(annotation.value) is not int:
            raise _NotPlainError
        if (
            type(annotation.output_field) is not IntegerField
        ):  # another may write and read it otherwise
            raise _NotPlainError
        self.asked.append(annotation.value)
        return name, int

    def _column(self, column: Any) -> tuple[Any, ...]:
        if type(column) is not Col:
            raise _NotPlainError
        self.named += column.target, column.output_field
        return column.alias, id(column.target), id(column.output_field)

    def _table(self, uses: int, table: Any) -> tuple[Any, ...]:
        field = getattr(table, "join_field", None)  # none of the first
        self.named.append(field)
        joined = (table.table_name, table.table_alias, table.parent_alias, table.join_type)
        return type(table), uses, id(field), *joined

    def _conditions(self, node: Any) -> Iterator[Any]:
        if type(node) is not WhereNode:
            raise _NotPlainError
        yield node.connector
        yield node.negated
        for child in node.children:
            within = isinstance(child, WhereNode)
            yield tuple(self._conditions(child)) if within else self._condition(child)

    def _condition(self, lookup: Any) -> tuple[Any, ...]:
        if not isinstance(lookup, Lookup) or lookup.bilateral_transforms or _is_written(lookup.rhs):
            raise _NotPlainError
        kind, column = type(lookup), self._column(lookup.lhs)
        if isinstance(lookup, IsNull):
            return kind, column, lookup.rhs
        asked = lookup.process_rhs(self.compiler, self.compiler.connection)[1]
        self.asked += asked
        # Whether something is true needs no parameter on every database.
        return (
            kind,
            column,
            len(asked),
            lookup.rhs if type(lookup.rhs) is bool else type(lookup.rhs),
        )


def _is_written(value: Any) -> bool:
    """Tell whether a value is a part of a statement, or holds one."""
    if isinstance(value, list | tuple | set):
        return any(hasattr(item, "as_sql") for item in value)
    return hasattr(value, "as_sql")


def _related(wanted: Any) -> Any:
    if isinstance(wanted, dict):
        return tuple((name, _related(further)) for name, further in wanted.items())
    return wanted


def _order(names: Any) -> Any:
    if any(type(name) is not str for name in names):
        raise _NotPlainError
    return names


_statements: dict[tuple[Any, ...], _Written] = {}
_keeping = Lock()  # the oldest is looked for while nothing is put in
_write = SQLCompiler.as_sql


def keep_what_was_written() -> None:
    """Let the ORM write each plain statement once (ADR 0025)."""
    SQLCompiler.as_sql = _as_sql  # type: ignore[method-assign]


def _as_sql(self: Any, with_limits: bool = True, with_col_aliases: bool = False) -> Any:
    """Return the text and the parameters of a statement, as Django's own method does."""
    if with_col_aliases or not with_limits:
        return _write(self, with_limits, with_col_aliases)
    try:
        reading = _Reading(self)
    except (_NotPlainError, EmptyResultSet, FullResultSet, TypeError):
        return _write(self)
    known = _statements.get(reading.shape)
    if known is None:
        sql, parameters = _write(self)
        if list(parameters) == reading.asked:
            _keep(reading, sql)
        return sql, parameters
    self.select, self.klass_info = known.select, known.klass_info
    self.annotation_col_map = known.annotation_col_map
    self.col_count, self.has_extra_select = len(known.select), known.has_extra_select
    return known.sql, tuple(reading.asked)


def _keep(reading: _Reading, sql: str) -> None:
    by = reading.compiler
    makes = (by.select, by.klass_info, by.annotation_col_map, by.has_extra_select)
    with _keeping:
        if len(_statements) >= MOST_KEPT:
            del _statements[next(iter(_statements))]
        _statements[reading.shape] = _Written(sql, *makes, reading.named)
