"""The plan curve: dated milestones planned by each month's end, and completed by it (Rule 9)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, repeat

from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from programmes.facts import Position
from programmes.figures.positions import Counted, alike
from programmes.rules.delivery import known_delivery
from programmes.words import Delivery

AHEAD = timedelta(days=365)  # that the curve shows of the plan past today


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """A month's end: how many are planned by it, and completed; None after the measured day."""

    on: date
    b0: int
    baseline: int
    done: int | None


@dataclass(frozen=True, kw_only=True)
class PlanCurve:
    """Cumulative milestones by original date, by current baseline, and completed."""

    points: tuple[CurvePoint, ...]
    every: int  # with a date
    planned: int  # by the current baseline, by the measured day
    done: int
    undated: int  # completed too, and planned by no day
    descoped: int  # planned by now, and not to be done
    on: date

    @property
    def behind(self) -> int:
        """Return how many fewer are completed than were planned by now; negative when more."""
        return self.planned - self.done

    @property
    def is_moved(self) -> bool:
        """Tell whether the current baselines draw another curve than the original dates."""
        return any(point.b0 != point.baseline for point in self.points)

    @property
    def gap(self) -> str:
        """Return how far completions are from the plan, in words."""
        if not self.behind:
            return "on plan"
        return f"{abs(self.behind)} {'behind' if self.behind > 0 else 'ahead'}"

    @property
    def finding(self) -> str:
        """Return what the curve shows, in a sentence without its full stop."""
        more = f" ({self.undated} more had no date in the plan)" if self.undated else ""
        return (
            f"{self.planned} of {self.every} dated milestones were planned by "
            f"{printed_day(self.on)}, {self.done} are completed{more}: {self.gap}"
            f"{f', {self.descoped} of them descoped' if self.descoped else ''}"
        )


def plan_curve(rows: Iterable[Counted], *, measured: Measured) -> PlanCurve:
    """Return the curve of some milestones, whether read whole, as positions or those alike.

    Of those of a day alone: what recurs, goes on or is to be confirmed is planned by none (Rule
    10). It begins with the first day planned or completed and ends a year past today at most.
    """
    some = [(position, len(refs), _done_on(position, measured)) for position, refs in alike(rows)]
    dated = [row for row in some if row[0].kind == "dated" and row[0].baseline_latest]
    b0 = _days((position.b0_latest, number) for position, number, _ in dated)
    baseline = _days((position.baseline_latest, number) for position, number, _ in dated)
    done = _days((day, number) for _, number, day in dated)
    return PlanCurve(
        points=tuple(_points(b0, baseline, done, measured)) if baseline else (),
        every=len(baseline),
        planned=_by(baseline, measured.on, is_over=measured.is_over),
        done=len(done),
        undated=sum(number for _, number, day in some if day) - len(done),
        descoped=sum(
            number
            for position, number, _ in dated
            if position.delivery is Delivery.DESCOPED
            and measured.has_passed(position.baseline_latest)
        ),
        on=measured.on,
    )


def _days(numbers: Iterable[tuple[date | None, int]]) -> list[date]:
    """Return days in their order, each as often as it is told."""
    return sorted(chain.from_iterable(repeat(day, number) for day, number in numbers if day))


def _done_on(row: Position, measured: Measured) -> date | None:
    known = known_delivery(delivery=row.delivery, actual_on=row.actual_on, measured=measured)
    return row.actual_on if known is Delivery.COMPLETE else None


def _by(days: Sequence[date], day: date, *, is_over: bool = True) -> int:
    """Return how many days had passed by the end of a day, or before it where it is not over."""
    return bisect_right(days, day if is_over else day - timedelta(days=1))


def _points(
    b0: Sequence[date], baseline: Sequence[date], done: Sequence[date], measured: Measured
) -> Iterable[CurvePoint]:
    first = min(days[0] for days in (b0, baseline, done) if days)
    last = max(measured.on, min(max(baseline[-1], (b0 or baseline)[-1]), measured.on + AHEAD))
    month = first.replace(day=1)
    while month <= last:
        on = Measured.month_end(month).on
        is_known = month <= measured.on
        yield CurvePoint(
            on=on,
            b0=_by(b0, on),
            baseline=_by(baseline, on),
            done=_by(done, min(on, measured.on)) if is_known else None,
        )
        month = on + timedelta(days=1)
