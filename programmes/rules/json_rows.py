"""A JSON file sent in place of a CSV file: a list of rows, each with the columns' heads as names.

Pure, as `csv_rows`: what is said of a line, a cell or a formula there is said of it here.
"""

from collections.abc import Collection, Iterator, Sequence
from json import JSONDecoder, dumps
from typing import Any

from irp.rules.csv_rows import (
    CellFault,
    CsvRow,
    decoded,
    faults_of_head,
    row_of,
    rows_of,
    whole_fault,
)

NO_LIST = (
    "Send JSON as a list of rows, each with the column headings as names and text as values. "
    "This cannot be read"
)


class _Pairs(list[tuple[str, Any]]):
    """An object of the file as its names and values in order: a name may stand there twice."""


_DECODER = JSONDecoder(object_pairs_hook=_Pairs)


def table_of(
    content: bytes, *, labels: Sequence[str], needed: Collection[str], most: int
) -> tuple[list[CsvRow], list[CellFault]]:
    """Return the rows of a file, CSV or JSON, and its faults, as `rows_of` does."""
    text, faults = decoded(content)
    if faults:
        return [], faults
    read = json_rows if text.lstrip().startswith(("[", "{")) else rows_of
    return read(text, labels=labels, needed=needed, most=most)


def json_rows(
    text: str, *, labels: Sequence[str], needed: Collection[str], most: int
) -> tuple[list[CsvRow], list[CellFault]]:
    """Return the rows of a JSON list, each with the line that it begins on, and its faults."""
    try:
        entries = list(_entries(text))
        dumps(entries, ensure_ascii=False).encode()  # half a character can be written and not kept
    except (ValueError, RecursionError):
        return [], [whole_fault(NO_LIST)]
    if not entries:
        return [], [whole_fault("Add a row to the list")]
    if len(entries) > most:
        return [], [whole_fault(f"Load at most {most} rows at a time")]
    head = list(dict.fromkeys(name for _, pairs in entries for name, _ in pairs))
    if faults := faults_of_head(head, labels=labels, needed=needed):
        return [], faults
    rows = []
    for line, pairs in entries:
        row, wrong = row_of(head, _cells(head, pairs), line=line)
        rows.append(row)
        faults += [*_unclear(line, pairs), *wrong]
    return rows, faults


def _entries(text: str) -> Iterator[tuple[int, _Pairs]]:
    """Yield each object of the list with the line that it begins on; ValueError for anything else.

    The objects are read one after another, since a list that is read whole tells no lines.
    """
    place = _behind(text, 0, "[")
    line, counted = 1, 0
    while not text.startswith("]", place):
        entry, end = _DECODER.raw_decode(text, place)
        if not isinstance(entry, _Pairs):
            raise ValueError(NO_LIST)
        line, counted = line + text.count("\n", counted, place), place
        yield line, entry
        place = _blank(text, end)
        if not text.startswith("]", place):
            place = _behind(text, place, ",")
    if text[place + 1 :].strip():
        raise ValueError(NO_LIST)


def _behind(text: str, place: int, sign: str) -> int:
    """Return the place behind a sign that has to come next, and what is blank behind it."""
    place = _blank(text, place)
    if not text.startswith(sign, place):
        raise ValueError(NO_LIST)
    return _blank(text, place + 1)


def _blank(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _cells(head: Sequence[str], pairs: _Pairs) -> list[str]:
    by_name = dict(pairs)
    return ["" if (value := by_name.get(name)) is None else str(value) for name in head]


def _unclear(line: int, pairs: _Pairs) -> Iterator[CellFault]:
    """Yield what cannot be a cell: a value that is no text, or a name that stands there twice."""
    names = [name for name, _ in pairs]
    for name, value in dict(pairs).items():
        if names.count(name) > 1:
            yield CellFault(line=line, label=name, what="Use this name once in a row")
        if isinstance(value, bool | list):
            yield CellFault(line=line, label=name, what="Enter text")
