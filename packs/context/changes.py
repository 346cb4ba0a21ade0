"""Changes since the last pack, computed from the two snapshots and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assurance.words import Judgement
from irp.rules.plan_dates import PlanDate, slip_days
from packs.context.delivery import Report
from packs.context.frame import Calendar, moment, plan_date
from packs.context.outcomes import OutcomePage
from packs.context.requirements import VOICES
from programmes.words import Delivery


@dataclass(frozen=True, kw_only=True)
class RatingMove:
    """A voice's rating that differs from the last pack's."""

    programme: str
    voice: str
    was: str | None
    now: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ForecastMove:
    """A forecast that moved; later is positive, None where a date names no day."""

    ref: str
    title: str
    was: str
    now: str
    days: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeliveryMove:
    """A milestone whose delivery status changed."""

    ref: str
    title: str
    was: str | None
    now: str | None


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

    programme: str
    was_received: bool
    is_received: bool


@dataclass(frozen=True, kw_only=True)
class JudgementMove:
    """A voice's judgement on a requirement that differs; met and then not is a regression."""

    ref: str
    title: str
    voice: str
    was: str
    now: str
    is_regression: bool


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything that differs from the pack before; `since` is that pack's month."""

    since: date
    taken_at: datetime | None
    sha256: str
    ratings: tuple[RatingMove, ...]
    forecasts: tuple[ForecastMove, ...]
    deliveries: tuple[DeliveryMove, ...]
    baselines: tuple[BaselineMove, ...]
    returns: tuple[ReturnMove, ...]
    judgements: tuple[JudgementMove, ...]

    @property
    def later(self) -> int:
        """Return how many forecasts moved later."""
        return sum(1 for move in self.forecasts if (move.days or 0) > 0)

    @property
    def earlier(self) -> int:
        """Return how many forecasts moved earlier."""
        return sum(1 for move in self.forecasts if (move.days or 0) < 0)


def changes(
    body: dict[str, Any],
    *,
    reports: tuple[Report, ...],
    outcomes: tuple[OutcomePage, ...],
    calendar: Calendar,
) -> Changes | None:
    """Return what changed since the last pack, or None where this is the first."""
    before = body["previous"]
    if before is None:
        return None
    milestones = [row for programme in body["programmes"] for row in programme["milestones"]]
    forecasts = sorted(
        _forecasts(milestones, before["milestones"], calendar),
        key=lambda move: (-(move.days or 0), move.ref),
    )
    return Changes(
        since=date.fromisoformat(before["month"]),
        taken_at=moment(before["taken_at"]),
        sha256=before["sha256"],
        ratings=tuple(_ratings(reports, before["programmes"])),
        forecasts=tuple(forecasts),
        deliveries=tuple(_deliveries(milestones, before["milestones"])),
        baselines=tuple(_baselines(milestones, before["milestones"])),
        returns=tuple(_returns(reports, before["programmes"])),
        judgements=tuple(_judgements(outcomes, before["judgements"])),
    )


def _ratings(reports: tuple[Report, ...], before: dict[str, Any]) -> Iterator[RatingMove]:
    for report in reports:
        if report.ref not in before:
            continue
        for line in report.ratings:
            if line.was != line.rating:
                yield RatingMove(
                    programme=report.name,
                    voice=line.voice,
                    was=line.was,
                    now=line.rating,
                    reason=line.reason,
                )


def _forecasts(
    rows: list[dict[str, Any]], before: dict[str, Any], calendar: Calendar
) -> Iterator[ForecastMove]:
    for row in rows:
        report, last = row["report"], before.get(row["ref"]) or {}
        if not report or not last.get("forecast"):
            continue
        if not Delivery(report["delivery"]).is_open:
            continue
        was, now = plan_date(last["forecast"]), plan_date(report["forecast"])
        if _spoken(was) != _spoken(now):
            yield ForecastMove(
                ref=row["ref"],
                title=row["title"],
                was=calendar.in_irp(was) or "none",
                now=calendar.in_irp(now) or "none",
                days=slip_days(was, now),
                reason=report["reason"] or report["narrative"],
            )


def _spoken(day: PlanDate) -> object:
    """Return what makes two dates the same: their days, or their words where they have none."""
    return (day.earliest, day.latest) if day.is_dated else day.raw.casefold()


def _deliveries(rows: list[dict[str, Any]], before: dict[str, Any]) -> Iterator[DeliveryMove]:
    for row in rows:
        last = before.get(row["ref"])
        now = row["report"]["delivery"] if row["report"] else None
        if last is not None and last["delivery"] != now:
            yield DeliveryMove(ref=row["ref"], title=row["title"], was=last["delivery"], now=now)


def _baselines(rows: list[dict[str, Any]], before: dict[str, Any]) -> Iterator[BaselineMove]:
    for row in rows:
        last, now = before.get(row["ref"]), row["baseline"]
        if last and now and last["baseline"] is not None and last["baseline"] != now["number"]:
            yield BaselineMove(
                ref=row["ref"],
                title=row["title"],
                was=last["baseline"],
                now=now["number"],
                reason=now["reason"],
            )


def _returns(reports: tuple[Report, ...], before: dict[str, Any]) -> Iterator[ReturnMove]:
    for report in reports:
        was = before.get(report.ref)
        if was is not None and was["received"] != report.is_received:
            yield ReturnMove(
                programme=report.name,
                was_received=was["received"],
                is_received=report.is_received,
            )


def _judgements(
    outcomes: tuple[OutcomePage, ...], before: dict[str, Any]
) -> Iterator[JudgementMove]:
    for line in (line for page in outcomes for line in page.requirements):
        for speaker, said in zip(VOICES, line.voices, strict=True):
            was = before.get(line.ref, {}).get(speaker)
            if said.judgement and was != said.judgement:
                yield JudgementMove(
                    ref=line.ref,
                    title=line.title,
                    voice=said.voice,
                    was=Judgement(was).label if was else "Not assessed",
                    now=said.words,
                    is_regression=was == Judgement.MET,
                )
