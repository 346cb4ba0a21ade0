"""A return's milestones and words beside last month's, and the facts beside its rating."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from irp.fields import label_of
from irp.models import PlanSettings
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.financial_years import financial_year
from irp.rules.measuring import Measured
from programmes.facts import MilestoneFacts, ReportFacts
from programmes.facts.occurrences import DueKey
from programmes.facts.takeover import OpeningFacts
from programmes.figures.beside import FactsBeside, MonthBeside, facts_beside, what_changed
from programmes.figures.milestones import MilestoneLine, count_reported, milestone_line
from programmes.figures.money_beside import MoneyBeside, money_beside
from programmes.figures.occurrences import OccurrenceLine, recurring_line, recurring_row
from programmes.figures.watch import around_programme
from programmes.models import Milestone, Return
from programmes.readings.dependencies import network
from programmes.readings.frames import ReturnFrame as Before
from programmes.readings.programme_savings import beside_read
from programmes.readings.returned import Returned, returned
from programmes.rules.occurrences import is_due_in, measured_for
from programmes.rules.returns import typed_by_cpmo
from programmes.rules.withheld import Reader
from programmes.words import TEXTS, Rating


@dataclass(frozen=True, kw_only=True)
class ReturnRow:
    """One milestone of a return: its line, the month's report, and what that changed."""

    line: MilestoneLine
    report: ReportFacts | None  # None where the month has none
    opening: OpeningFacts | None  # what the row rested on before its first report here (Rule 18c)
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnText:
    """One of the texts of a return, and what it said last time."""

    label: str
    now: str
    before: str

    @property
    def is_same(self) -> bool:
        """Tell whether the words are last time's."""
        return bool(self.now.strip()) and self.now.split() == self.before.split()


@dataclass(frozen=True, kw_only=True)
class ReturnRows:
    """Every row of a return, the late first; `closed` were completed or descoped before it."""

    rows: tuple[ReturnRow, ...]
    closed: tuple[MilestoneLine, ...]
    texts: tuple[ReturnText, ...]
    month_before: date | None  # None where there is no return of an earlier month to show
    typed_by: tuple[str, ...]  # who of CPMO prepared it
    beside: FactsBeside
    occurrences: tuple[OccurrenceLine, ...]  # those reported this month, and due in it
    money: MoneyBeside | None  # None where nothing was entered of its savings

    @property
    def reported(self) -> int:
        """Return how many rows the month has a report of."""
        return count_reported(row.report for row in self.rows)

    @property
    def untold(self) -> tuple[DueKey, ...]:
        """Return what is due in the month and nobody has reported."""
        return tuple(DueKey(line.ref, line.due_on) for line in self.occurrences if not line.turn)


def return_rows(
    ret: Return,
    *,
    at: datetime,
    settings: PlanSettings,
    reader: Reader,
    rating: Rating | None,
    in_force: list[Milestone] | None = None,
) -> ReturnRows:
    """Return the rows of a return read by `returns_to_show`, as a person may read them.

    `rating` is the SAO's as far as they may see it: signals speak against it (Rule 7). `in_force`
    as in `returned`.
    """
    month, on = ret.period.month, london_day(at)
    # What was decided after the freeze changes nothing in the month (Rules 16 and 18).
    source, watched = Now(ret.period.frozen_at or at), settings.periods_watched
    found = returned(source, ret, on=on, watched=watched, reader=reader, in_force=in_force)
    measured = Measured(on) if ret.period.is_open else Measured.month_end(month)
    rows, closed = _rows(found, measured=measured, month=month)
    year = financial_year(month)
    read = beside_read(source, ret.programme_id, year=year)
    before = _before(found, reader, programme=ret.programme.ref)
    beside = MonthBeside(
        month=month,
        opened=found.opened,
        progress=ret.progress,
        progress_before=before.texts["progress"] if before else "",
        rating=rating,
        around=around_programme(
            ret.programme.ref,
            risks=read.risks,
            lines=network(Now(at), measured=measured, reader=reader).lines,
            requested=read.requested,
        ),
    )
    rdl = ret.programme.rdl
    return ReturnRows(
        rows=tuple(rows),
        closed=tuple(closed),
        texts=tuple(_text(name, ret, before) for name in TEXTS),
        month_before=found.opened[1] if before else None,
        typed_by=typed_by_cpmo(ret.steps.all(), cpmo=found.cpmo, rdl=rdl.title if rdl else None),
        beside=facts_beside(found.milestones, of=beside, settings=settings, measured=measured),
        occurrences=_occurrences(found.milestones, month, on=on),
        money=money_beside(read.savings, read.others, year=year),
    )


def _occurrences(
    milestones: Iterable[MilestoneFacts], month: date, *, on: date
) -> tuple[OccurrenceLine, ...]:
    """Return what a month's return says of occurrences, as it says it, and what it does not yet."""
    measured = measured_for(month, on=on)
    rows = filter(None, map(recurring_row, milestones))
    return tuple(
        line
        for row in rows
        for line in recurring_line(row, measured=measured).lines
        if line.month == month or (line.turn is None and is_due_in(month, line.due_on))
    )


def _rows(
    found: Returned, *, measured: Measured, month: date
) -> tuple[list[ReturnRow], list[MilestoneLine]]:
    """Return what the month reports or has to, the longest late first, and what was closed."""
    rows, closed = [], []
    for milestone in found.milestones:
        line = milestone_line(milestone, measured=measured, month=month)
        report = next((row for row in milestone.reports if row.month == month), None)
        if report or line.is_open:
            rows.append(_row(line, report, milestone.opening))
        else:
            closed.append(line)
    rows.sort(key=lambda row: -(row.line.days_late or 0) if row.line.is_late else 1)
    return rows, closed


def _text(name: str, ret: Return, before: Before | None) -> ReturnText:
    return ReturnText(
        label=label_of(Return, name),
        now=getattr(ret, name),
        before=before.texts[name] if before else "",
    )


def _row(
    line: MilestoneLine, report: ReportFacts | None, opening: OpeningFacts | None
) -> ReturnRow:
    is_first = line.before is None and (report is not None or line.month is None)
    return ReturnRow(
        line=line,
        report=report,
        opening=opening if is_first else None,
        changes=what_changed(line) if report else (),
    )


def _before(found: Returned, reader: Reader, *, programme: str) -> Before | None:
    """Return last time's return, where this person may read it (Rule 15)."""
    row = found.before
    if row is None or reader.sees(programme) or row.state.is_received:
        return row
    return None
