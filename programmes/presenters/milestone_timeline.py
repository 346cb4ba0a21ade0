"""The history of a milestone: reports, occurrences, dates and plan entry, with their reasons."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain, groupby, pairwise
from typing import Any

from django.db.models import Model

from irp.addresses import address
from irp.fields import label_of, words_in
from irp.plan_date_columns import plan_date_of
from irp.presenters import Change, Entry, act_entry, changed
from irp.readings.versions import row_versions
from irp.rules.date_spans import printed_day, printed_month
from irp.rules.plan_dates import UNDATED
from programmes.figures.change_words import cited_as
from programmes.models import (
    Baseline,
    CompletionAct,
    Descent,
    Milestone,
    MilestoneReport,
    Occurrence,
    OpeningRow,
    RowLead,
)
from programmes.presenters.timeline import PAGE, Leaf
from programmes.presenters.timeline_entries import words_of_date
from programmes.readings.changes import acts_of, descents_of
from programmes.readings.told import acts_told, reports_told
from programmes.rules.completion import COMPLETION
from programmes.rules.delivery import is_told_late
from programmes.rules.withheld import Reader

LOADED = "Loaded with the plan"  # the name of a command and its file say nothing to readers
PUBLISHED = "As published in the IRP"
PLAN_COLUMNS = (
    "programme",
    "title",
    "kind",
    "note",
    "first_on",
    "workstream",
    "own_sao",
    "own_lead_member",
    "retired_on",
)


def milestone_timeline(
    milestone: Milestone, *, until: datetime, page: int, quarters: str, reader: Reader
) -> Leaf:
    """Return one page of a milestone's timeline up to a moment, in nine statements.

    From history: its reports as far as the person may read them (Rule 15), who was named to lead
    it, and its own entry in the plan, field by field; its baselines, what was taken over of it,
    what it came from and what took its place.
    """
    most = page * PAGE + 2  # one more to compare with, one more to know of a next page
    every = row_versions(MilestoneReport, until=until, milestone_id=milestone.pk)
    told = reports_told(every, reader, programme=milestone.programme.ref, until=until)
    reports = told.select_related("period")[:most]
    turns = row_versions(Occurrence, until=until, milestone_id=milestone.pk)
    occurrences = reports_told(turns, reader, programme=milestone.programme.ref, until=until)
    done = acts_of(milestone, CompletionAct, until=until)
    entries = row_versions(Milestone, until=until, id=milestone.pk)
    entries = entries.select_related("programme", "workstream", "own_sao", "own_lead_member")[:most]
    baselines = acts_of(milestone, Baseline, until=until)
    leads = row_versions(RowLead, until=until, milestone_id=milestone.pk)[:most]
    taken = acts_of(milestone, OpeningRow, until=until)
    entries_told = [
        *(_reported(now, was, quarters) for now, was in _with_before(reports)),
        *map(_concluded, acts_told(done, reader, programme=milestone.programme.ref, until=until)),
        *map(_occurred, occurrences.select_related("period")[:most]),
        *(_replanned(now, was) for now, was in _with_before(entries)),
        *(_entry(row, row.history_change_reason, (), "") for row in leads),
        *(_baselined(row, quarters) for row in baselines),
        *(_taken_over(row, quarters) for row in taken.select_related("takeover")),
        *_descended(milestone, descents_of(milestone, until=until)),
    ]
    entries_told.sort(key=lambda entry: entry.at, reverse=True)
    return Leaf.cut(page, entries_told[(page - 1) * PAGE : page * PAGE + 1])


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
    changes = [
        *_changed(MilestoneReport, "delivery", was, now),
        *changed(
            label_of(MilestoneReport, "forecast"),
            words_of_date(plan_date_of(was, "forecast"), quarters) if was else "",
            words_of_date(plan_date_of(now, "forecast"), quarters),
        ),
        *_changed(MilestoneReport, "actual_on", was, now),
        *chain.from_iterable(_changed(MilestoneReport, name, was, now) for name in COMPLETION),
        *_changed(MilestoneReport, "narrative", was if same_month else None, now),
    ]
    what = "Report changed" if same_month else "No change reported" if now.no_change else "Reported"
    entry = _entry(now, f"{what}, {printed_month(now.period.month)}", changes, now.reason)
    late = is_told_late(now.happened_on, month=now.period.month)
    return replace(entry, happened_on=now.happened_on, late=late)


def _concluded(act: CompletionAct) -> Entry:
    day = printed_day(act.actual_on)
    return act_entry(
        act,
        what=f"Completion of {day}: {act.get_what_display().lower()}",
        why=act.reason,
    )


def _occurred(now: Any) -> Entry:
    names = ("turn", "done_on")
    told = chain.from_iterable(_changed(Occurrence, name, None, now) for name in names)
    what = f"Occurrence due {printed_day(now.due_on)}, {printed_month(now.period.month)}"
    return replace(_entry(now, what, told, now.reason), happened_on=now.happened_on)


def _changed(model: type[Model], name: str, was: Any, now: Any) -> tuple[Change, ...]:
    """Return the change of a column between two history rows, if it is one."""
    before = words_in(model, name, getattr(was, name)) if was else ""
    return changed(label_of(model, name), before, words_in(model, name, getattr(now, name)))


def _replanned(now: Any, was: Any) -> Entry:
    changes = (
        change
        for name in PLAN_COLUMNS
        if was is not None
        for change in _changed(Milestone, name, was, now)
    )
    if was is None and now.source_document:
        entered = _entry(now, "Entered into the plan", (), PUBLISHED)
        return replace(entered, who=LOADED)
    what = "The plan’s entry was changed" if was else "Entered into the plan"
    return _entry(now, what, changes, now.history_change_reason)


def _baselined(row: Any, quarters: str) -> Entry:
    days = dict.fromkeys(day for day in (row.start, row.end) if day != UNDATED)
    dates = " to ".join(words_of_date(day, quarters) for day in days)
    # Original dates that the council set itself came with a change request or an edition.
    published = row.number == 0 and row.change_id is None and row.edition_id is None
    cited = cited_as(row.decided_by, row.decided_on, row.minute)
    return Entry(
        at=row.at,
        who=LOADED if published else row.by_name,
        post=row.by_post,
        what="Baseline B0 as published" if published else f"Baseline B{row.number}",
        changes=(Change("Dates", "", dates),) if dates else (),
        why=PUBLISHED if published else ". ".join(filter(None, (cited, row.reason))),
    )


def _taken_over(row: OpeningRow, quarters: str) -> Entry:
    """Return what an earlier tracker said of a milestone (Rule 18c)."""
    changes = [
        *_changed(OpeningRow, "delivery", None, row),
        *changed(label_of(OpeningRow, "forecast"), "", words_of_date(row.forecast, quarters)),
        *_changed(OpeningRow, "actual_on", None, row),
    ]
    return act_entry(
        row,
        what=f"Taken over from an earlier tracker: {row.takeover.tracker}",
        changes=tuple(changes),
        why=row.said,
        happened_on=row.takeover.position_on,
    )


def _descended(milestone: Milestone, rows: Iterable[Descent]) -> Iterable[Entry]:
    """Yield what a milestone came from, and what took its place, each by one act (Rule 18a)."""
    for (at, is_parent), some in groupby(
        rows, key=lambda row: (row.at, row.parent_id == milestone.pk)
    ):
        acts = list(some)
        kin = [act.child if is_parent else act.parent for act in acts]
        names = " and ".join(filter(None, (", ".join(row.ref for row in kin[:-1]), kin[-1].ref)))
        by = acts[0]
        links = [
            (f"{row.ref} {row.title}", address("programmes:milestone", row.ref)) for row in kin
        ]
        if by.request:
            ref = by.request.ref
            links.append((f"Change request {ref}", address("programmes:change", ref)))
        if by.edition:
            links.append((str(by.edition), address("programmes:edition", by.edition.number)))
        yield Entry(
            at=at,
            who=by.by_name,
            post=by.by_post,
            what=f"{names} took its place" if is_parent else f"It came from {names}",
            links=tuple(links),
        )
