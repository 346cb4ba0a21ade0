"""Thirty-two reported months for the benchmarks: all frozen but the last, which is open."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise

from irp.history import act, enact, record, record_all, write_acts
from irp.models import PeriodStep, ReportingPeriod, User
from irp.words import PeriodAct
from packs import snapshot, store
from packs.models import Pack, PlanSnapshot
from packs.words import EditionStatus, Forum, PackState
from programmes.models import Confidence, Milestone, MilestoneReport, Programme, Return, ReturnStep
from programmes.words import Delivery, Rating, ReturnState, Voice

MONTHS = 32
FROZEN, OPEN = date(2026, 9, 1), date(2026, 10, 1)
WORDS = "The work went on as planned; two risks were closed and one was opened. " * 3
PAPER = b"%PDF-1.7 a stand-in for the benchmarks, which draw no pack here\n"


def reported_months() -> list[date]:
    """Return the months that are reported, the open one last."""
    last = OPEN.year * 12 + OPEN.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


def report_months(*, by: User) -> None:
    """Report every milestone of the plan month after month, and freeze each month but the last.

    In the open month the first programme waits for its SAO, the second for the CPMO, the rest
    are drafts. The first month and the newest frozen one keep their snapshot, the months between
    them the first one's again, which no page reads; the newest has a pack.
    """
    body = ""
    for month in reported_months():
        opened = datetime(month.year, month.month, 4, 10, tzinfo=UTC) + timedelta(days=30)
        period = _open(month, by=by, at=opened)
        returns = _returns(period, by=by, at=opened)
        _report(period, returns, by=by, at=opened)
        if month != OPEN:
            frozen = opened + timedelta(days=20)
            if not body or month == FROZEN:
                body = snapshot.body_of(snapshot.read_frozen(period, at=frozen))
            _freeze(period, body, by=by, at=frozen)


def _open(month: date, *, by: User, at: datetime) -> ReportingPeriod:
    names = ("opens_on", "return_due_on", "sign_off_on", "challenge_on", "freeze_on", "issue_on")
    board = (at + timedelta(days=15)).date()
    days = dict.fromkeys(names, at.date()) | {"tib_on": board, "irb_on": board}
    period = record(ReportingPeriod(month=month, opened_at=at, **days), by=by, at=at)
    enact(PeriodStep, by=by, at=at, period=period, what=PeriodAct.OPENED.value)
    return period


def _state(programme: Programme, period: ReportingPeriod) -> ReturnState:
    if period.month != OPEN:
        return ReturnState.ASSURED
    waiting = {1: ReturnState.SUBMITTED, 2: ReturnState.SIGNED}
    return waiting.get(programme.number, ReturnState.DRAFT)


def _returns(period: ReportingPeriod, *, by: User, at: datetime) -> dict[int, Return]:
    """Write every programme's return with its steps and ratings; return them by programme."""
    returns = record_all(
        (
            Return(
                programme=programme,
                period=period,
                state=_state(programme, period).value,
                state_since=at,
                progress=WORDS,
                next_steps=WORDS,
            )
            for programme in Programme.objects.all()
        ),
        by=by,
        at=at,
    )
    path = [state.value for state in ReturnState if state is not ReturnState.NOT_REPORTED]
    steps, ratings = [], []
    for ret in returns:
        columns = {"by": by, "at": at, "ret": ret, "period": period}
        reached = path[: path.index(ret.state) + 1]
        steps += [
            act(ReturnStep, **columns, from_state=before, to_state=after)
            for before, after in pairwise(reached)
        ]
        voices = {ReturnState.SIGNED.value: Voice.SAO, ReturnState.ASSURED.value: Voice.CPMO}
        ratings += [
            act(Confidence, **columns, voice=voices[state].value, rating=Rating.AMBER, reason=WORDS)
            for state in reached
            if state in voices
        ]
    write_acts(steps)
    write_acts(ratings)
    return {ret.programme_id: ret for ret in returns}


def _report(period: ReportingPeriod, returns: dict[int, Return], *, by: User, at: datetime) -> None:
    reports = (
        MilestoneReport(
            milestone=row,
            period=period,
            ret=returns[row.programme_id],
            delivery=Delivery.AMBER.value,
            forecast_raw="Jun 2027",
            forecast_precision="month",
            forecast_earliest=date(2027, 6, 1),
            forecast_latest=date(2027, 6, 30),
            narrative=WORDS,
            reason="Late suppliers",
            reported_by=by,
            reported_at=at,
        )
        for row in Milestone.objects.all()
    )
    record_all(reports, by=by, at=at)


def _freeze(period: ReportingPeriod, body: str, *, by: User, at: datetime) -> None:
    """Freeze the month with its snapshot, and put a pack of the newest one on the shelf."""
    stored = enact(
        PlanSnapshot,
        by=by,
        at=at,
        period=period,
        schema=snapshot.SCHEMA,
        body=body,
        sha256=sha256(body.encode()).hexdigest(),
    )
    enact(PeriodStep, by=by, at=at, period=period, what=PeriodAct.FROZEN.value)
    period.frozen_at = at
    record(period, by=by, at=at)
    if period.month == FROZEN:
        _shelve(stored, by=by, at=at)


def _shelve(snapshot: PlanSnapshot, *, by: User, at: datetime) -> None:
    """Put a pack that nobody has drawn on the shelf."""
    name = sha256(PAPER).hexdigest()
    store.path_of(name).parent.mkdir(parents=True, exist_ok=True)
    store.path_of(name).write_bytes(PAPER)
    Pack.objects.create(
        snapshot=snapshot,
        forum=Forum.IRB,
        number=1,
        standing=EditionStatus.FINAL,
        requested_by=by,
        requested_by_name=by.name,
        requested_at=at,
        state=PackState.READY,
        ready_at=at,
        sha256=name,
        size=len(PAPER),
        pages=1,
    )
