"""Indicators as pages and packs show them: facts in, lines out (Rules 25 and 27). Pure."""

from dataclasses import dataclass
from decimal import Decimal

from irp.rules.measuring import Measured
from kpis.facts import IndicatorFacts
from kpis.figures.owed import late_printed, missing_printed
from kpis.figures.readings import ReadingLine, reading_line
from kpis.figures.targets import TargetLine, baseline_of, places_of, target_line, version_in_force
from kpis.rules import (
    A_YEAR,
    POINTS,
    YES_NO,
    Cadence,
    Owing,
    change_of,
    direction_of,
    is_improving,
    later,
    movement,
    on_a_year,
    owing,
    printed_change,
    since_baseline,
)
from kpis.words import (
    NO_READINGS,
    Direction,
    Frequency,
    KpiStatus,
    NoDirection,
    Polarity,
    Yardstick,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorLine:
    """An indicator with the readings in force, the newest month first.

    `target` and `benchmark` are those of the month measured; each reading has its own month's.
    Without a `baseline` nothing is better or worse.
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
    baseline: TargetLine | None
    versions: tuple[TargetLine, ...]  # every one, the newest first
    places: int  # decimal places of all its values
    frequency: Frequency | None
    owed: Owing

    @property
    def late(self) -> int:
        """Return how many readings are late."""
        return len(self.owed.late)

    @property
    def missing(self) -> int:
        """Return how many readings of the last year are missing."""
        return len(self.owed.missing)

    @property
    def late_printed(self) -> str:
        """Return which readings are late, in words."""
        return late_printed(self.owed, frequency=self.frequency)

    @property
    def missing_printed(self) -> str:
        """Return which readings of the last year are missing, in words."""
        return missing_printed(self.owed, frequency=self.frequency)

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
    def has_baseline(self) -> bool:
        """Tell whether a baseline is in force."""
        return self.baseline is not None

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
        return (
            ""
            if self.change is None
            else printed_change(self.change, unit=self.unit, places=self.places)
        )

    @property
    def moved(self) -> Decimal:
        """Return how far the newest reading lies from the one before, in proportion to that."""
        return movement(self._compared, unit=self.unit)

    @property
    def moved_worse(self) -> bool:
        """Tell whether the newest reading is worse than the one before it; never unsaid."""
        if self.baseline is None or len(self.readings) < 2:
            return False
        newest, before = self._compared
        return direction_of(newest, beside=before, polarity=self.polarity) is Direction.WORSE

    @property
    def direction(self) -> Direction | NoDirection:
        """Return whether the newest reading is better than the baseline, or why it is not said."""
        return since_baseline(
            self._since_baseline,
            baseline=self.baseline.value if self.baseline else None,
            polarity=self.polarity,
        )

    @property
    def is_worse(self) -> bool:
        """Tell whether the newest reading is worse than the baseline."""
        return self.direction is Direction.WORSE

    @property
    def year_before(self) -> ReadingLine | None:
        """Return the reading of the same month a year before the newest, None where there is none.

        It stands among the readings only where these reach a year back.
        """
        if not self.readings or self.unit == YES_NO:
            return None
        month = later(self.readings[0].month, -A_YEAR)
        return next((reading for reading in self.readings[1:] if reading.month == month), None)

    @property
    def year_change(self) -> Decimal | None:
        """Return the newest reading less the one of a year before; None where nothing compares."""
        before = self.year_before
        return self.readings[0].value - before.value if before else None

    @property
    def year_change_printed(self) -> str:
        """Return the change on a year with its sign, "" where nothing compares."""
        change = self.year_change
        return "" if change is None else printed_change(change, unit=self.unit, places=self.places)

    @property
    def year_direction(self) -> Direction | NoDirection:
        """Return whether the newest reading is better than a year before, or why it is not said."""
        before = self.year_before
        return on_a_year(
            self.readings[0].value if self.readings else None,
            before=before.value if before else None,
            has_baseline=self.baseline is not None,
            polarity=self.polarity,
        )

    @property
    def is_improving(self) -> bool | None:
        """Tell whether the three newest readings improve; None where that cannot be told."""
        if self.baseline is None:
            return None
        values = [reading.value for reading in self.readings[:POINTS]]
        return is_improving(values, polarity=self.polarity)

    @property
    def _since_baseline(self) -> Decimal | None:
        """Return the newest value, where it is not of before the baseline."""
        if self.baseline is None or not self.readings:
            return None
        newest = self.readings[0]
        return newest.value if newest.month >= self.baseline.from_month else None

    @property
    def _compared(self) -> list[Decimal]:
        return [reading.value for reading in self.readings[:2]]


def indicator_line(facts: IndicatorFacts, *, measured: Measured) -> IndicatorLine:
    """Return one indicator with its readings in their unit, as measured."""
    on = measured.on
    cadence = Cadence(frequency=facts.frequency, lag_months=facts.lag_months)
    months = {reading.month for reading in facts.readings}
    places = places_of(facts)
    return IndicatorLine(
        ref=facts.ref,
        aim=facts.aim,
        outcomes=facts.outcomes,
        number=facts.number,
        name=facts.name,
        unit=facts.unit,
        polarity=facts.polarity,
        note=facts.note,
        readings=tuple(
            reading_line(reading, of=facts, places=places) for reading in facts.readings
        ),
        target=version_in_force(facts, month=on, kind=Yardstick.TARGET),
        benchmark=version_in_force(facts, month=on, kind=Yardstick.BENCHMARK),
        baseline=baseline_of(facts, on=on),
        versions=tuple(
            target_line(target, unit=facts.unit, places=places)
            for target in reversed(facts.targets)
        ),
        places=places,
        frequency=facts.frequency,
        owed=owing(months, cadence=cadence, measured=measured),
    )
