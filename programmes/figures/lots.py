"""Assets and lots as people see them, a line each (Rule 25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from irp.rules.measuring import Measured
from programmes.facts.receipts import LotFacts, ProgressFacts
from programmes.rules.receipts import STAGES, ZERO, stage_of
from programmes.words.receipts import LotGroup, Stage


@dataclass(frozen=True, kw_only=True)
class LotLine:
    """An asset or lot, as a list shows it on a day: what happened after it is not yet so."""

    facts: LotFacts
    stage: Stage
    measured: Measured
    month: date | None  # the open month, None where the page shows the past or none is open

    @property
    def ref(self) -> str:
        """Return the reference."""
        return self.facts.ref

    @property
    def progress(self) -> ProgressFacts | None:
        """Return the entry in force."""
        return self.facts.progress

    @property
    def amount(self) -> Decimal | None:
        """Return the amount of its stage: what is expected while nothing is agreed."""
        if self.progress is None:
            return None
        if self.stage in (Stage.IDENTIFIED, Stage.WITHDRAWN):
            return self.progress.expected
        found: Decimal | None = getattr(self.progress, self.stage.value)
        return found

    @property
    def stage_on(self) -> date | None:
        """Return the day on which it reached its stage; None before the first."""
        if self.progress is None or self.stage in (Stage.IDENTIFIED, Stage.WITHDRAWN):
            return None
        found: date | None = getattr(self.progress, f"{self.stage.value}_on")
        return found

    @property
    def received(self) -> Decimal:
        """Return what counts of it: the cash of a completed sale."""
        return self._reached(Stage.RECEIVED) or ZERO

    def _reached(self, stage: Stage) -> Decimal | None:
        """Return the amount of a stage; None where it had not been reached on the day."""
        if self.progress is None:
            return None
        day = getattr(self.progress, f"{stage.value}_on")
        found: Decimal | None = getattr(self.progress, stage.value)
        return found if day is not None and day <= self.measured.on else None

    @property
    def to_come(self) -> Decimal:
        """Return what is still to come: of a completed sale its cash, else what is expected.

        Where nothing is expected by its entry, the amount that was agreed or exchanged.
        """
        entry = self.progress
        if entry is None or self.stage is Stage.WITHDRAWN:
            return ZERO
        if (price := self._reached(Stage.COMPLETED)) is not None:
            return price - self.received
        return entry.expected or entry.exchanged or entry.agreed or ZERO

    @property
    def is_entered(self) -> bool:
        """Tell whether the open month has an entry of it."""
        return self.progress is not None and self.progress.month == self.month

    @property
    def is_open(self) -> bool:
        """Tell whether something of it is still to come."""
        return self.stage not in (Stage.RECEIVED, Stage.WITHDRAWN) or bool(self.to_come)

    @property
    def is_late(self) -> bool:
        """Tell whether the day it was expected to complete on has passed without it."""
        expected = self.progress.expected_on if self.progress else None
        before = self.stage not in (Stage.COMPLETED, Stage.RECEIVED, Stage.WITHDRAWN)
        return before and self.measured.has_passed(expected)

    @property
    def urgency(self) -> tuple[bool, bool, Decimal, str]:
        """Return what a list is ordered by: open first, late among them, the largest first."""
        return not self.is_open, not self.is_late, -(self.to_come or self.received), self.ref

    @property
    def groups(self) -> frozenset[LotGroup]:
        """Return the groups of the list that it is in."""
        told = {
            LotGroup.NOT_ENTERED: self.month is not None and self.is_open and not self.is_entered,
            LotGroup.LATE: self.is_late,
            LotGroup.UNPAID: self.stage is Stage.COMPLETED,
            LotGroup.NO_OWNER: self.is_open and self.facts.owner is None,
        }
        return frozenset(group for group, holds in told.items() if holds)


def lot_lines(
    lots: Iterable[LotFacts], *, measured: Measured, month: date | None = None
) -> list[LotLine]:
    """Return lots as lines, as measured; `month` is the open one."""
    return [
        LotLine(facts=lot, stage=lot_stage(lot, on=measured.on), measured=measured, month=month)
        for lot in lots
    ]


def lot_stage(lot: LotFacts, *, on: date) -> Stage:
    """Return how far the sale of a lot had come by the end of a day."""
    if lot.progress is None:
        return Stage.IDENTIFIED
    days = {f"{name}_on": getattr(lot.progress, f"{name}_on") for name in STAGES}
    reached = {name: day for name, day in days.items() if day is not None and day <= on}
    return stage_of(reached | {"withdrawn": lot.progress.withdrawn})
