"""Watermelon watch: signals that stand beside a rating and name their rule and rows (Rule 7)."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from programmes.words import Rating, SignalName


@dataclass(frozen=True)
class Signal:
    """One signal: its rule and the rows it speaks of."""

    name: SignalName
    words: str
    refs: tuple[str, ...]


def forecast_moves(*, latests: list[object]) -> int:
    """Return how often the forecast changed over consecutive reports, oldest first."""
    return sum(1 for before, after in pairwise(latests) if before != after)


def unchanged(*, before: str, now: str, alike_percent: int) -> bool:
    """Tell whether a narrative hardly changed since the last period, by share of characters."""
    if not before.strip() or not now.strip():
        return False
    matcher = SequenceMatcher(None, before, now)
    # Each bound is quicker than the next and never below it: long texts are seldom compared whole.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() * 100 >= alike_percent for bound in bounds)


def signals(
    *,
    rating: Rating | None,
    past_forecast: list[str],
    moving: list[str],
    narrative_unchanged: bool,
    moves: int,
    periods: int,
) -> list[Signal]:
    """Return the signals that speak against a rating, with the references of their rows."""
    found = []
    if past_forecast and rating in {Rating.GREEN, None}:
        found.append(
            Signal(
                SignalName.GREEN_PAST_FORECAST,
                f"{len(past_forecast)} open past the forecast date",
                tuple(past_forecast),
            )
        )
    if moving:
        found.append(
            Signal(
                SignalName.FORECAST_KEEPS_MOVING,
                f"forecast moved {moves} times or more in {periods} periods",
                tuple(moving),
            )
        )
    if narrative_unchanged:
        found.append(
            Signal(SignalName.NARRATIVE_UNCHANGED, "progress hardly changed since last month", ())
        )
    return found
