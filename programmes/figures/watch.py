"""Signals in what months have reported: what speaks against a rating, with its rows (Rule 7).

Beside the months' reports it is told what stands around them: risks, dependencies, requests for
changes. What a page or a snapshot does not know of these is not watched, and says so by what it
says it checks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from programmes.facts import MilestoneFacts, ReportFacts
from programmes.facts.changes import ChangeFacts
from programmes.facts.raid import Score
from programmes.figures.dependencies import DependencyLine
from programmes.rules.delivery import is_past_forecast
from programmes.rules.raid import band
from programmes.rules.signals import (
    Found,
    Limits,
    forecast_moves,
    is_beyond,
    is_stale,
    unchanged,
)
from programmes.rules.what_counts import that_count
from programmes.words import Band, Delivery, EntryState, SignalName


class WatchedReport(NamedTuple):
    """One month's report of a milestone, as far as the watch goes."""

    delivery: Delivery
    forecast: PlanDate
    no_change: bool


# A whole report, where one is read already, says the same under the same names.
AnyReport = ReportFacts | WatchedReport


def months_watched(opened: Sequence[date], *, settings: "Watched") -> Sequence[date]:
    """Return which of the months opened, newest first, are watched.

    One more is read than is watched: four moves need five readings.
    """
    return opened[: max(settings.periods_watched + 1, settings.stale_months)]


def watched_reports(
    milestones: Iterable[MilestoneFacts], *, months: Sequence[date], settings: "Watched"
) -> dict[str, list[ReportFacts]]:
    """Return the reports that count of the months watched by milestone, newest first (Rule 16).

    `months` are those opened, newest first, up to the return's.
    """
    watched = set(months_watched(months, settings=settings))
    return {
        milestone.ref: [row for row in that_count(milestone.reports) if row.month in watched]
        for milestone in milestones
    }


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around a programme's reports, by reference; None what is not known."""

    top_risks: tuple[str, ...] | None = None
    late_givers: tuple[str, ...] | None = None
    requested: frozenset[str] | None = None  # milestones that an open change request names


UNKNOWN = Around()


def around_programme(
    ref: str,
    *,
    risks: Iterable[tuple[str, EntryState, Score | None]],
    lines: Iterable[DependencyLine] | None,
    requested: frozenset[str] | None,
) -> Around:
    """Return what stands around a programme's reports; `lines` and `requested` may be unknown."""
    return Around(
        top_risks=top_risks(risks),
        late_givers=None if lines is None else late_givers(lines, ref),
        requested=requested,
    )


def top_risks(risks: Iterable[tuple[str, EntryState, Score | None]]) -> tuple[str, ...]:
    """Return the references of the open risks in the top band among some."""
    return tuple(
        sorted(
            ref
            for ref, state, current in risks
            if state is EntryState.OPEN and band(current) is Band.TOP
        )
    )


def late_givers(lines: Iterable[DependencyLine], programme: str) -> tuple[str, ...]:
    """Return the dependencies of a programme, given or taken, that are expected too late."""
    return tuple(line.ref for line in lines if line.days_late and programme in line.programmes)


def under_request(changes: Iterable[ChangeFacts]) -> frozenset[str]:
    """Return the milestones that open change requests name."""
    rows = (row for change in changes if change.state.is_open for row in change.rows)
    return frozenset(row.milestone for row in rows if row.milestone)


def checks(settings: "Watched", found: Found) -> tuple[str, ...]:
    """Return what is watched, in words: what "no warning signs" says was looked for."""
    numbers = {
        "moves": settings.moves_watched,
        "periods": settings.periods_watched,
        "days": settings.forecast_tolerance_days,
        "months": settings.stale_months,
    }
    return tuple(name.check.format(**numbers) for name in SignalName if found.is_watched(name))


class Watched(Protocol):
    """The plan's settings as far as signals depend on them (Rule 7)."""

    @property
    def moves_watched(self) -> int:
        """Return how many moves of a forecast are a signal."""

    @property
    def periods_watched(self) -> int:
        """Return in how many months they are counted."""

    @property
    def narrative_alike_percent(self) -> int:
        """Return how alike two months' words are that count as unchanged."""

    @property
    def forecast_tolerance_days(self) -> int:
        """Return by how many days a forecast may be past its date; 0 where that was not kept."""

    @property
    def stale_months(self) -> int:
        """Return after how many months without news a report is stale; 0 where not kept."""


def found_among(
    slips: Mapping[str, int | None],
    reports: Mapping[str, Sequence[AnyReport]],
    *,
    progress: str,
    progress_before: str,
    around: Around,
    settings: Watched,
    measured: Measured,
) -> Found:
    """Return what the watch finds in milestones and their watched months' reports, newest first.

    `slips` are the days by which each one's forecast is past its current date, None once closed.
    """
    still_open = {ref: rows for ref, rows in reports.items() if rows and rows[0].delivery.is_open}
    return Found(
        past_forecast=sorted(
            ref
            for ref, rows in still_open.items()
            if is_past_forecast(
                delivery=rows[0].delivery, latest=rows[0].forecast.latest, measured=measured
            )
        ),
        moving=sorted(
            ref
            for ref, rows in still_open.items()
            if moves_of_forecast(rows) >= settings.moves_watched
        ),
        beyond=_beyond(slips, around, settings),
        top_risks=around.top_risks,
        late_givers=around.late_givers,
        narrative_unchanged=unchanged(
            before=progress_before, now=progress, alike_percent=settings.narrative_alike_percent
        ),
        stale=_stale(still_open, settings),
    )


def _beyond(slips: Mapping[str, int | None], around: Around, settings: Watched) -> list[str] | None:
    days, requested = settings.forecast_tolerance_days, around.requested
    if not days or requested is None:
        return None
    return sorted(
        ref
        for ref, slip in slips.items()
        if is_beyond(slip=slip, days=days, is_requested=ref in requested)
    )


def _stale(reports: Mapping[str, Sequence[AnyReport]], settings: Watched) -> list[str] | None:
    months = settings.stale_months
    if not months:
        return None
    return sorted(
        ref
        for ref, rows in reports.items()
        if is_stale(new=[not row.no_change for row in rows], months=months)
    )


def limits_of(settings: Watched) -> Limits:
    """Return the settings of the watch as its rule takes them."""
    return Limits(
        moves=settings.moves_watched,
        periods=settings.periods_watched,
        days=settings.forecast_tolerance_days,
        months=settings.stale_months,
    )


def moves_of_forecast(reports: Sequence[AnyReport]) -> int:
    """Return how often a forecast that names a day changed, of reports newest first."""
    days = [report.forecast.latest for report in reversed(reports) if report.forecast.latest]
    return forecast_moves(latests=[*days])
