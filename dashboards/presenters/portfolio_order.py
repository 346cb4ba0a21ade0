"""The rows of the portfolio as the address asks: filtered, sorted, grouped and counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from dashboards.presenters.portfolio import SEVERITY, Row
from irp.marks import mark_of
from programmes.words import ReturnState

SORTS: dict[str, Callable[[Row], Any]] = {
    "programme": attrgetter("name"),
    "sao": attrgetter("sao_post", "number"),
    "rating": attrgetter("sao.severity", "number"),
    "cpmo": attrgetter("cpmo.severity", "number"),
    "state": lambda row: (list(ReturnState).index(row.state) if row.state else -1, row.number),
    "done": attrgetter("counts.done", "number"),
    "due": attrgetter("counts.due", "number"),
    "missed": attrgetter("counts.missed", "counts.missed_b0", "number"),
    "unbaselined": attrgetter("counts.unbaselined", "number"),
    "signed": lambda row: (row.last_signed.timestamp() if row.last_signed else 0, row.number),
}


def passes(row: Row, chosen: dict[str, str]) -> bool:
    """Tell whether a programme passes every filter in force, by the filter's name."""
    facts = {
        "aim": str(row.aim_number),
        "sao": str(row.sao_post_id),
        "rating": mark_of(row.sao.rating).key,
        "state": row.state.value if row.state else "",
    }
    return all(facts[name] == value for name, value in chosen.items())


def sorted_rows(rows: Sequence[Row], sort: str) -> list[Row]:
    """Return the rows in the order asked: a name of `SORTS`, with "-" before it from the end."""
    key = SORTS.get(sort.removeprefix("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else list(rows)


def by_aim(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows under their aims, in the plan's order."""
    aims = dict.fromkeys((row.aim_number, row.aim) for row in rows)
    return [
        (f"Aim {number}: {name}", [row for row in rows if row.aim_number == number])
        for number, name in sorted(aims)
    ]


@dataclass(frozen=True)
class Standing:
    """How many programmes have a rating, and which (Rule 6)."""

    rating: str | None
    rows: tuple[Row, ...]


def standings(rows: Sequence[Row]) -> list[Standing]:
    """Return the counts by the SAO's rating: what is missing first, then worst to best."""
    return [
        Standing(rating, tuple(row for row in rows if row.sao.rating == rating))
        for rating in SEVERITY
    ]
