"""Signals in what months have reported: what speaks against a rating, with its rows (Rule 7).

Watched so far: Green past a forecast, forecasts that keep moving, a progress text that hardly
changed. The other signals of the rule wait for what they watch: risks, evidence, change requests.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from programmes.facts import MilestoneFacts, ReportFacts
from programmes.figures.milestones import that_count
from programmes.rules.delivery import is_past_forecast
from programmes.rules.signals import Signal, forecast_moves, signals, unchanged
from programmes.words import Delivery, Rating, SignalName


def watched_reports(
    milestones: Iterable[MilestoneFacts], *, months: Sequence[date], settings: "Watched"
) -> dict[str, list[ReportFacts]]:
    """Return the reports that count of the months watched by milestone, newest first (Rule 16).

    `months` are those opened, newest first, up to the return's. One more is read than is watched:
    four moves need five readings.
    """
    watched = set(months[: settings.periods_watched + 1])
    return {
        milestone.ref: [row for row in that_count(milestone.reports) if row.month in watched]
        for milestone in milestones
    }


def checks(settings: "Watched") -> tuple[str, ...]:
    """Return what is watched, in words: what "no warning signs" says was looked for."""
    return tuple(
        name.check.format(moves=settings.moves_watched, periods=settings.periods_watched)
        for name in SignalName
    )


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


class Forecast(Protocol):
    """A month's report of a milestone as far as signals depend on it."""

    @property
    def delivery(self) -> Delivery:
        """Return the delivery status."""

    @property
    def forecast(self) -> PlanDate:
        """Return the forecast."""


def signals_among(
    reports: Mapping[str, Sequence[Forecast]],
    *,
    progress: str,
    progress_before: str,
    rating: Rating | None,
    settings: Watched,
    measured: Measured,
) -> list[Signal]:
    """Return the signals in the watched months' reports of milestones, each newest first."""
    still_open = {ref: rows for ref, rows in reports.items() if rows and rows[0].delivery.is_open}
    return signals(
        rating=rating,
        past_forecast=sorted(
            ref
            for ref, rows in still_open.items()
            if is_past_forecast(
                delivery=rows[0].delivery, latest=rows[0].forecast.latest, measured=measured
            )
        ),
        moving=sorted(
            ref for ref, rows in still_open.items() if moves_of(rows) >= settings.moves_watched
        ),
        narrative_unchanged=unchanged(
            before=progress_before, now=progress, alike_percent=settings.narrative_alike_percent
        ),
        moves=settings.moves_watched,
        periods=settings.periods_watched,
    )


def moves_of(reports: Sequence[Forecast]) -> int:
    """Return how often a forecast that names a day changed, of reports newest first."""
    days = [report.forecast.latest for report in reversed(reports) if report.forecast.latest]
    return forecast_moves(latests=[*days])
