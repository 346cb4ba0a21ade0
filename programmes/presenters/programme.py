"""The programme page: its milestones against their baselines, ratings by voice, signals, counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from irp.models import PlanSettings, ReportingPeriod
from irp.permissions import LONDON
from irp.rules.plan_dates import UNDATED, PlanDate, slip_days
from programmes.models import Confidence, Milestone, MilestoneReport, Programme, Return
from programmes.presenters.reported import (
    Reported,
    reports_as_of,
    reports_now,
    returns_as_of,
)
from programmes.rules import (
    Delivery,
    Rating,
    ReturnState,
    Standing,
    Voice,
    days_late,
    standing,
)
from programmes.rules.signals import Signal
from programmes.watch import signals_among

TREND = 6  # periods
COUNTS_IN = {Voice.SAO: {"signed", "assured"}, Voice.CPMO: {"assured"}}


@dataclass(frozen=True)
class Row:
    """One milestone of the table."""

    ref: str
    title: str
    kind: str
    workstream: str
    erratum: str
    b0: PlanDate
    baseline: PlanDate
    baseline_number: int
    forecast: PlanDate | None
    slip: int | None
    delivery: Delivery | None
    late: int | None
    late_b0: int | None
    standing: Standing
    month: date | None
    no_change: bool
    is_owed: bool  # open, and not reported in the period shown


@dataclass(frozen=True)
class Voiced:
    """What one voice says of the newest period: None is not yet given, or not reported."""

    voice: Voice
    rating: Confidence | None
    awaited: bool


@dataclass(frozen=True)
class Mark:
    """One period's rating: None is awaited, not given to a received return, or not reported."""

    month: date
    rating: str | None
    awaited: bool
    unrated: bool


@dataclass(frozen=True)
class Trend:
    """One voice's rating in each of the last periods, oldest first."""

    voice: Voice
    marks: tuple[Mark, ...]


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
    def counts(self) -> dict[Standing, int]:
        """Return how many milestones stand where; every one stands in one place."""
        return {where: sum(row.standing is where for row in self.rows) for where in Standing}

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
    found = signals_among(
        [report for report in reports if report.period_id in watched],
        ret=page.ret,
        before=returns[1] if len(returns) > 1 else None,
        rating=_rating_of(page.voices, Voice.SAO),
        settings=settings,
        at=at,
    )
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
    newest = {report.milestone_id: report for report in reports}  # oldest first: the last counts
    ret = returns[0] if returns else None
    if ret:
        ret.programme = programme
    on = at.astimezone(LONDON).date()
    milestones = sorted(programme.milestones.all(), key=_place)
    retired = {row.pk: row.ref for row in milestones if row.retired_on and row.retired_on <= on}
    period = ret.period if ret else None
    rows = (
        milestone_row(row, newest.get(row.pk), period=period, at=at)
        for row in milestones
        if row.pk not in retired
    )
    said = _ratings(returns, at=at)
    return ProgrammePage(
        programme=programme,
        ret=ret,
        rows=tuple(rows),
        retired=tuple(retired.values()),
        voices=tuple(_voiced(voice, ret, said, at=at) for voice in Voice) if ret else (),
        trends=tuple(_trend(voice, returns[:TREND], said, at=at) for voice in Voice),
        signals=(),
    )


def _place(row: Milestone) -> tuple[int, int]:
    """Return where a row stands: under its workstream, those without one first."""
    return (row.workstream.number if row.workstream else 0, row.number)


def was_open(period: ReportingPeriod, *, at: datetime) -> bool:
    """Tell whether a period was open at a moment."""
    return bool(
        period.opened_at
        and period.opened_at <= at
        and (period.frozen_at is None or period.frozen_at > at)
    )


def milestone_row(
    milestone: Milestone,
    report: Reported | None,
    *,
    period: ReportingPeriod | None,
    at: datetime,
) -> Row:
    """Return a milestone's row from its newest report; its baselines are prefetched."""
    held_to = [row for row in milestone.baselines.all() if row.number == 0 or row.at <= at]
    b0, baseline = (held_to[0].end, held_to[-1].end) if held_to else (UNDATED, UNDATED)
    delivery = report.delivery if report else None
    late = partial(
        days_late,
        delivery=delivery,
        actual_on=report.actual_on if report else None,
        on=at.astimezone(LONDON).date(),
    )
    still_open = delivery is None or delivery.is_open
    return Row(
        ref=milestone.ref,
        title=milestone.title,
        kind=milestone.kind,
        workstream=milestone.workstream.name if milestone.workstream else "",
        erratum=milestone.erratum,
        b0=b0,
        baseline=baseline,
        baseline_number=held_to[-1].number if held_to else 0,
        forecast=report.forecast if report else None,
        slip=slip_days(baseline, report.forecast) if report and still_open else None,
        delivery=delivery,
        # Rule 10: what is not dated is neither late nor on track.
        late=late(baseline=baseline) if milestone.kind == "dated" else None,
        late_b0=late(baseline=b0) if milestone.kind == "dated" else None,
        standing=standing(kind=milestone.kind, baseline=baseline, delivery=delivery, at=at),
        month=report.month if report else None,
        no_change=bool(report and report.no_change),
        is_owed=bool(period and still_open and (report is None or report.month < period.month)),
    )


def _ratings(returns: Sequence[Return], *, at: datetime) -> dict[tuple[int, Voice], Confidence]:
    """Return the newest rating of each return and voice whose step still stands (Rule 15)."""
    states = {ret.pk: ret.state for ret in returns}
    given = Confidence.objects.filter(ret__in=states, at__lte=at).order_by("at", "pk")
    return {
        (rating.ret_id, Voice(rating.voice)): rating
        for rating in given
        if states[rating.ret_id] in COUNTS_IN[Voice(rating.voice)]
    }


def _voiced(
    voice: Voice, ret: Return, said: dict[tuple[int, Voice], Confidence], *, at: datetime
) -> Voiced:
    rating = said.get((ret.pk, voice))
    return Voiced(voice, rating, awaited=rating is None and was_open(ret.period, at=at))


def _rating_of(voices: Iterable[Voiced], voice: Voice) -> Rating | None:
    return next(
        (Rating(one.rating.rating) for one in voices if one.voice is voice and one.rating), None
    )


def _trend(
    voice: Voice,
    returns: Sequence[Return],
    said: dict[tuple[int, Voice], Confidence],
    *,
    at: datetime,
) -> Trend:
    marks = []
    for ret in reversed(returns):
        rating = said.get((ret.pk, voice))
        marks.append(
            Mark(
                month=ret.period.month,
                rating=rating.rating if rating else None,
                awaited=rating is None and was_open(ret.period, at=at),
                # What was received and not assured is no missing return.
                unrated=rating is None and ReturnState(ret.state).is_received,
            )
        )
    return Trend(voice, tuple(marks))


def by_workstream(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows under the workstreams they stand in, those without one first."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.workstream)]
