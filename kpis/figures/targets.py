"""What an indicator is compared with, as pages and packs show it. Pure (Rules 25 and 27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.facts import IndicatorFacts, TargetFacts
from kpis.rules import (
    PERCENT,
    in_force,
    places_in,
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


def places_of(facts: IndicatorFacts) -> int:
    """Return the decimal places of all that is printed of an indicator: one column is even."""
    targets = [target.value for target in facts.targets if target.value is not None]
    return places_in(facts.unit, [*(reading.value for reading in facts.readings), *targets])


def version_in_force(facts: IndicatorFacts, *, month: date, kind: Yardstick) -> TargetLine | None:
    """Return the version of a kind that holds for a month, None where there is none then."""
    found = in_force(facts.targets, month=month, kind=kind)
    return target_line(found, unit=facts.unit, places=places_of(facts)) if found else None


def baseline_of(facts: IndicatorFacts, *, on: date) -> TargetLine | None:
    """Return the baseline of the newest reading's month; before any, the one in force on a day."""
    months = [reading.month for reading in facts.readings[:1]] + [on]
    found = (version_in_force(facts, month=month, kind=Yardstick.BASELINE) for month in months)
    return next(filter(None, found), None)


def versions_in_turn(
    versions: Iterable[TargetLine], kind: Yardstick, *, until: date
) -> tuple[TargetLine, ...]:
    """Return the versions of a kind as they follow one another up to a month, oldest first.

    One that a later version for the same month corrects is left out; one without a value says that
    from then on there is none.
    """
    newest: dict[date, TargetLine] = {}
    for version in sorted(versions, key=lambda version: version.number):
        if version.kind is kind and version.from_month <= until:
            newest[version.from_month] = version
    return tuple(newest[month] for month in sorted(newest))
