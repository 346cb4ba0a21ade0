"""Milestones as packs print them: baselines, forecast, actual, lateness against both (Rule 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, deciding_date
from packs.context.frame import Calendar, day, plan_date
from programmes.charts import Bar
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


def line_of(row: dict[str, Any], *, month: date, calendar: Calendar) -> MilestoneLine:
    """Return the printed row of one milestone of the snapshot."""
    b0, now, report = (row[name] or {} for name in ("b0", "baseline", "report"))
    first, current = _held_to(b0), _held_to(now)
    forecast, actual_on = plan_date(report.get("forecast")), day(report.get("actual_on"))
    delivery = Delivery(report["delivery"]) if report else None
    reported_for = day(report.get("month"))

    facts = {"kind": row["kind"], "delivery": delivery}
    late = partial(days_late, actual_on=actual_on, measured=Measured(calendar.on), **facts)
    return MilestoneLine(
        ref=row["ref"],
        title=row["title"],
        workstream=row["workstream"],
        kind=row["kind"],
        own_sao=row["sao"],
        b0=calendar.in_irp(first),
        baseline=calendar.in_irp(current),
        baseline_number=now.get("number", 0),
        forecast=calendar.in_irp(forecast),
        actual_on=actual_on,
        delivery=delivery,
        reported_for=reported_for,
        is_stale=delivery not in CLOSED and reported_for not in {None, month},
        standing=standing(baseline=current, measured=Measured(calendar.on), **facts),
        late=late(baseline=current),
        late_against_b0=late(baseline=first),
        slip=forecast_slip(baseline=current, forecast=forecast, delivery=delivery),
        narrative=report.get("narrative", ""),
        reason=report.get("reason", ""),
        bar=Bar(
            label=f"{row['ref']} {row['title']}",
            start=plan_date(now.get("start")).earliest,
            baseline=current.latest,
            b0=first.latest,
            forecast=forecast.latest,
            actual=actual_on,
            words=calendar.in_irp(current) or "No date",
        ),
    )


def _held_to(baseline: dict[str, Any]) -> PlanDate:
    """Return the date a baseline holds its row to ("Monthly" in the first column where no end)."""
    return deciding_date(plan_date(baseline.get("start")), plan_date(baseline.get("end")))
