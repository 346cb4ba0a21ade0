"""A statement as the ORM wrote it once, and how it is asked again with other values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from irp.prepared.reading import Reader


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parameter comes from: the name of a value, and which of its members where it has."""

    name: str
    member: int | None = None

    @property
    def word(self) -> str:
        """Return what it is called in a text."""
        return self.name if self.member is None else f"{self.name}_{self.member}"

    def taken_from(self, values: dict[str, Any]) -> Any:
        value = values[self.name]
        return value if self.member is None else value[self.member]


class _Answered:
    """A compiler that has its answer: what makes rows of models asks it for nothing else."""

    def __init__(self, compiler: Any, found: list[tuple[Any, ...]]) -> None:
        self.found = found
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def execute_sql(self, **_: Any) -> None:
        """Ask nothing: the answer is there."""

    def results_iter(self, *_: Any, **__: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows with their values as Python has them."""
        return iter(self.found)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the ORM wrote it; its parameters are constants or places."""

    compiler: Any
    readers: tuple[Reader, ...]
    makes: type  # what makes rows of models or tuples of the answer, as the queryset would
    parts: tuple[str, ...]  # its text before, between and after its parameters
    parameters: tuple[Any, ...]
    planned: str  # the text that its database plans once, "" where it does not

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """Return the rows that it gives with these values."""
        connection = self.compiler.connection
        if self.planned:
            given = {
                place.word: _typed(place.taken_from(values), connection)
                for place in set(self.parameters)
            }
            found = connection.planned_rows(self.planned, given)
        else:
            with connection.cursor() as cursor:
                cursor.execute(*self._with(values, connection))
                found = cursor.fetchall()
        answered = _Answered(self.compiler, self._read(found))
        asked = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda *_, **__: answered),
            _known_related_objects={},
        )
        return list(self.makes(asked))

    def _read(self, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return rows with their values as Python has them, read column by column.

        The ORM makes a list of each row and asks again for each of its values what reads it, which
        takes a long list longer than the reading.
        """
        if not found or not self.readers:
            return found
        columns: list[Iterable[Any]] = list(zip(*found, strict=True))
        for reader in self.readers:
            for function in reader.functions:
                columns[reader.column] = list(map(function, columns[reader.column]))
        return list(zip(*columns, strict=True))

    def _with(self, values: dict[str, Any], connection: Any) -> tuple[str, list[Any]]:
        """Return the text and the parameters that remain.

        The numbers of a list stand in the text: a driver reads a text anew for each parameter of
        a long list, which took it longer than the database took to answer.
        """
        text, given = [self.parts[0]], []
        for parameter, part in zip(self.parameters, self.parts[1:], strict=True):
            word, value = "%s", parameter
            if isinstance(parameter, Place):
                value = parameter.taken_from(values)
                if parameter.member is not None and type(value) is int:
                    word = str(value)
                else:
                    value = adapted(value, connection)
            if word == "%s":
                given.append(value)
            text += word, part
        return "".join(text), given


def adapted(value: Any, connection: Any) -> Any:
    """Return a value as the database takes it, as a filter on a column of its type does."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _typed(value: Any, connection: Any) -> Any:
    """Return a value as PostgreSQL takes it beside a text: numbers of one size, so of one plan."""
    if type(value) is int:
        if not -(2**63) <= value < 2**63:
            raise OverflowError
        return connection.ops.adapt_integerfield_value(value, "BigIntegerField")
    return adapted(value, connection)
