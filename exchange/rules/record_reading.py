"""Read JSON into records, naming every fault; a value that is wrong is read as None.

Reading goes on past a fault so that all can be named at once. A record with None in it never
leaves this package: `plan_files.read_plan` refuses the plan first.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from exchange.rules.faults import Fault
from exchange.rules.field_kinds import shown

T = TypeVar("T")

_LABELS = ("ref", "title", "subject", "name", "milestone")


@dataclass(frozen=True)
class Place:
    """Where a value stands: its file, the record it belongs to and the keys down to it."""

    file: str
    record: str = ""
    keys: str = ""

    def key(self, name: str) -> "Place":
        """Return the place of a key of this record."""
        return Place(self.file, self.record, f"{self.keys}.{name}" if self.keys else name)

    def item(self, number: int, value: Any) -> "Place":
        """Return the place of an item of a list: by its own name where it has one."""
        if own := own_name(value):
            return Place(self.file, own)
        if not self.keys:
            return Place(self.file, f"record {number}")
        return Place(self.file, self.record, f"{self.keys}[{number}]")

    def fault(self, what: str) -> Fault:
        """Return a fault at this place."""
        return Fault(self.file, self.record, f'"{self.keys}" {what}' if self.keys else what)


def own_name(value: Any) -> str:
    """Return what a record in a file calls itself: its reference, title, name or number."""
    if not isinstance(value, dict):
        return ""
    for key in _LABELS:
        if isinstance(value.get(key), str) and value[key].strip():
            return shown(value[key]).strip('"')
    return str(value["number"]) if isinstance(value.get("number"), int) else ""


def read_record(record: type[T], value: Any, place: Place, faults: list[Fault]) -> T | None:
    """Return the value as a record, its faults added to `faults`; None where it is no record."""
    if not isinstance(value, dict):
        faults.append(place.fault(f"is {shown(value)}: type a record in {{ }}"))
        return None
    faults += _unknown_keys(record, value, place)
    read = {}
    for field, kind in _fields_of(record):  # type: ignore[arg-type]
        if field.name in value:
            read[field.name] = _read(kind, value[field.name], place.key(field.name), faults)
        elif field.default is MISSING:
            read[field.name] = None
            faults.append(place.key(field.name).fault(f"is missing: type {_hint(kind)}"))
    return record(**read)


@cache
def _fields_of(record: type) -> tuple[tuple[Field[Any], Any], ...]:
    """Return the fields of a kind of record, each with the kind of its value."""
    kinds = get_type_hints(record, include_extras=True)
    return tuple((field, kinds[field.name]) for field in fields(record))


def _unknown_keys(record: type, value: dict[str, Any], place: Place) -> Iterator[Fault]:
    known = [field.name for field, _ in _fields_of(record)]
    for key in value:
        if key not in known:
            near = get_close_matches(key, [name for name in known if name not in value], n=1)
            meant = f'type "{near[0]}"' if near else f"take it out; known are {', '.join(known)}"
            yield place.fault(f"the key {shown(key)} is not known: {meant}")


def _read(kind: Any, value: Any, place: Place, faults: list[Fault]) -> Any:
    if is_dataclass(kind):
        return read_record(kind, value, place, faults)  # type: ignore[arg-type]
    if get_origin(kind) is tuple:
        return read_list(get_args(kind)[0], value, place, faults)
    refused = get_args(kind)[1].fault(value)
    if refused:
        faults.append(place.fault(refused))
        return None
    return value


def read_list(kind: Any, value: Any, place: Place, faults: list[Fault]) -> tuple[Any, ...] | None:
    """Return a list's items as values of one kind; None where the value is no list."""
    if not isinstance(value, list):
        faults.append(place.fault(f"is {shown(value)}: type a list in [ ]"))
        return None
    return tuple(
        _read(kind, item, place.item(number, item), faults) for number, item in enumerate(value, 1)
    )


def _hint(kind: Any) -> str:
    if get_origin(kind) is Annotated:
        return str(get_args(kind)[1].hint)
    return "a list in [ ]" if get_origin(kind) is tuple else "a record in { }"
