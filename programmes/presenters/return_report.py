"""What stands beside the rows of a month's entry: each row's dates, how late it is, last time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from irp.rules.plan_dates import QuarterConvention, how_read
from programmes.facts.takeover import OpeningFacts
from programmes.figures.milestones import MilestoneLine, milestone_line
from programmes.models import MilestoneReport, Occurrence, Return
from programmes.readings.open_rows import OpenRow
from programmes.readings.returned import returned
from programmes.rules import report_faults
from programmes.rules.completion import COMPLETION, Completion
from programmes.rules.reports import may_need_reason, offered
from programmes.rules.withheld import Reader
from programmes.words import Delivery

MOST_READ = 6  # forecasts whose reading the message repeats; the page lists all
ROWS = 40  # on one page: a browser's form of more is slow


@dataclass(frozen=True, kw_only=True)
class OpenLine:
    """One row of the entry: what the plan says of it, this month's report, the last one."""

    line: MilestoneLine
    row: OpenRow
    opening: OpeningFacts | None  # what an earlier tracker said, without a report before (18c)

    @property
    def offered(self) -> Sequence[Delivery]:
        """Return the statuses that the row offers (Rule 4)."""
        return offered(self.row.before)

    @property
    def asks_reason(self) -> Sequence[Delivery]:
        """Return the statuses that a reason may be needed for (Rule 5)."""
        return may_need_reason(self.row.before)

    @property
    def moved_from(self) -> str:
        """Return the last forecast, where a later one needs a reason."""
        was = self.row.before.forecast
        return was.raw if was.latest else ""


def open_lines(
    ret: Return, rows: Mapping[str, OpenRow], *, at: datetime, reader: Reader
) -> list[OpenLine]:
    """Return the lines of rows, the late first and the latest of them on top."""
    on = london_day(at)
    found = returned(Now(at), ret, on=on, watched=1, reader=reader)
    lines = [
        OpenLine(
            line=milestone_line(facts, measured=Measured(on), month=ret.period.month),
            row=rows[facts.ref],
            opening=None if rows[facts.ref].last else facts.opening,
        )
        for facts in found.milestones
        if facts.ref in rows
    ]
    return sorted(
        lines, key=lambda shown: -(shown.line.days_late or 0) if shown.line.is_late else 1
    )


def row_faults(
    row: OpenRow, entered: Mapping[str, Any], *, ret: Return, at: datetime
) -> dict[str, str]:
    """Return what the rule says of the boxes of a row that its form did not refuse, by field."""
    return report_faults(
        delivery=Delivery(entered["delivery"]) if entered.get("delivery") else None,
        before=row.before,
        month=ret.period.month,
        forecast=entered.get("forecast"),
        actual_on=entered.get("actual_on"),
        narrative=entered.get("narrative"),
        reason=entered.get("reason"),
        on=london_day(at),
        completion=Completion(**{name: entered.get(name) for name in COMPLETION}),
    )


def said_of(
    saved: Sequence[MilestoneReport], occurrences: Sequence[Occurrence] = (), *, quarters: str
) -> str:
    """Return what was saved, and how the dates were read, for who typed them (Rules 5 and 8)."""
    repeated = sum(report.no_change for report in saved)
    told = len(saved) - repeated
    parts = [f"{counted(told, 'report')} saved"] if told else []
    parts += [f"no change reported for {repeated}"] if repeated else []
    parts += [f"{counted(len(occurrences), 'occurrence')} reported"] if occurrences else []
    read = [
        f"{report.milestone.ref} {words}"
        for report in saved
        if not report.no_change
        and (words := how_read(report.forecast, quarters=QuarterConvention(quarters)))
    ]
    more = f" and {len(read) - MOST_READ} more" if len(read) > MOST_READ else ""
    reading = f" Forecasts read as: {'; '.join(read[:MOST_READ])}{more}." if read else ""
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}.{reading}"
