"""Milestones of the whole plan: slim for choosing among them, whole for those that are shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irp.models import Post
from irp.readings import Source, periods, shown_period
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date
from programmes.facts import MilestoneFacts, Position
from programmes.models import Baseline, Milestone, Programme, Return
from programmes.readings.frames import frame
from programmes.readings.milestones import assembled
from programmes.readings.positions import positions
from programmes.readings.reported import RECENT
from programmes.rules.withheld import Reader, is_withheld, milestone_seen
from programmes.words import ReturnState

A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ListedProgramme:
    """A programme as far as a list of milestones says of it."""

    ref: str
    name: str
    sao: str
    aim: int  # its key


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Every milestone in force, in the plan's order, with its programme and the month shown.

    `withheld` are the programmes of which that month is kept from the reader until it is signed.
    """

    positions: tuple[Position, ...]
    programmes: dict[str, ListedProgramme]  # by reference, in the plan's order
    month: date | None
    withheld: frozenset[str]  # references

    def told(self, programme: str) -> date | None:
        """Return the month that the reader may be told of a programme (Rule 15)."""
        return None if programme in self.withheld else self.month

    def owner(self, row: Position) -> str:
        """Return the title of the SAO who answers for a row: its own, else its programme's."""
        return row.own_sao or self.programmes[row.programme].sao


def listed(source: Source, *, on: date, reader: Reader) -> Listed:
    """Return what a list of milestones is chosen from, in eight statements; as at a day in nine.

    None grows with the plan.
    """
    titles = {post.id: post.title for post in source.rows(Post)}
    rows = sorted(source.rows(Programme), key=lambda row: row.number)
    refs = {row.id: row.ref for row in rows}
    places = {row.ref: place for place, row in enumerate(rows)}
    found = positions(
        source,
        on=on,
        programmes=refs,
        posts=titles,
        reader=reader,
    )
    known = periods(source)
    period = shown_period(known.values())
    shown = next((key for key, listed_period in known.items() if listed_period is period), None)
    found.sort(key=lambda row: (places[row.programme], row.ref))
    return Listed(
        positions=tuple(found),
        programmes={
            row.ref: ListedProgramme(
                ref=row.ref, name=row.name, sao=titles[row.sao_id], aim=row.aim_id
            )
            for row in rows
        },
        month=period.month if period else None,
        withheld=frozenset(
            refs[programme]
            for programme, state in source.columns(Return, "programme_id", "state", period_id=shown)
            if is_withheld(ReturnState(state), programme=refs[programme], reader=reader)
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Dates:
    """A milestone's title and its dates in the plan, as far as a chart of many draws it."""

    title: str
    start: PlanDate  # of the current baseline
    b0: PlanDate
    baseline: PlanDate


def milestone_dates(source: Source, rows: Sequence[Position]) -> dict[str, Dates]:
    """Return the titles and dates of some milestones by reference, in two statements."""
    titles = source.columns(Milestone, "id", "ref", "title", ref__in=[row.ref for row in rows])
    baselines = defaultdict(list)
    for row in source.acts(Baseline, milestone_id__in=[key for key, _, _ in titles]):
        baselines[row.milestone_id].append(row)
    found = {}
    for key, ref, title in titles:
        own = sorted(baselines[key], key=lambda row: row.number)
        ends = [deciding_date(row.start, row.end) for row in own] or [UNDATED]
        start = own[-1].start if own else UNDATED
        found[ref] = Dates(title=title, start=start, b0=ends[0], baseline=ends[-1])
    return found


def whole_milestones(
    source: Source, rows: Sequence[Position], *, reader: Reader
) -> list[MilestoneFacts]:
    """Return some milestones as a person may read them, in their order.

    In eight statements after `listed`.
    """
    refs = [row.ref for row in rows]
    known = frame(source, source.rows(Programme))
    facts, _ = assembled(source, source.rows(Milestone, ref__in=refs), known, months=RECENT)
    of = {milestone.ref: milestone_seen(milestone, reader) for milestone in facts}
    return [of[ref] for ref in refs]
