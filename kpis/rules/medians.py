"""The middle of an indicator's values. Pure (PAGES 5.6)."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

LEAST_POINTS = 12  # of which a middle says something


def median_of(values: Sequence[Decimal]) -> Decimal | None:
    """Return the median of values, None of fewer than twelve."""
    return median(values) if len(values) >= LEAST_POINTS else None
