"""Watermelon watch: signals that stand beside a rating and name their rule and rows (Rule 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from irp.rules.numbers import counted
from irp.words import WITHHELD
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
    """Tell whether a narrative hardly changed since the last period, by share of characters.

    Of a text that is withheld nothing is told: two sentences in its place are alike (Rule 29).
    """
    if not before.strip() or not now.strip() or WITHHELD in {before, now}:
        return False
    matcher = SequenceMatcher(None, before, now)
    # Each bound is quicker than the next and never below it: long texts are seldom compared whole.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() * 100 >= alike_percent for bound in bounds)


def is_stale(*, new: list[bool], months: int) -> bool:
    """Tell whether nothing new was reported of an open milestone in so many months.

    `new` says of each month reported, the newest first, whether it said more than "no change".
    """
    return len(new) >= months and not any(new[:months])


def is_beyond(*, slip: int | None, days: int, is_requested: bool) -> bool:
    """Tell whether a forecast is further past its current date than tolerated, and nobody asked.

    A forecast 31 days past its date is beyond a tolerance of 30; with an open change request it is
    not.
    """
    return slip is not None and slip > days and not is_requested


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the watch has found, by rule: references of rows, each None where it is not watched."""

    past_forecast: Sequence[str] = ()
    moving: Sequence[str] = ()
    beyond: Sequence[str] | None = None
    top_risks: Sequence[str] | None = None
    late_givers: Sequence[str] | None = None
    narrative_unchanged: bool = False
    stale: Sequence[str] | None = None

    def is_watched(self, name: SignalName) -> bool:
        """Tell whether a rule's rows are known."""
        rows = {
            SignalName.BEYOND_TOLERANCE: self.beyond,
            SignalName.TOP_RISK: self.top_risks,
            SignalName.GIVER_LATE: self.late_givers,
            SignalName.STALE_EVIDENCE: self.stale,
        }
        return name not in rows or rows[name] is not None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The settings of the watch."""

    moves: int
    periods: int
    days: int = 0
    months: int = 0


def signals(found: Found, *, rating: Rating | None, limits: Limits) -> list[Signal]:
    """Return the signals that speak against a rating, with the references of their rows."""
    told = [
        Signal(name, words, tuple(rows))
        for name, rows, words in _worded(found, limits)
        if rows and (name is not SignalName.GREEN_PAST_FORECAST or rating in {Rating.GREEN, None})
    ]
    if found.narrative_unchanged:
        place = len([signal for signal in told if signal.name is not SignalName.STALE_EVIDENCE])
        words = "progress hardly changed since last month"
        told.insert(place, Signal(SignalName.NARRATIVE_UNCHANGED, words, ()))
    return told


def _worded(found: Found, limits: Limits) -> Iterable[tuple[SignalName, Sequence[str], str]]:
    """Yield each rule with its rows, in the order in which they are told."""
    past, beyond = found.past_forecast, found.beyond or ()
    risks, givers, stale = found.top_risks or (), found.late_givers or (), found.stale or ()
    yield SignalName.GREEN_PAST_FORECAST, past, f"{len(past)} open past the forecast date"
    moved = f"forecast moved {limits.moves} times or more in {limits.periods} periods"
    yield SignalName.FORECAST_KEEPS_MOVING, found.moving, moved
    far = f"forecast more than {limits.days} days past its date, no change request"
    yield SignalName.BEYOND_TOLERANCE, beyond, far
    top = counted(len(risks), "open risk is", "open risks are")
    yield SignalName.TOP_RISK, risks, f"{top} in the top band"
    late = counted(len(givers), "handover is", "handovers are")
    yield SignalName.GIVER_LATE, givers, f"{late} expected after the need-by day"
    nothing = f"nothing new reported in {limits.months} months"
    yield SignalName.STALE_EVIDENCE, stale, nothing
