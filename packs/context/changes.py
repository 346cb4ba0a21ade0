"""Changes since the last pack, computed from the two snapshots and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from assurance.words import Judgement
from irp.rules.plan_dates import PlanDate, slip_days
from packs.context.delivery import HighlightReport
from packs.context.frame import Calendar
from packs.context.outcomes import OutcomePage
from packs.context.requirements import VOICES
from packs.context.returns import counted_ratings
from packs.facts import KeyFacts, PlanFacts, StoodAt
from programmes.facts import MilestoneFacts


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
    plan: PlanFacts,
    before: KeyFacts,
    *,
    reports: tuple[HighlightReport, ...],
    outcomes: tuple[OutcomePage, ...],
    calendar: Calendar,
) -> Changes:
    """Return what changed since the pack before."""
    milestones = [row for programme in plan.programmes for row in programme.milestones]
    forecasts = sorted(
        _forecasts(milestones, before, calendar), key=lambda move: (-(move.days or 0), move.ref)
    )
    return Changes(
        since=before.month,
        taken_at=before.taken_at,
        sha256=before.sha256,
        ratings=tuple(_ratings(reports, before)),
        forecasts=tuple(forecasts),
        deliveries=tuple(_deliveries(milestones, before)),
        baselines=tuple(_baselines(milestones, before)),
        returns=tuple(_returns(reports, before)),
        judgements=tuple(_judgements(outcomes, before)),
    )


def _ratings(reports: tuple[HighlightReport, ...], before: KeyFacts) -> Iterator[RatingMove]:
    for report in reports:
        if report.ref not in before.received:
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
    rows: list[MilestoneFacts], before: KeyFacts, calendar: Calendar
) -> Iterator[ForecastMove]:
    for row in rows:
        report = row.reports[0] if row.reports else None
        last = before.milestones.get(row.ref)
        was = last.forecast if last else None
        if report is None or was is None or not report.delivery.is_open:
            continue
        if _spoken(was) != _spoken(report.forecast):
            yield ForecastMove(
                ref=row.ref,
                title=row.title,
                was=calendar.in_irp(was) or "none",
                now=calendar.in_irp(report.forecast) or "none",
                days=slip_days(was, report.forecast),
                reason=report.reason or report.narrative,
            )


def _spoken(day: PlanDate) -> object:
    """Return what makes two dates the same: their days, or their words where they have none."""
    return (day.earliest, day.latest) if day.is_dated else day.raw.casefold()


def _deliveries(rows: list[MilestoneFacts], before: KeyFacts) -> Iterator[DeliveryMove]:
    for row in rows:
        last = before.milestones.get(row.ref)
        now = row.reports[0].delivery if row.reports else None
        if last is not None and last.delivery != now:
            yield DeliveryMove(ref=row.ref, title=row.title, was=last.delivery, now=now)


def _baselines(rows: list[MilestoneFacts], before: KeyFacts) -> Iterator[BaselineMove]:
    for row in rows:
        last = before.milestones.get(row.ref)
        was = last.baseline_number if last else None
        if was is not None and row.baselines and row.baselines[-1].number != was:
            now = row.baselines[-1]
            yield BaselineMove(
                ref=row.ref, title=row.title, was=was, now=now.number, reason=now.reason
            )


def _returns(reports: tuple[HighlightReport, ...], before: KeyFacts) -> Iterator[ReturnMove]:
    for report in reports:
        was = before.received.get(report.ref)
        if was is not None and was != report.is_received:
            yield ReturnMove(
                programme=report.name, was_received=was, is_received=report.is_received
            )


def _judgements(outcomes: tuple[OutcomePage, ...], before: KeyFacts) -> Iterator[JudgementMove]:
    for line in (line for page in outcomes for line in page.requirements):
        for speaker, said in zip(VOICES, line.voices, strict=True):
            was = before.judgements.get(line.ref, {}).get(speaker)
            if said.judgement and was != said.judgement:
                yield JudgementMove(
                    ref=line.ref,
                    title=line.title,
                    voice=said.voice,
                    was=was.label if was else "Not assessed",
                    now=said.words,
                    is_regression=was is Judgement.MET,
                )


def key_facts(plan: PlanFacts, *, sha256: str) -> KeyFacts:
    """Return what the next pack compares with, of a snapshot by its hash."""
    returns = [(row.ref, row.ret) for row in plan.programmes]
    milestones = [row for programme in plan.programmes for row in programme.milestones]
    requirements = [row for outcome in plan.outcomes for row in outcome.requirements]
    return KeyFacts(
        month=plan.period.month,
        taken_at=plan.taken_at,
        sha256=sha256,
        received={ref: ret is not None and ret.state.is_received for ref, ret in returns},
        ratings={
            ref: {voice: one.rating for voice, one in counted_ratings(ret).items()} if ret else {}
            for ref, ret in returns
        },
        milestones={row.ref: _stood(row) for row in milestones},
        judgements={
            row.ref: {one.speaker: one.judgement for one in row.assessments} for row in requirements
        },
    )


def _stood(row: MilestoneFacts) -> StoodAt:
    report = row.reports[0] if row.reports else None
    return StoodAt(
        delivery=report.delivery if report else None,
        forecast=report.forecast if report else None,
        baseline_number=row.baselines[-1].number if row.baselines else None,
    )
