"""Indicators as pages and packs show them: facts in, lines out (Rules 25 and 27). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.facts import IndicatorFacts, ReadingFacts, TargetFacts
from kpis.rules import (
    change_of,
    in_force,
    is_reading_overdue,
    movement,
    printed_change,
    printed_value,
    status_of,
)
from kpis.words import NO_READINGS, Figure, KpiStatus, Polarity, Yardstick

WITHDRAWN = "None from this month on"


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetLine:
    """One version of a target or benchmark in its indicator's unit."""

    kind: Yardstick
    number: int
    from_month: date
    value: Decimal | None
    printed: str
    source: str
    decided_by: str
    reason: str
    by_name: str
    by_post: str
    at: datetime


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


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorLine:
    """An indicator with the readings in force, the newest month first.

    `target` and `benchmark` are those of the month measured; each reading has its own month's. The
    plan sets no baseline: nothing is better or worse.
    """

    ref: str
    aim: int
    outcomes: tuple[str, ...]
    number: int
    name: str
    unit: str
    polarity: Polarity
    note: str
    readings: tuple[ReadingLine, ...]
    target: TargetLine | None
    benchmark: TargetLine | None
    versions: tuple[TargetLine, ...]  # every one, the newest first
    is_stale: bool

    @property
    def latest(self) -> ReadingLine | None:
        """Return the reading of the newest month, None where there is none."""
        return self.readings[0] if self.readings else None

    @property
    def printed(self) -> str:
        """Return the newest reading in its unit, or that there is none."""
        return self.readings[0].printed if self.readings else NO_READINGS

    @property
    def status(self) -> KpiStatus | None:
        """Return whether the newest reading reaches its target; None without either."""
        return self.readings[0].status if self.readings else None

    @property
    def is_unread(self) -> bool:
        """Tell whether there is no reading."""
        return not self.readings

    @property
    def has_target(self) -> bool:
        """Tell whether a target is in force in the month measured."""
        return self.target is not None

    @property
    def is_off_target(self) -> bool:
        """Tell whether the newest reading misses its target."""
        return self.status is KpiStatus.OFF_TARGET

    @property
    def change(self) -> Decimal | None:
        """Return the newest reading less the one before it; None where nothing compares."""
        return change_of(self._compared, unit=self.unit)

    @property
    def change_printed(self) -> str:
        """Return the change with its sign, "" where nothing compares."""
        return "" if self.change is None else printed_change(self.change, unit=self.unit)

    @property
    def moved(self) -> Decimal:
        """Return how far the newest reading lies from the one before, in proportion to that."""
        return movement(self._compared, unit=self.unit)

    @property
    def _compared(self) -> list[Decimal]:
        return [reading.value for reading in self.readings[:2]]


def indicator_line(facts: IndicatorFacts, *, on: date) -> IndicatorLine:
    """Return one indicator with its readings in their unit, as measured on a day."""
    months = tuple(reading.month for reading in facts.readings[:2])
    return IndicatorLine(
        ref=facts.ref,
        aim=facts.aim,
        outcomes=facts.outcomes,
        number=facts.number,
        name=facts.name,
        unit=facts.unit,
        polarity=facts.polarity,
        note=facts.note,
        readings=tuple(reading_line(reading, of=facts) for reading in facts.readings),
        target=_in_force(facts, month=on, kind=Yardstick.TARGET),
        benchmark=_in_force(facts, month=on, kind=Yardstick.BENCHMARK),
        versions=tuple(target_line(one, unit=facts.unit) for one in reversed(facts.targets)),
        is_stale=is_reading_overdue(months, on=on),
    )


def reading_line(facts: ReadingFacts, *, of: IndicatorFacts) -> ReadingLine:
    """Return one reading of an indicator, judged by the target of its month."""
    target = in_force(of.targets, month=facts.month)
    return ReadingLine(
        month=facts.month,
        value=facts.value,
        printed=printed_value(facts.value, unit=of.unit),
        figure=Figure.PROVISIONAL if facts.provisional else Figure.REVISED,
        note=facts.note,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
        target=target_line(target, unit=of.unit) if target else None,
        status=status_of(facts.value, target=target, polarity=of.polarity),
    )


def target_line(facts: TargetFacts, *, unit: str) -> TargetLine:
    """Return one version of a target or benchmark in the unit of its indicator."""
    return TargetLine(
        kind=facts.kind,
        number=facts.number,
        from_month=facts.from_month,
        value=facts.value,
        printed=WITHDRAWN if facts.value is None else printed_value(facts.value, unit=unit),
        source=facts.source,
        decided_by=facts.decided_by,
        reason=facts.reason,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
    )


def _in_force(facts: IndicatorFacts, *, month: date, kind: Yardstick) -> TargetLine | None:
    found = in_force(facts.targets, month=month, kind=kind)
    return target_line(found, unit=facts.unit) if found else None


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
