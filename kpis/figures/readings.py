"""A reading as pages and packs show it, judged by the target of its month. Pure (Rule 27)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.facts import IndicatorFacts, ReadingFacts
from kpis.figures.targets import TargetLine, target_line
from kpis.rules import (
    in_force,
    printed_value,
    status_of,
)
from kpis.words import (
    Figure,
    KpiStatus,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLine:
    """One reading in its indicator's unit, with the target that it is judged by."""

    month: date
    value: Decimal
    printed: str
    figure: Figure
    note: str
    by_name: str
    by_post: str
    at: datetime
    target: TargetLine | None
    status: KpiStatus | None


def reading_line(facts: ReadingFacts, *, of: IndicatorFacts, places: int = 0) -> ReadingLine:
    """Return one reading of an indicator, judged by the target of its month.

    `places` are the decimal places that it and those beside it have.
    """
    target = in_force(of.targets, month=facts.month)
    return ReadingLine(
        month=facts.month,
        value=facts.value,
        printed=printed_value(facts.value, unit=of.unit, places=places),
        figure=Figure.PROVISIONAL if facts.provisional else Figure.REVISED,
        note=facts.note,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
        target=target_line(target, unit=of.unit, places=places) if target else None,
        status=status_of(facts.value, target=target, polarity=of.polarity),
    )
