"""Items that are withheld along with another one that they name, each by its kind (Rule 29).

Nobody has classified them. They are counted by what they go with and on which ground that is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from packs.facts.classification import ClassedFacts
from packs.snapshot.held import Held
from packs.snapshot.hushing import GONE, without
from packs.words import ItemKind

# Where in a month's facts the items of a kind stand; a record elsewhere is no item by itself.
PLACES: Mapping[str, ItemKind] = {
    "programmes.milestones": ItemKind.MILESTONE,
    **{
        f"raid.{name}": ItemKind.RISK
        for name in ("risks", "issues", "actions", "assumptions", "decisions")
    },
    "money.years.savings": ItemKind.SAVING,
    "money.lots": ItemKind.LOT,
    "benefits": ItemKind.BENEFIT,
    "changes": ItemKind.CHANGE,
    "points": ItemKind.POINT,
    "indicators": ItemKind.INDICATOR,
    "dependencies": ItemKind.DEPENDENCY,
    "boards.actions": ItemKind.ACTION,
}
TABLES = {place.partition(".")[0] for place in PLACES}
Records = dict[tuple[ItemKind, str], list[Mapping[str, Any]]]


def went_along(months: Sequence[Mapping[str, Any]], held: Iterable[Held]) -> list[Held]:
    """Return the items of whole months that name a withheld one, and so go with it.

    One that names several goes with the first of them. One that is classified itself is none.
    """
    those = [item for item in held if not item.is_of_words and not item.is_result]
    rows = {item.ref: item.takes_along for item in those}
    takes = [item for item in those if item.takes_along]
    own = {(item.kind, item.ref) for item in those}
    found: dict[tuple[ItemKind, str], Held] = {}
    for facts in months if takes else ():
        left = records(without({name: facts[name] for name in TABLES}, rows))
        for (kind, ref), rows_of in records(facts).items():
            if (kind, ref) in own or (kind, ref) in left or (kind, ref) in found:
                continue
            texts = {text for record in rows_of for text in _texts(record)}
            if taker := next((item for item in takes if item.ref in texts), None):
                found[kind, ref] = replace(taker, kind=kind, ref=ref, along=taker.kind)
    return list(found.values())


def names_withheld(rows: Sequence[Mapping[str, Any]], classes: Iterable[ClassedFacts]) -> bool:
    """Tell whether an item goes with one that is withheld: each of its records does."""
    gone = {
        classed.ref: classed.kind.takes_along
        for classed in classes
        if not classed.kind.is_of_words and not classed.kind.is_result
    }
    return all(without(row, gone) is GONE for row in rows)


def records(facts: Mapping[str, Any]) -> Records:
    """Return the records of a month that are items, by kind and reference."""
    found: Records = {}
    for place, kind in PLACES.items():
        for record in _records(facts, place.split(".")):
            found.setdefault((kind, _ref(record)), []).append(record)
    return found


def _ref(record: Mapping[str, Any]) -> str:
    """Return an item's reference; a saving of a year and a benefit hold what has it."""
    holds = record.get("initiative") or record.get("benefit") or record
    return str(holds["ref"])


def _records(value: Any, way: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the records that stand in a value where a way through its records leads."""
    if isinstance(value, list):
        for inner in value:
            yield from _records(inner, way)
    elif way and value:
        yield from _records(value[way[0]], way[1:])
    elif value:
        yield value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value if isinstance(value, list) else ():
        yield from _texts(inner)
    for inner in value.values() if isinstance(value, dict) else ():
        yield from _texts(inner)
