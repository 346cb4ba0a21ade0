"""The milestone page: baselines, reports month by month, and every change with its reason."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from irp.fields import plan_date_of
from irp.models import ReportingPeriod
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import UNDATED, Precision, Recurrence, occurrences, recurrence
from programmes.models import Milestone, MilestoneReport
from programmes.presenters.reported import Reported, newest_that_counts, reports_as_of, reports_now
from programmes.presenters.rows import Row, milestone_row
from programmes.presenters.timeline import (
    PAGE,
    Change,
    Entry,
    Leaf,
    changed,
    words_of_date,
)
from programmes.words import Delivery

NEXT = 4  # occurrences shown
LOADED = "Loaded with the plan"  # the name of a command and its file say nothing to readers
PUBLISHED = "As published in the IRP"
AHEAD = timedelta(days=800)
PLAN_FIELDS = {
    "title": "Title",
    "kind": "Kind",
    "note": "Note",
    "workstream": "Workstream",
    "own_sao": "SAO of this row",
    "own_lead_member": "Lead member of this row",
    "retired_on": "Retired on",
}


@dataclass(frozen=True)
class MilestonePage:
    """Everything the page shows, now or as at a day."""

    milestone: Milestone
    row: Row
    baselines: tuple[Any, ...]
    reports: tuple[Reported, ...]  # newest first
    recurrence: Recurrence | None
    occurrences: tuple[date, ...]


def milestones_to_show() -> QuerySet[Milestone]:
    """Return milestones with what their page reads of the plan, in two statements."""
    return Milestone.objects.select_related(
        "programme__sao",
        "programme__rdl",
        "programme__lead_member",
        "workstream",
        "own_sao",
        "own_lead_member",
        "saving",
        "receipt_target",
    ).prefetch_related("baselines")


def milestone_page(
    milestone: Milestone, *, period: ReportingPeriod | None, at: datetime, is_past: bool
) -> MilestonePage:
    """Return the page as things stand, or with `is_past` as history held them at `at`."""
    if is_past:
        reports = reports_as_of(at, milestone_id=milestone.pk)
    else:
        kept = milestone.reports.select_related("period", "reported_by", "ret")
        reports = reports_now(kept)
    baselines = tuple(row for row in milestone.baselines.all() if row.number == 0 or row.at <= at)
    how_often = _recurrence(milestone, baselines)
    return MilestonePage(
        milestone=milestone,
        row=milestone_row(
            milestone, newest_that_counts(reports).get(milestone.pk), period=period, at=at
        ),
        baselines=baselines,
        reports=tuple(reversed(reports)),
        recurrence=how_often,
        occurrences=_occurrences(how_often, baselines, on=london_day(at)),
    )


def _recurrence(milestone: Milestone, baselines: tuple[Any, ...]) -> Recurrence | None:
    if milestone.kind not in {"recurring", "review"} or not baselines:
        return None
    return recurrence(baselines[-1].end.raw) or recurrence(baselines[-1].start.raw)


def _occurrences(
    how_often: Recurrence | None, baselines: tuple[Any, ...], *, on: date
) -> tuple[date, ...]:
    """Return the next due dates, counted from the last day of the start (Rule 10).

    What comes round by months from a start that names a month is due by each month's end.
    """
    start = baselines[-1].start if baselines else UNDATED
    if how_often is None or start.earliest is None or start.latest is None:
        return ()
    if start.precision is Precision.MONTH and how_often.unit != "week":
        firsts = occurrences(how_often, start=start.earliest, until=on + AHEAD)
        every = [day.replace(day=monthrange(day.year, day.month)[1]) for day in firsts]
    else:
        every = occurrences(how_often, start=start.latest, until=on + AHEAD)
    return tuple(due_on for due_on in every if due_on >= on)[:NEXT]


def milestone_timeline(milestone: Milestone, *, until: datetime, page: int, quarters: str) -> Leaf:
    """Return one page of a milestone's timeline up to a moment, in two statements.

    From history: its reports and its own entry in the plan, field by field; and its baselines.
    """
    most = page * PAGE + 2  # one more to compare with, one more to know of a next page
    reports = _history(MilestoneReport.history.filter(milestone_id=milestone.pk), until)
    reports = reports.select_related("period")[:most]
    entries = _history(Milestone.history.filter(id=milestone.pk), until)
    entries = entries.select_related("workstream", "own_sao", "own_lead_member")[:most]
    told = [
        *(_reported(now, was, quarters) for now, was in _with_before(reports)),
        *(_replanned(now, was) for now, was in _with_before(entries)),
        *(
            _baselined(row, quarters)
            for row in milestone.baselines.all()
            if row.number == 0 or row.at <= until
        ),
    ]
    told.sort(key=lambda entry: entry.at, reverse=True)
    return Leaf.cut(page, told[(page - 1) * PAGE : page * PAGE + 1])


def _history(rows: Any, until: datetime) -> Any:
    return rows.filter(history_date__lte=until).order_by("-history_date", "-history_id")


def _with_before(rows: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return each history row with the one before it, newest first; None before the first."""
    return list(pairwise([*rows, None]))


def _entry(row: Any, what: str, changes: Iterable[Change], why: str) -> Entry:
    return Entry(
        at=row.history_date,
        who=row.actor_name,
        post=row.actor_post,
        what=what,
        changes=tuple(changes),
        why=why or "",
    )


def _reported(now: Any, was: Any, quarters: str) -> Entry:
    same_month = was is not None and was.period_id == now.period_id
    before = was if same_month else None
    changes = [
        *changed("Delivery", Delivery(was.delivery).label if was else "", _delivery(now)),
        *changed(
            "Forecast",
            words_of_date(plan_date_of(was, "forecast"), quarters) if was else "",
            words_of_date(plan_date_of(now, "forecast"), quarters),
        ),
        *changed("Completed on", _day(was), _day(now)),
        *changed("What happened", before.narrative if before else "", now.narrative),
    ]
    what = "Report changed" if same_month else "No change reported" if now.no_change else "Reported"
    entry = _entry(now, f"{what}, {now.period.month:%B %Y}", changes, now.reason)
    on = now.happened_on
    # Late is what happened in a month before the one that it is reported for.
    return replace(entry, happened_on=on, late=bool(on and on < now.period.month))


def _delivery(row: Any) -> str:
    return Delivery(row.delivery).label


def _day(row: Any) -> str:
    return printed_day(row.actual_on) if row and row.actual_on else ""


def _replanned(now: Any, was: Any) -> Entry:
    changes = (
        change
        for name, label in PLAN_FIELDS.items()
        if was is not None
        for change in changed(label, _plain(was, name), _plain(now, name))
    )
    if was is None and now.source_document:
        entered = _entry(now, "Entered into the plan", (), PUBLISHED)
        return replace(entered, who=LOADED)
    what = "The plan’s entry was changed" if was else "Entered into the plan"
    return _entry(now, what, changes, now.history_change_reason)


def _plain(row: Any, name: str) -> str:
    value = getattr(row, name)
    return printed_day(value) if isinstance(value, date) else str(value or "")


def _baselined(row: Any, quarters: str) -> Entry:
    days = dict.fromkeys(day for day in (row.start, row.end) if day != UNDATED)
    dates = " to ".join(words_of_date(day, quarters) for day in days)
    published = row.number == 0
    return Entry(
        at=row.at,
        who=LOADED if published else row.by_name,
        post=row.by_post,
        what="Baseline B0 as published" if published else f"Baseline B{row.number}",
        changes=(Change("Dates", "", dates),) if dates else (),
        why=PUBLISHED if published else row.reason,
    )
