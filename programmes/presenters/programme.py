"""The programme page: its milestones against their baselines, ratings by voice, signals, counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from irp.models import PlanSettings
from irp.rules.calendar import london_day
from programmes.figures.ratings import RatingLine
from programmes.models import Milestone, MilestoneReport, Programme, Return
from programmes.presenters.acts import keep
from programmes.presenters.reported import (
    Reported,
    newest_that_counts,
    reports_as_of,
    reports_now,
    returns_as_of,
)
from programmes.presenters.rows import Row, milestone_row
from programmes.presenters.voices import (
    Trend,
    Voiced,
    rating_of,
    ratings_standing,
    trends_of,
    voices_of,
)
from programmes.readings.watch import signals_of
from programmes.rules.signals import Signal
from programmes.words import MilestoneStatus, Rating, Voice

TREND = 6  # periods


@dataclass(frozen=True)
class ProgrammePage:
    """Everything the page shows, now or as at a day."""

    programme: Programme
    ret: Return | None
    rows: tuple[Row, ...]
    retired: tuple[str, ...]
    voices: tuple[Voiced, ...]
    trends: tuple[Trend, ...]
    signals: tuple[Signal, ...]

    @property
    def counts(self) -> dict[MilestoneStatus, int]:
        """Return how many milestones stand where; every one stands in one place."""
        return {where: sum(row.standing is where for row in self.rows) for where in MilestoneStatus}

    @property
    def ratings(self) -> tuple[RatingLine, ...]:
        """Return what each voice says of the month."""
        return tuple(
            RatingLine(
                voice=said.voice,
                rating=Rating(said.rating.rating) if said.rating else None,
                silence=said.silence,
                month=self.ret.period.month if self.ret else date.min,
                reason=said.rating.reason if said.rating else "",
                by_name=said.rating.by_name if said.rating else "",
                by_post=said.rating.by_post if said.rating else "",
                at=said.rating.at if said.rating else None,
            )
            for said in self.voices
        )

    @property
    def owed(self) -> int:
        """Return how many open milestones the newest period has no report of."""
        return sum(row.is_owed for row in self.rows)

    @property
    def rebaselined(self) -> int:
        """Return how many milestones are held to a later baseline than B0 (Rule 9)."""
        return sum(row.baseline_number > 0 for row in self.rows)

    def row(self, ref: str) -> Row | None:
        """Return one milestone's row."""
        return next((row for row in self.rows if row.ref == ref), None)


def programmes_to_show() -> QuerySet[Programme]:
    """Return programmes with what their page reads of the plan, in four statements."""
    rows = Milestone.objects.select_related("workstream", "own_sao").with_latest_report()
    return Programme.objects.select_related("aim", "sao", "rdl", "lead_member").prefetch_related(
        Prefetch("milestones", rows), "milestones__baselines", "notes__workstream"
    )


def page_now(programme: Programme, *, settings: PlanSettings, at: datetime) -> ProgrammePage:
    """Return the page as things stand."""
    returns = list(
        Return.objects.filter(programme=programme, period__opened_at__isnull=False)
        .select_related("period")
        .order_by("-period__month")[: max(TREND, settings.periods_watched) + 1]
    )
    watched = [ret.period_id for ret in returns[: settings.periods_watched + 1]]
    milestones = {row.pk: row for row in programme.milestones.all()}
    latest = [row.latest_report_id for row in milestones.values() if row.latest_report_id]
    reports = list(
        MilestoneReport.objects.filter(milestone__in=milestones)
        .filter(Q(pk__in=latest) | Q(period__in=watched))
        .select_related("period", "reported_by", "ret")
    )
    for report in reports:
        report.milestone = milestones[report.milestone_id]
    page = _page(programme, returns, reports_now(reports), at=at)
    if page.ret is None:
        return page
    this = [report for report in reports if report.ret_id == page.ret.pk]
    keep(page.ret, "reports", this)  # who prepared it is not read again
    rating = rating_of(page.voices, Voice.SAO)
    found = signals_of(page.ret, rating=rating, settings=settings, at=at)
    return ProgrammePage(**{**vars(page), "signals": tuple(found)})


def page_as_at(programme: Programme, *, moment: datetime) -> ProgrammePage:
    """Return the page as the record stood at a moment, by its history tables.

    Baselines approved later are left out; B0 is as published. Signals are not worked out again.
    """
    returns = returns_as_of(moment, programme_id=programme.pk, most=TREND)
    keys = [row.pk for row in programme.milestones.all()]
    reports = reports_as_of(moment, milestone_id__in=keys)
    return _page(programme, returns, reports, at=moment)


def _page(
    programme: Programme, returns: Sequence[Return], reports: Iterable[Reported], *, at: datetime
) -> ProgrammePage:
    newest = newest_that_counts(reports)
    ret = returns[0] if returns else None
    if ret:
        ret.programme = programme
    on = london_day(at)
    milestones = sorted(programme.milestones.all(), key=_place)
    retired = {row.pk: row.ref for row in milestones if not row.is_in_force(on=on)}
    period = ret.period if ret else None
    rows = (
        milestone_row(row, newest.get(row.pk), period=period, at=at)
        for row in milestones
        if row.pk not in retired
    )
    said = ratings_standing(returns, at=at)
    return ProgrammePage(
        programme=programme,
        ret=ret,
        rows=tuple(rows),
        retired=tuple(retired.values()),
        voices=voices_of(ret, said, at=at) if ret else (),
        trends=trends_of(returns[:TREND], said, at=at),
        signals=(),
    )


def _place(row: Milestone) -> tuple[int, int]:
    """Return where a row stands: under its workstream, those without one first."""
    return (row.workstream.number if row.workstream else 0, row.number)
