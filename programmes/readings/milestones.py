"""Milestones with their baselines and what months have reported of them, as facts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.facts import PeriodFacts
from irp.readings import Now, Source
from irp.rules.calendar import london_day
from programmes.facts import MilestoneFacts
from programmes.models import Milestone, Programme
from programmes.readings.completions import completions
from programmes.readings.frames import Frame, frame
from programmes.readings.occurrences import recurring_facts
from programmes.readings.owners import leads_in_force
from programmes.readings.reports import Reports, reports_of
from programmes.readings.row_details import leads_and_occurrences, row_acts


@dataclass(frozen=True, kw_only=True)
class MilestoneReading:
    """One milestone with the rows that its own page prints the plan's entry from."""

    facts: MilestoneFacts
    row: Any
    programme: Any
    posts: dict[int, str]  # titles
    periods: dict[int, PeriodFacts]


def milestone_reading(
    source: Source, ref: str, *, row: Milestone | None = None
) -> MilestoneReading | None:
    """Return one milestone with every month's report, or None where there is no such row.

    In eleven statements; in two less with its `row` as it is now, read with its programme. As at a
    moment before it was entered there is none.
    """
    if row:
        return _reading(source, row, row.programme)
    rows = source.rows(Milestone, ref=ref)
    if not rows:
        return None
    (programme,) = source.rows(Programme, id=rows[0].programme_id)
    return _reading(source, rows[0], programme)


def _reading(source: Source, row: Any, programme: Any) -> MilestoneReading:
    known = frame(source, [programme], programme_id=programme.id)
    (facts,), _ = assembled(source, [row], known, every_report=True)
    return MilestoneReading(
        facts=facts, row=row, programme=programme, posts=known.posts, periods=known.periods
    )


def milestone_facts(source: Source, ref: str) -> MilestoneFacts | None:
    """Return the facts of `milestone_reading`."""
    found = milestone_reading(source, ref)
    return found.facts if found else None


def whole_milestone(source: Now, row: Milestone) -> MilestoneFacts:
    """Return the facts of a milestone as it is now from its row, read with its programme."""
    return _reading(source, row, row.programme).facts


def assembled(
    source: Source,
    rows: list[Any],
    known: Frame,
    *,
    months: int = 0,
    also: Collection[date] = (),
    every_report: bool = False,
    with_leads: bool = True,
) -> tuple[list[MilestoneFacts], Reports]:
    """Return the facts of milestone rows, by workstream and number, and their reports.

    In three to five statements, and mostly one more for people as at a past moment. Their reports
    are the newest signed one and those of the newest `months` months and of the months in `also`,
    or all. Without leads none is told of any row.
    """
    keys = [row.id for row in rows]
    acts = row_acts(source, keys)
    namings, told = leads_and_occurrences(source, keys)
    named = leads_in_force(namings, known.posts, on=london_day(source.at)) if with_leads else {}
    asked = None if every_report else {*known.opened[:months], *known.of_months(also)}
    reports = reports_of(source, keys, known, periods=asked)
    streams = {row.id: known.streams.get(row.workstream_id, (0, 0, None)) for row in rows}
    recurring = recurring_facts(source, rows, returns=known.returns, names=reports.names, read=told)
    confirmed = completions(acts.completions, months=known.months, returns=known.returns)
    facts = [
        _milestone(
            row,
            known,
            workstream=streams[row.id][2],
            baselines=tuple(acts.baselines.get(row.id, ())),
            opening=acts.openings.get(row.id),
            reports=tuple(reports.of_milestone[row.id]),
            leads=named.get(row.id, ()),
            recurring=recurring.get(row.id),
            completions=confirmed.get(row.id, ()),
        )
        for row in sorted(rows, key=lambda row: (streams[row.id][1], row.number))
    ]
    return facts, reports


def _milestone(row: Any, known: Frame, **parts: Any) -> MilestoneFacts:
    """Return the facts of a row, given its workstream, baselines and reports."""
    return MilestoneFacts(
        ref=row.ref,
        programme=known.programmes[row.programme_id],
        number=row.number,
        title=row.title,
        kind=row.kind,
        note=row.note,
        erratum=row.erratum,
        own_sao=known.posts.get(row.own_sao_id),
        own_lead_member=known.posts.get(row.own_lead_member_id),
        retired_on=row.retired_on,
        **parts,
    )
