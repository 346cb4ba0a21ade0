"""The rows of the portfolio as the address asks: filtered, sorted, grouped and counted."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from dashboards.presenters.portfolio import PortfolioRow
from dashboards.words import DIFFER, RECEIVED
from programmes.figures.ratings import RatingGroup, rating_groups
from programmes.words import Rating, ReturnState

SORTS: dict[str, Callable[[PortfolioRow], Any]] = {
    "worst": lambda row: (
        not row.reports,
        row.sao.severity,
        row.cpmo.severity,
        -(row.worst.days if row.worst else 0),
        row.line.number,
    ),
    "aim": attrgetter("line.aim", "line.number"),
    "programme": attrgetter("line.name"),
    "sao": attrgetter("line.sao", "line.number"),
    "rating": attrgetter("sao.severity", "line.number"),
    "cpmo": attrgetter("cpmo.severity", "line.number"),
    "state": lambda row: (_place(row.state), row.line.number),
    "done": attrgetter("line.counts.done", "line.number"),
    "due": attrgetter("line.counts.due", "line.number"),
    "missed": attrgetter("line.counts.late", "line.counts.late_b0", "line.number"),
    "unbaselined": attrgetter("line.counts.unbaselined", "line.number"),
    "signed": lambda row: (row.line.last_signed or date.min, row.line.number),
}


def _place(state: ReturnState | None) -> int:
    return list(ReturnState).index(state) if state else -1


def passes(row: PortfolioRow, chosen: dict[str, str]) -> bool:
    """Tell whether a programme passes every filter in force, by the filter's name."""
    values = {
        "aim": {str(row.line.aim)},
        "sao": {str(row.sao_key)},
        "rating": {row.sao.rating_or_silence.value},
        "state": _states(row),
        "ratings": {DIFFER} if row.diverges else set(),
    }
    return all(value in values[name] for name, value in chosen.items())


def _states(row: PortfolioRow) -> set[str]:
    """Return the names under which the month's return is asked for."""
    if row.state is None:
        return set()
    return {row.state.value, RECEIVED} if row.is_received else {row.state.value}


def sorted_rows(rows: Sequence[PortfolioRow], sort: str) -> list[PortfolioRow]:
    """Return the rows in the order asked: a name of `SORTS`, with "-" before it from the end.

    The worst first where it names none: what is missing outranks green (Rule 6).
    """
    asked = SORTS.get(sort.removeprefix("-"))
    return sorted(rows, key=asked or SORTS["worst"], reverse=bool(asked) and sort.startswith("-"))


def is_calm(row: PortfolioRow) -> bool:
    """Tell whether nothing is wrong with a programme: it owes nothing, or both rate it Green.

    Nothing of it is late then, against the current baselines or the original dates.
    """
    counts = row.line.counts
    rated = {row.sao.rating_or_silence, row.cpmo.rating_or_silence}
    return not row.reports or (rated == {Rating.GREEN} and not counts.late and not counts.late_b0)


def first_and_calm(
    rows: Sequence[PortfolioRow], *, whole: bool
) -> tuple[Sequence[PortfolioRow], Sequence[PortfolioRow]]:
    """Return the rows that the page shows first, and the calm ones that it folds.

    None is folded where the address asks for some rows or for an order (`whole`), or all are calm.
    """
    calm = [] if whole else [row for row in rows if is_calm(row)]
    if len(calm) == len(rows):
        return rows, []
    return [row for row in rows if not (calm and is_calm(row))], calm


def by_aim(rows: Sequence[PortfolioRow]) -> list[tuple[str, Sequence[PortfolioRow]]]:
    """Return the rows under their aims, in the plan's order."""
    aims = dict.fromkeys((row.line.aim, row.aim) for row in rows)
    return [
        (f"Aim {number}: {name}", [row for row in rows if row.line.aim == number])
        for number, name in sorted(aims)
    ]


def by_sao_rating(rows: Sequence[PortfolioRow]) -> tuple[RatingGroup[PortfolioRow], ...]:
    """Return the rows by their SAO's latest rating, or by why there is none.

    Of programmes that owe a return: those that are closed, or have not begun, are none of them.
    """
    return rating_groups(
        [row for row in rows if row.reports], says=lambda row: row.sao.rating_or_silence
    )
