"""What of delivery differs from the last pack: ratings, dates, statuses, baselines and returns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from irp.rules.plan_dates import PlanDate, slip_days
from packs.facts import KeyFacts, PlanFacts
from packs.figures.key_facts import ratings_before, reporting
from programmes.facts import MilestoneFacts, ProgrammeFacts
from programmes.figures.milestones import newest_that_counts
from programmes.figures.ratings import RatingLine, rating_lines
from programmes.words import Delivery


@dataclass(frozen=True, kw_only=True)
class RatingMove:
    """A voice's rating that differs from the last pack's."""

    ref: str
    programme: str
    was: RatingLine
    now: RatingLine


@dataclass(frozen=True, kw_only=True)
class ForecastMove:
    """A forecast that moved; later is positive, None where a date names no day."""

    ref: str
    title: str
    was: PlanDate
    now: PlanDate
    days: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeliveryMove:
    """A milestone whose delivery status changed."""

    ref: str
    title: str
    was: Delivery | None
    now: Delivery | None


@dataclass(frozen=True, kw_only=True)
class BaselineMove:
    """A milestone held to a new baseline by an approved change (Rule 9)."""

    ref: str
    title: str
    was: int
    now: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReturnMove:
    """A programme that reported in one of the two periods only."""

    ref: str
    programme: str
    was_received: bool
    is_received: bool


def ratings_moved(plan: PlanFacts, before: KeyFacts) -> Iterator[RatingMove]:
    """Yield the ratings that differ, of programmes whose ratings the last pack had."""
    for row in reporting(plan):
        was = ratings_before(before, row.ref)
        for now in rating_lines(row.ret, month=plan.period.month, is_open=False) if was else ():
            if was[now.voice].rating != now.rating:
                yield RatingMove(ref=row.ref, programme=row.name, was=was[now.voice], now=now)


def forecasts_moved(rows: Iterable[MilestoneFacts], before: KeyFacts) -> Iterator[ForecastMove]:
    """Yield the open milestones whose forecast says another day, or another word."""
    for row in rows:
        report, last = newest_that_counts(row.reports), before.milestones.get(row.ref)
        was = last.forecast if last else None
        if report is None or was is None or not report.delivery.is_open:
            continue
        if _spoken(was) != _spoken(report.forecast):
            yield ForecastMove(
                ref=row.ref,
                title=row.title,
                was=was,
                now=report.forecast,
                days=slip_days(was, report.forecast),
                reason=report.reason or report.narrative,
            )


def _spoken(day: PlanDate) -> object:
    """Return what makes two dates the same: their days, or their words where they have none."""
    return (day.earliest, day.latest) if day.is_dated else day.raw.casefold()


def deliveries_moved(rows: Iterable[MilestoneFacts], before: KeyFacts) -> Iterator[DeliveryMove]:
    """Yield the milestones whose newest report that counts says another status."""
    for row in rows:
        last = before.milestones.get(row.ref)
        report = newest_that_counts(row.reports) or row.opening
        now = report.delivery if report else None
        if last is not None and last.delivery is not now:
            yield DeliveryMove(ref=row.ref, title=row.title, was=last.delivery, now=now)


def baselines_moved(rows: Iterable[MilestoneFacts], before: KeyFacts) -> Iterator[BaselineMove]:
    """Yield the milestones whose baseline is another than it was."""
    for row in rows:
        last = before.milestones.get(row.ref)
        was = last.baseline_number if last else None
        if was is not None and row.baselines and row.baselines[-1].number != was:
            now = row.baselines[-1]
            yield BaselineMove(
                ref=row.ref, title=row.title, was=was, now=now.number, reason=now.reason
            )


def returns_moved(rows: Iterable[ProgrammeFacts], before: KeyFacts) -> Iterator[ReturnMove]:
    """Yield the programmes of which a return was received then and not now, or the reverse."""
    for row in rows:
        was = before.received.get(row.ref)
        now = row.ret is not None and row.ret.state.is_received
        if was is not None and was != now:
            yield ReturnMove(ref=row.ref, programme=row.name, was_received=was, is_received=now)
