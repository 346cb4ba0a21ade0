"""Capital receipts as people see them: what came in, and targets with what came by them (25)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.money import printed_pounds, short_pounds
from programmes.facts.plan_money import ReceiptFacts
from programmes.facts.receipts import ReceiptsFacts
from programmes.figures.lots import LotLine, lot_lines
from programmes.rules.receipts import ZERO, InForce, PlanStep, in_force
from programmes.words.receipts import Stage


@dataclass(frozen=True, kw_only=True)
class CameIn:
    """A day on which cash of completed sales came in, and what had come in all by its end."""

    on: date
    amount: Decimal
    total: Decimal
    refs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ThresholdLine:
    """A target of receipts with what had come by its day, or by the day of the page."""

    target: InForce
    measured: Measured  # by the day of the page
    received: Decimal
    reached_on: date | None  # the day on which receipts came to it; None while they have not

    @property
    def due_on(self) -> date:
        """Return the day by which."""
        return self.target.due_on

    @property
    def total(self) -> Decimal:
        """Return what receipts were to come to in all."""
        return self.target.total

    @property
    def is_over(self) -> bool:
        """Tell whether its day has passed."""
        return self.measured.has_passed(self.due_on)

    @property
    def is_met(self) -> bool:
        """Tell whether receipts came to it by its day."""
        return self.received >= self.total

    @property
    def gap(self) -> Decimal:
        """Return what was missing by its day, or is until now."""
        return max(ZERO, self.total - self.received)

    @property
    def standing(self) -> str:
        """Return how it came out in a few words."""
        if self.is_met:
            return "Reached"
        if not self.is_over:
            return "To come"
        if self.reached_on:
            return f"Reached late, on {printed_day(self.reached_on)}"
        return "Missed"

    @property
    def source_words(self) -> str:
        """Return whose target it is."""
        version = self.target.version
        if version is None:
            return f"As published ({self.target.source})"
        return f"{version.decided_by}, version {version.number}"


@dataclass(frozen=True, kw_only=True)
class ReceiptsPosition:
    """What capital receipts come to on a day."""

    on: date
    came: tuple[CameIn, ...]  # by day
    expected: tuple[CameIn, ...]  # what is to come, by the day it is expected; on top of `received`
    undated: Decimal  # to come, with no day that it is expected on
    targets: tuple[ThresholdLine, ...]
    by_stage: dict[Stage, Decimal]
    count: int
    late: int

    @property
    def received(self) -> Decimal:
        """Return what has come in."""
        return self.came[-1].total if self.came else ZERO

    @property
    def is_drawn(self) -> bool:
        """Tell whether there is something to draw."""
        return bool(self.targets or self.came or self.expected)

    @property
    def to_come(self) -> Decimal:
        """Return what is still to come of the lots of the record."""
        return sum((day.amount for day in self.expected), self.undated)

    @property
    def judged(self) -> ThresholdLine | None:
        """Return the target that today is judged by: the newest whose day has passed."""
        over = [target for target in self.targets if target.is_over]
        return over[-1] if over else None

    @property
    def following(self) -> ThresholdLine | None:
        """Return the target that is due next; None where every day has passed."""
        return next((target for target in self.targets if not target.is_over), None)

    @property
    def main(self) -> ThresholdLine | None:
        """Return the target that is spoken of first: the next one, else the last."""
        return self.following or self.judged

    @property
    def short(self) -> Decimal:
        """Return what is missing today of the target that is spoken of first."""
        return max(ZERO, self.main.total - self.received) if self.main else ZERO

    @property
    def uncovered(self) -> Decimal:
        """Return what would still be missing of it if all that is to come came."""
        return max(ZERO, self.short - self.to_come)

    @property
    def headline(self) -> str:
        """Return the first line: what has come in against what was promised."""
        if not self.count:
            return "No asset or lot is in the record yet, so no receipt is counted."
        if self.main is None:
            return f"{printed_pounds(self.received)} received. No target is in the record."
        by = f"{'due' if self.main.is_over else 'promised'} by {printed_day(self.main.due_on)}"
        return (
            f"{printed_pounds(self.received)} received of {printed_pounds(self.main.total)} {by}."
        )

    @property
    def finding(self) -> str:
        """Return what the chart shows, in a sentence without its full stop."""
        came = f"{short_pounds(self.received)} received by {printed_day(self.on)}"
        if self.main is None:
            return came
        due = f"{short_pounds(self.main.total)} due by {printed_day(self.main.due_on)}"
        if self.short:
            return f"{came}: {short_pounds(self.short)} short of {due}"
        return f"{came}, of {due}"


def receipts_position(
    facts: ReceiptsFacts, *, measured: Measured, among: Collection[str] | None = None
) -> ReceiptsPosition:
    """Return what receipts come to, as measured: of all lots, or of those `among` some references.

    Targets are of the council's receipts as a whole: a part is held to none.
    """
    lots = [lot for lot in facts.lots if among is None or lot.ref in among]
    lines = lot_lines(lots, measured=measured)
    came = _came(lines)
    targets = (
        in_force(plan_steps(facts.steps), facts.thresholds, on=measured.on) if among is None else []
    )
    expected, undated = _expected(lines, measured=measured, start=came[-1].total if came else ZERO)
    by_stage = dict.fromkeys(Stage, ZERO)
    for line in lines:
        by_stage[line.stage] += line.amount or ZERO
    return ReceiptsPosition(
        on=measured.on,
        came=tuple(came),
        expected=tuple(expected),
        undated=undated,
        targets=tuple(_target(target, came, measured=measured) for target in targets),
        by_stage=by_stage,
        count=len(lines),
        late=sum(line.is_late for line in lines),
    )


def plan_steps(steps: Iterable[ReceiptFacts]) -> list[PlanStep]:
    """Return the plan's steps that have a day, as the rule takes them."""
    return [
        PlanStep(
            due_on=step.end.latest,
            amount=step.amount,
            cumulative=step.cumulative,
            source=step.milestone,
        )
        for step in steps
        if step.end.latest
    ]


def _came(lines: Iterable[LotLine]) -> list[CameIn]:
    """Return the days on which cash came in, with the running total."""
    days: dict[date, list[LotLine]] = {}
    for line in lines:
        if line.received and line.progress and line.progress.received_on:
            days.setdefault(line.progress.received_on, []).append(line)
    return _summed(
        {day: [(line.ref, line.received) for line in rows] for day, rows in days.items()}
    )


def _summed(days: dict[date, list[tuple[str, Decimal]]], start: Decimal = ZERO) -> list[CameIn]:
    found, total = [], start
    for day in sorted(days):
        amount = sum((received for _, received in days[day]), ZERO)
        total += amount
        refs = tuple(sorted(ref for ref, _ in days[day]))
        found.append(CameIn(on=day, amount=amount, total=total, refs=refs))
    return found


def _expected(
    lines: Iterable[LotLine], *, measured: Measured, start: Decimal
) -> tuple[list[CameIn], Decimal]:
    """Return what is to come by the day it is expected, and what has no day to come on.

    What is late has no day any more.
    """
    days: dict[date, list[tuple[str, Decimal]]] = {}
    undated = ZERO
    for line in lines:
        if not line.to_come:
            continue
        day = line.progress.expected_on if line.progress else None
        if day is None or measured.has_passed(day):
            undated += line.to_come
        else:
            days.setdefault(day, []).append((line.ref, line.to_come))
    return _summed(days, start), undated


def _target(target: InForce, came: Sequence[CameIn], *, measured: Measured) -> ThresholdLine:
    until = min(target.due_on, measured.on)
    received = next((day.total for day in reversed(came) if day.on <= until), ZERO)
    reached = next((day.on for day in came if day.total >= target.total), None)
    return ThresholdLine(target=target, measured=measured, received=received, reached_on=reached)
