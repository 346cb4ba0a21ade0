"""What an indicator is compared with, as pages and packs show it. Pure (Rules 25 and 27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.facts import TargetFacts
from kpis.rules import (
    PERCENT,
    printed_points,
    printed_value,
)
from kpis.words import (
    Yardstick,
)

WITHDRAWN = "None from this month on"


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetLine:
    """One version of a target or benchmark in its indicator's unit."""

    kind: Yardstick
    number: int
    from_month: date
    value: Decimal | None
    printed: str
    tolerance: Decimal | None
    tolerance_printed: str  # "" where none was decided
    source: str
    decided_by: str
    reason: str
    by_name: str
    by_post: str
    at: datetime


def target_line(facts: TargetFacts, *, unit: str, places: int = 0) -> TargetLine:
    """Return one version of a target or benchmark in the unit of its indicator."""
    return TargetLine(
        kind=facts.kind,
        number=facts.number,
        from_month=facts.from_month,
        value=facts.value,
        printed=WITHDRAWN
        if facts.value is None
        else printed_value(facts.value, unit=unit, places=places),
        tolerance=facts.tolerance,
        tolerance_printed=_tolerance(facts.tolerance, unit=unit),
        source=facts.source,
        decided_by=facts.decided_by,
        reason=facts.reason,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
    )


def _tolerance(tolerance: Decimal | None, *, unit: str) -> str:
    """Return "0.5 points" of a percentage, "£1,000" of pounds."""
    if tolerance is None:
        return ""
    if unit == PERCENT:
        return printed_points(tolerance)
    return printed_value(tolerance, unit=unit)


def versions_in_turn(
    versions: Iterable[TargetLine], kind: Yardstick, *, until: date
) -> tuple[TargetLine, ...]:
    """Return the versions of a kind as they follow one another up to a month, oldest first.

    One that a later version for the same month corrects is left out; one without a value says that
    from then on there is none.
    """
    newest: dict[date, TargetLine] = {}
    for one in sorted(versions, key=lambda one: one.number):
        if one.kind is kind and one.from_month <= until:
            newest[one.from_month] = one
    return tuple(newest[month] for month in sorted(newest))
