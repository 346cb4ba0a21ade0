"""Facts beside a rating: what the rows say, neutral and always there; and the signals (Rule 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import days_said
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, slip_days
from programmes.facts import MilestoneFacts, ReportFacts
from programmes.figures.milestones import MilestoneLine, milestone_line
from programmes.figures.watch import (
    UNKNOWN,
    Around,
    Watched,
    checks,
    found_among,
    limits_of,
    moves_of_forecast,
    watched_reports,
)
from programmes.rules.signals import Signal, signals
from programmes.words import NOT_KEPT, Delivery, Rating


@dataclass(frozen=True, kw_only=True)
class MovedForecast:
    """A forecast that moved in the months watched: how often, and what this month did of it.

    `days` are this month's, later is positive, None where either date names no day.
    """

    ref: str
    is_this_month: bool
    days: int | None
    times: int


@dataclass(frozen=True, kw_only=True)
class FactsBeside:
    """What stands beside a rating on every page and pack that shows it, to be judged by a person.

    `moved` and `signals` are None where the months before were not kept (schema 1).
    """

    month: date | None  # that they are of
    measured: Measured
    late: tuple[MilestoneLine, ...]  # the longest late first
    late_b0: tuple[MilestoneLine, ...]  # re-baselined, late against the original date alone
    red: tuple[MilestoneLine, ...]
    moved: tuple[MovedForecast, ...] | None  # the furthest later first
    periods: int  # in which moves are counted
    signals: tuple[Signal, ...] | None
    checks: tuple[str, ...]

    @property
    def month_ended(self) -> date | None:
        """Return the month's last day, which its pack counts to, where these count on (Rule 14)."""
        ends = Measured.month_end(self.month).on if self.month else None
        return ends if ends and ends < self.measured.on else None

    @property
    def silence(self) -> str:
        """Return what is said of what the snapshot kept nothing of, never "none"."""
        return NOT_KEPT


@dataclass(frozen=True, kw_only=True)
class MonthBeside:
    """A month's return as far as facts beside its rating are made of it."""

    month: date | None  # None before any was opened
    opened: Sequence[date]  # the months opened up to it, newest first
    progress: str = ""
    progress_before: str = ""
    rating: Rating | None = None  # the SAO's, None while it is not given or not shown
    around: Around = UNKNOWN


def facts_beside(
    milestones: Iterable[MilestoneFacts],
    *,
    of: MonthBeside,
    settings: Watched,
    measured: Measured,
    is_kept: bool = True,
    lines: Sequence[MilestoneLine] | None = None,
) -> FactsBeside:
    """Return the facts beside a month's rating from the milestones in force.

    `is_kept` is false where the record holds no month before this one; `lines` are the milestones'
    lines by that month, where they are known.
    """
    rows = list(milestones)
    if lines is None:
        lines = [milestone_line(row, measured=measured, month=of.month) for row in rows]
    reports = watched_reports(rows, months=of.opened, settings=settings)
    late = [line for line in lines if line.is_late]
    late_b0 = [line for line in lines if line.is_open and line.days_late_b0 and not line.is_late]
    found = found_among(
        {line.ref: line.slip for line in lines},
        reports,
        progress=of.progress,
        progress_before=of.progress_before,
        around=of.around,
        settings=settings,
        measured=measured,
    )
    told = signals(found, rating=of.rating, limits=limits_of(settings))
    return FactsBeside(
        month=of.month,
        measured=measured,
        late=tuple(sorted(late, key=lambda line: (-(line.days_late or 0), line.ref))),
        late_b0=tuple(sorted(late_b0, key=lambda line: (-(line.days_late_b0 or 0), line.ref))),
        red=tuple(line for line in lines if line.is_open and line.delivery is Delivery.RED),
        moved=_moved(lines, reports, of.month) if is_kept else None,
        periods=settings.periods_watched,
        signals=tuple(told) if is_kept else None,
        checks=checks(settings, found),
    )


def _moved(
    lines: Iterable[MilestoneLine], reports: dict[str, list[ReportFacts]], month: date | None
) -> tuple[MovedForecast, ...]:
    found = []
    for line in lines:
        is_this_month = line.month == month and line.has_moved
        times = moves_of_forecast(reports.get(line.ref, ())) if line.is_open else 0
        if is_this_month or times:
            days = _days(line) if is_this_month else None
            found.append(
                MovedForecast(
                    ref=line.ref, is_this_month=is_this_month, days=days, times=max(1, times)
                )
            )
    return tuple(
        sorted(found, key=lambda moved: (not moved.is_this_month, -(moved.days or 0), moved.ref))
    )


def _days(line: MilestoneLine) -> int | None:
    """Return the days by which a forecast moved from the report before."""
    if line.before is None or line.forecast is None:
        return None
    return slip_days(line.before.forecast, line.forecast)


def what_changed(line: MilestoneLine) -> tuple[str, ...]:
    """Return what this month's report of a milestone changed from the one before, in words."""
    before = line.before
    if line.delivery is None:
        return ()
    if before is None:
        return ("First report",)
    found = []
    if before.delivery is not line.delivery:
        found.append(f"{before.delivery.label} to {line.delivery.label}")
    if line.has_moved:
        found.append(_move(before.forecast, line.forecast))
    return tuple(found) or ("No change",)


def _move(was: PlanDate, now: PlanDate | None) -> str:
    """Return how a forecast moved: "Forecast 31 days later"."""
    if now is None or now.latest is None:
        return "Forecast without a date now"
    days = slip_days(was, now)
    if not days:
        return "Forecast dated"
    return f"Forecast {days_said(days)} {'later' if days > 0 else 'earlier'}"
