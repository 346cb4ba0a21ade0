"""Whether a figure is better than another, and whether it improves (Rule 27). Pure."""

from collections.abc import Sequence
from decimal import Decimal

from kpis.words import Direction, NoDirection, Polarity

POINTS = 3  # readings in a row that tell an improvement over two periods


def direction_of(value: Decimal, *, beside: Decimal, polarity: Polarity) -> Direction | None:
    """Return whether a value is better than another; None where no direction is agreed."""
    if polarity is Polarity.NONE:
        return None
    if value == beside:
        return Direction.EQUAL
    is_better = value > beside if polarity is Polarity.HIGHER else value < beside
    return Direction.BETTER if is_better else Direction.WORSE


def since_baseline(
    value: Decimal | None, *, baseline: Decimal | None, polarity: Polarity
) -> Direction | NoDirection:
    """Return whether the newest value is better than the baseline, or why it is not said."""
    if polarity is Polarity.NONE:
        return NoDirection.NO_POLARITY
    if baseline is None:
        return NoDirection.NO_BASELINE
    if value is None:
        return NoDirection.NO_READING
    found = direction_of(value, beside=baseline, polarity=polarity)
    assert found is not None  # the direction is agreed
    return found


def on_a_year(
    value: Decimal | None, *, before: Decimal | None, has_baseline: bool, polarity: Polarity
) -> Direction | NoDirection:
    """Return whether a value is better than the one of a year before, or why it is not said."""
    if polarity is Polarity.NONE:
        return NoDirection.NO_POLARITY
    if not has_baseline:
        return NoDirection.NO_BASELINE
    if value is None or before is None:
        return NoDirection.NOT_COMPARABLE
    found = direction_of(value, beside=before, polarity=polarity)
    assert found is not None  # the direction is agreed
    return found


def is_improving(values: Sequence[Decimal], *, polarity: Polarity) -> bool | None:
    """Tell whether the newest values, newest first, improved over two periods in a row.

    Equal is not improving. None where that cannot be told: fewer than three, or no direction.
    """
    if polarity is Polarity.NONE or len(values) < POINTS:
        return None
    newest, before, first = values[:POINTS]
    return all(
        direction_of(value, beside=beside, polarity=polarity) is Direction.BETTER
        for value, beside in ((newest, before), (before, first))
    )
