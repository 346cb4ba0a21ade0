"""Acts on reporting periods: opened with their deadlines, locked while they are written to."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from irp.actions.refusals import NotOpen, Refused
from irp.history import enact, record
from irp.holidays import england_holidays
from irp.models import PeriodStep, PlanSettings, ReportingPeriod, User
from irp.permissions import require
from irp.readings import plan_settings
from irp.rules.calendar import (
    PeriodDeadlines,
    PeriodOffsets,
    london_day,
    month_start,
    period_deadlines,
    published_deadlines,
)
from irp.rules.openings import moving_oddities, opening_faults, opening_oddities
from irp.words import PeriodAct


def open_period(
    month: date, *, tib_on: date, irb_on: date, by: User, at: datetime
) -> ReportingPeriod:
    """Open the reporting period of a month, its deadlines worked back from the TIB (Rule 14).

    Refused while another period is open, and for a month not later than the last one.
    """
    require(by, "irp.run_cycle", at=at)
    with transaction.atomic():
        lock_periods()
        days = planned_deadlines(month, tib_on=tib_on, irb_on=irb_on)
        period = ReportingPeriod(
            month=month_start(month),
            opens_on=days.opens_on,
            return_due_on=days.return_due_on,
            sign_off_on=days.sign_off_on,
            challenge_on=days.challenge_on,
            freeze_on=days.freeze_on,
            issue_on=days.issue_on,
            tib_on=tib_on,
            irb_on=irb_on,
            opened_at=at,
        )
        record(period, by=by, at=at, reason="Period opened")
        enact(PeriodStep, by=by, at=at, period=period, what=PeriodAct.OPENED.value)
    return period


def planned_deadlines(month: date, *, tib_on: date, irb_on: date) -> PeriodDeadlines:
    """Return the deadlines that a month's period would be opened with (Rule 14).

    Raises `Refused` with every reason why it cannot be opened.
    """
    refusals = _open_refusals(month)
    offsets = period_offsets(plan_settings())
    try:
        days = period_deadlines(board_on=tib_on, offsets=offsets, holidays=england_holidays())
    except ValueError as error:
        raise Refused(*refusals, f"{error}.") from error
    refusals += opening_faults(month, days=days, irb_on=irb_on)
    if refusals:
        raise Refused(*refusals)
    return days


def _open_refusals(month: date) -> list[str]:
    refusals = []
    still_open = ReportingPeriod.objects.open().first()
    if still_open:
        refusals.append(f"{still_open} is still open. Freeze it first.")
    latest = _latest()
    if latest and latest.month >= month_start(month) and latest != still_open:
        refusals.append(f"Enter a month after {latest}, the last one opened.")
    return refusals


def unusual_opening(month: date, days: PeriodDeadlines, *, irb_on: date, at: datetime) -> list[str]:
    """Return what is unusual about opening a month with these deadlines: for a person to confirm.

    Nothing of it is refused: councils do meet on odd days, and months are skipped (Rule 14).
    """
    latest = _latest()
    return opening_oddities(
        month,
        days=days,
        irb_on=irb_on,
        last=latest.month if latest else None,
        holidays=england_holidays(),
        on=london_day(at),
    )


def moved_deadlines(period: Any, *, tib_on: date, irb_on: date) -> PeriodDeadlines:
    """Return the deadlines that an open period would have with its boards on these days (Rule 14).

    The opening stays: it has been. Where the TIB keeps its day no deadline moves. Raises `Refused`
    with every reason why it cannot be.
    """
    before = published_deadlines(period)
    if tib_on == period.tib_on:
        days = before
    else:
        offsets, holidays = period_offsets(plan_settings()), england_holidays()
        try:
            worked = period_deadlines(board_on=tib_on, offsets=offsets, holidays=holidays)
            days = replace(worked, opens_on=before.opens_on)
        except ValueError as error:
            raise Refused(f"{error}. Enter a later day for the TIB.") from error
    if faults := opening_faults(period.month, days=days, irb_on=irb_on):
        raise Refused(*faults)
    return days


def unusual_move(period: Any, days: PeriodDeadlines, *, irb_on: date, at: datetime) -> list[str]:
    """Return what is unusual about moving to these deadlines: for a person to confirm (Rule 14)."""
    return moving_oddities(
        before=published_deadlines(period),
        after=days,
        irb_on=irb_on,
        holidays=england_holidays(),
        on=london_day(at),
    )


def move_boards(
    period: ReportingPeriod, *, tib_on: date, irb_on: date, reason: str, by: User, at: datetime
) -> ReportingPeriod:
    """Publish the deadlines of an open period anew, for boards that meet on other days (Rule 14).

    Within an act that holds the table of periods. The earlier days stay in the period's history.
    """
    require(by, "irp.run_cycle", at=at)
    days = moved_deadlines(period, tib_on=tib_on, irb_on=irb_on)
    for name in ("return_due_on", "sign_off_on", "challenge_on", "freeze_on", "issue_on"):
        setattr(period, name, getattr(days, name))
    period.tib_on, period.irb_on = tib_on, irb_on
    record(period, by=by, at=at, reason=reason)
    what = PeriodAct.DATES_CHANGED.value
    enact(PeriodStep, by=by, at=at, period=period, what=what, reason=reason)
    return period


def _latest() -> ReportingPeriod | None:
    return ReportingPeriod.objects.order_by("-month").first()


def period_offsets(settings: PlanSettings) -> PeriodOffsets:
    """Return the agreed working days before the board from the plan's settings."""
    return PeriodOffsets(
        opens=settings.opens_days,
        return_due=settings.return_due_days,
        sign_off=settings.sign_off_days,
        challenge=settings.challenge_days,
        freeze=settings.freeze_days,
        issue=settings.issue_days,
    )


def lock_periods() -> None:
    """Hold the table of periods alone until the transaction ends (DESIGN 3).

    On SQLite the transaction is IMMEDIATE and holds the whole database already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE irp_reportingperiod IN EXCLUSIVE MODE")


def lock_open_period() -> ReportingPeriod:
    """Return the open period with its row locked: the first thing a monthly act does.

    Raises `NotOpen` with the newest period where none is open.
    """
    period = ReportingPeriod.objects.open().select_for_update(no_key=True).first()
    if period is None:
        raise NotOpen("No reporting period is open. CPMO opens the next one.", _latest())
    return period


def hold_the_month(*, at: datetime) -> ReportingPeriod | None:
    """Return the open period with its row locked, None where none is open.

    For what may be done in either case: it lands wholly before a freeze or after it. `at` is its
    moment; `Refused` where a freeze has overtaken it.
    """
    if period := ReportingPeriod.objects.open().select_for_update(no_key=True).first():
        return period
    last = _latest()
    if last and last.frozen_at and last.frozen_at >= at:
        raise Refused(f"{last} was frozen at this moment. Save again: it counts from the next one.")
    return None
