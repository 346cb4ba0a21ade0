"""Which readings a month of before schema 6 called overdue. Pure (Rule 16).

Its snapshot kept nothing of how often indicators are read and how late their figures come, so that
none of its readings can be told late; its packs told by the indicator's own pace, and still do.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from kpis.facts import IndicatorFacts, ReadingFacts

A_YEAR = 12  # months


def no_recent_reading(indicators: Iterable[IndicatorFacts], *, on: date) -> frozenset[str]:
    """Return the references of indicators whose next reading was overdue by their own pace."""
    return frozenset(
        indicator.ref
        for indicator in indicators
        if indicator.readings and _is_over(indicator.readings, on)
    )


def _is_over(readings: Sequence[ReadingFacts], on: date) -> bool:
    """Tell whether two times the pace and a month have passed since the month of the newest."""
    newest, *before = (reading.month for reading in readings[:2])
    pace = _months(before[0], newest) if before else A_YEAR
    return _months(newest, on) > 2 * pace + 1


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
