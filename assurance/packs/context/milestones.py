"""Milestones as packs print them: baselines, forecast, actual, lateness against both (Rule 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assurance.charts import Bar
from assurance.packs.context.frame import Calendar, day, plan_date
from irp.rules.plan_dates import PlanDate
from programmes.rules import Delivery

LOOK_AHEAD = timedelta(days=90)
UNBASELINED = {"tbc", "relative", "undated"}


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """One row of a milestone table; days late are positive, early ones negative."""

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
    delivery: str | None
    reported_for: date | None
    is_stale: bool
    late: int | None
    late_against_b0: int | None
    is_missed: bool
    is_due_soon: bool
    narrative: str
    reason: str
    bar: Bar

    @property
    def is_done(self) -> bool:
        """Tell whether it is reported complete."""
        return self.delivery == Delivery.COMPLETE

    @property
    def is_unbaselined(self) -> bool:
        """Tell whether it has no date to be held to: neither late nor on track (Rule 10)."""
        return self.kind in UNBASELINED and _is_open(self.delivery)

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
    b0, now = row["b0"] or {}, row["baseline"] or {}
    first, current = plan_date(b0.get("end")), plan_date(now.get("end"))
    report = row["report"] or {}
    forecast, actual_on = plan_date(report.get("forecast")), day(report.get("actual_on"))
    delivery, reported_for = report.get("delivery"), day(report.get("month"))
    is_dated = row["kind"] == "dated" and _is_open(delivery)
    end = max(filter(None, (forecast.latest, calendar.on)))
    ends_on = actual_on or (end if calendar.has_passed(current) else forecast.latest)
    held = row["kind"] == "dated" and delivery != Delivery.DESCOPED
    start = plan_date(now.get("start"))
    return MilestoneLine(
        ref=row["ref"],
        title=row["title"],
        workstream=row["workstream"],
        kind=row["kind"],
        own_sao=row["sao"],
        b0=calendar.in_irp(first) or _without_end(b0, calendar),
        baseline=calendar.in_irp(current) or _without_end(now, calendar),
        baseline_number=now.get("number", 0),
        forecast=calendar.in_irp(forecast),
        actual_on=actual_on,
        delivery=delivery,
        reported_for=reported_for,
        is_stale=_is_open(delivery) and reported_for is not None and reported_for != month,
        late=_days_late(current, ends_on) if held else None,
        late_against_b0=_days_late(first, ends_on) if held else None,
        is_missed=is_dated and calendar.has_passed(current),
        is_due_soon=is_dated
        and current.latest is not None
        and calendar.on <= current.latest <= calendar.on + LOOK_AHEAD,
        narrative=report.get("narrative", ""),
        reason=report.get("reason", ""),
        bar=Bar(
            label=f"{row['ref']} {row['title']}",
            start=start.earliest,
            baseline=current.latest,
            b0=first.latest,
            forecast=forecast.latest,
            actual=actual_on,
            words=calendar.in_irp(current) or _without_end(now, calendar) or "No date",
        ),
    )


def _is_open(delivery: str | None) -> bool:
    return delivery is None or Delivery(delivery).is_open


def _days_late(baseline: PlanDate, ends_on: date | None) -> int | None:
    if ends_on is None or baseline.latest is None:
        return None
    return (ends_on - baseline.latest).days


def _without_end(baseline: dict[str, Any], calendar: Calendar) -> str:
    """Return the words of the start where a row has no end ("Monthly" in the first column)."""
    return calendar.in_irp(plan_date(baseline.get("start")))
