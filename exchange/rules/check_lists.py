"""Checks of lists: what appears twice, what is out of sequence.

A value that was already refused on reading is None here and is passed over, so that one fault
is named once.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from exchange.rules.faults import Fault


def some(records: Iterable[Any] | None) -> list[Any]:
    """Return the records that could be read."""
    return [record for record in records or () if record is not None]


def doubles(file: str, name: str, values: Iterable[Any]) -> Iterator[Fault]:
    """Yield a fault for every value that stands a second time, upper case or lower."""
    seen: set[Any] = set()
    for value in values:
        folded = value.casefold() if isinstance(value, str) else value
        if folded in seen and folded not in (None, ""):
            yield Fault(file, str(value), f"the {name} appears twice: type another or take one out")
        seen.add(folded)


def out_of_sequence(
    file: str, name: str, found: Sequence[Any], expected: Sequence[Any]
) -> Iterator[Fault]:
    """Yield doubled references, or else the first that is out of sequence (Rule 24)."""
    if None in found:
        return
    twice = list(doubles(file, name, found))
    yield from twice
    if twice:
        return
    for position, (is_there, belongs) in enumerate(zip(found, expected, strict=True), 1):
        if is_there != belongs:
            what = f"the {name} of record {position} should be {belongs}: add the row that is "
            yield Fault(file, str(is_there), what + "missing, or type the next in sequence")
            return


def numbers(file: str, name: str, records: Iterable[Any] | None) -> Iterator[Fault]:
    """Yield a fault where the records' numbers do not run 1, 2, 3."""
    found = [record.number for record in some(records)]
    yield from out_of_sequence(file, name, found, range(1, len(found) + 1))


def statements(file: str, document: str, records: Iterable[Any] | None) -> Iterator[Fault]:
    """Yield a fault where statements are out of sequence or stand in the other plan's file."""
    yield from numbers(file, "number", records)
    for record in some(records):
        source = record.source
        if source is not None and source.document not in (None, document):
            what = f'"source.document" is "{source.document}" in a file of the {document}: '
            yield Fault(file, str(record.number or ""), f'{what}type "{document}"')
