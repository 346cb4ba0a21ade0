"""Milestones as packs print them: baselines, forecast, actual, lateness against both (Rule 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date
from packs.context.frame import Calendar
from programmes.charts import Bar
from programmes.facts import BaselineFacts, MilestoneFacts
from programmes.rules import days_late, forecast_slip, standing
from programmes.words import CLOSED, Delivery, MilestoneStatus


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """One row of a milestone table.

    `late` and `late_against_b0` are days past each baseline, 0 in time; `slip` is the forecast's
    distance from the current baseline, negative before it.
    """

    ref: str
    title: str
    workstream: str | None
    kind: str
    own_sao: str | None
    b0: str
    baseline: str
    baseline_number: int
    forecast: str
    actual_on: date | None
    delivery: Delivery | None
    reported_for: date | None
    is_stale: bool
    standing: MilestoneStatus
    late: int | None
    late_against_b0: int | None
    slip: int | None
    narrative: str
    reason: str
    bar: Bar

    @property
    def is_done(self) -> bool:
        """Tell whether it is reported complete."""
        return self.standing is MilestoneStatus.DONE

    @property
    def is_missed(self) -> bool:
        """Tell whether it is open with its current baseline passed."""
        return self.standing is MilestoneStatus.LATE

    @property
    def is_due_soon(self) -> bool:
        """Tell whether it is open and due within the look-ahead."""
        return self.standing is MilestoneStatus.DUE

    @property
    def is_unbaselined(self) -> bool:
        """Tell whether it has no date to be held to: neither late nor on track (Rule 10)."""
        return self.standing is MilestoneStatus.TO_BE_CONFIRMED

    @property
    def needs_words(self) -> bool:
        """Tell whether the board should read what was said of it."""
        if not self.narrative and not self.reason:
            return False
        return self.is_missed or self.delivery in {"red", "amber", "paused", "descoped"}


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Milestones of a programme or of the portfolio; the rest fall due later, recur or go on."""

    every: int
    done: int
    due: int
    missed: int
    unbaselined: int


def count(lines: Sequence[MilestoneLine]) -> Counts:
    """Return the counts of some milestones."""
    return Counts(
        every=len(lines),
        done=sum(line.is_done for line in lines),
        due=sum(line.is_due_soon for line in lines),
        missed=sum(line.is_missed for line in lines),
        unbaselined=sum(line.is_unbaselined for line in lines),
    )


def line_of(facts: MilestoneFacts, *, month: date, calendar: Calendar) -> MilestoneLine:
    """Return the printed row of one milestone of the snapshot."""
    b0, now = facts.baselines[0], facts.baselines[-1]
    report = facts.reports[0] if facts.reports else None
    first, current = _held_to(b0), _held_to(now)
    forecast = report.forecast if report else UNDATED
    actual_on = report.actual_on if report else None
    delivery = report.delivery if report else None
    reported_for = report.month if report else None

    measured = Measured(calendar.on)
    late = partial(
        days_late,
        kind=facts.kind,
        delivery=delivery,
        actual_on=actual_on,
        measured=measured,
    )
    return MilestoneLine(
        ref=facts.ref,
        title=facts.title,
        workstream=facts.workstream,
        kind=facts.kind,
        own_sao=facts.own_sao,
        b0=calendar.in_irp(first),
        baseline=calendar.in_irp(current),
        baseline_number=now.number,
        forecast=calendar.in_irp(forecast),
        actual_on=actual_on,
        delivery=delivery,
        reported_for=reported_for,
        is_stale=delivery not in CLOSED and reported_for not in {None, month},
        standing=standing(kind=facts.kind, delivery=delivery, baseline=current, measured=measured),
        late=late(baseline=current),
        late_against_b0=late(baseline=first),
        slip=forecast_slip(baseline=current, forecast=forecast, delivery=delivery),
        narrative=report.narrative if report else "",
        reason=report.reason if report else "",
        bar=Bar(
            label=f"{facts.ref} {facts.title}",
            start=now.start.earliest,
            baseline=current.latest,
            b0=first.latest,
            forecast=forecast.latest,
            actual=actual_on,
            words=calendar.in_irp(current) or "No date",
        ),
    )


def _held_to(baseline: BaselineFacts) -> PlanDate:
    """Return the date a baseline holds its row to ("Monthly" in the first column where no end)."""
    return deciding_date(baseline.start, baseline.end)
