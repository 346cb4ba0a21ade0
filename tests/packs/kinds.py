"""Which kinds of fact a plan can hold, and which one holds: the records of DESIGN 2a by name."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

from packs.facts import PlanFacts

# What the demonstration's frozen months say nothing of; `test_rare_kinds` has a month that does.
RARE = frozenset({
    "DescentFacts", "FateFacts", "FirstDates", "PowerFacts", "RestructuringFacts", "RulingFacts",
    "SecretaryReportFacts", "SecretaryStepFacts",
})  # fmt: skip


def every_kind() -> set[str]:
    """Return the names of all records that a plan can hold, by its types."""
    found: set[type] = set()
    _types(PlanFacts, found)
    return {kind.__name__ for kind in found}


def kinds_in(held: object) -> set[str]:
    """Return the names of the records that one holds, its own among them."""
    if is_dataclass(held):
        parts = [getattr(held, field.name) for field in fields(held)]
        return {type(held).__name__}.union(*map(kinds_in, parts))
    if isinstance(held, Mapping):
        return set().union(*map(kinds_in, held.values()))
    if isinstance(held, tuple | frozenset):
        return set().union(*map(kinds_in, held))
    return set()


def assert_same(stored: PlanFacts, then: PlanFacts, where: object = "") -> None:
    """Hold two plans together name by name, so that a difference says what it is of."""
    for field in fields(PlanFacts):
        assert getattr(stored, field.name) == getattr(then, field.name), (where, field.name)


def _types(kind: object, found: set[type]) -> None:
    if isinstance(kind, type) and is_dataclass(kind) and kind not in found:
        found.add(kind)
        for part in get_type_hints(kind).values():
            _types(part, found)
    for part in get_args(kind):
        _types(part, found)
