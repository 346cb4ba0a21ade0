"""Sustained evidence: the unbroken run to the last closed period, and its gaps (Rule 22). Pure.

A period is evidenced where a piece is effective on a day of it. It informs a person; it sets
nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assurance.facts.evidence import CoveredFacts as Covered
from assurance.words.evidence import Cadence
from irp.rules.date_spans import month_of as printed
from irp.rules.date_spans import months_from
from irp.rules.financial_years import financial_year, year_words
from irp.rules.measuring import Measured
from irp.rules.plan_dates import Precision, QuarterConvention, UnreadableDate, parse_entered_date

MOST_PERIODS = 36
MOST_DIRECTORATES = 20


@dataclass(frozen=True)
class PeriodShown:
    """A closed period: evidenced, or a gap, or one in which nothing was expected."""

    first: date
    last: date
    evidenced: bool
    expected: bool

    def words(self, cadence: Cadence, *, with_year: bool = True) -> str:
        """Return "Nov 2026", "Jul to Sep 2026" or "2026/27"."""
        if cadence is Cadence.YEAR:
            return year_words(financial_year(self.first))
        words = (
            printed(self.first) if cadence is Cadence.MONTH else months_from(self.first, self.last)
        )
        return words if with_year else words[:-5]


@dataclass(frozen=True)
class Run:
    """How a directorate's evidence holds: its last closed periods, the oldest first."""

    name: str
    periods: tuple[PeriodShown, ...]
    needed: int

    @property
    def run(self) -> int:
        """Return how many periods in a row up to the last closed one are evidenced."""
        count = 0
        for period in reversed(self.periods):
            if not period.evidenced or not period.expected:
                break
            count += 1
        return count

    @property
    def since_first(self) -> tuple[PeriodShown, ...]:
        """Return the expected periods from the first that is evidenced on."""
        at = next((place for place, period in enumerate(self.periods) if period.evidenced), None)
        return (
            () if at is None else tuple(period for period in self.periods[at:] if period.expected)
        )

    @property
    def gaps(self) -> tuple[PeriodShown, ...]:
        """Return those of them without evidence."""
        return tuple(period for period in self.since_first if not period.evidenced)

    def words(self, cadence: Cadence) -> str:
        """Return "run 1 of 12; 7 of the last 9; gaps Nov, Jan"."""
        if not self.since_first:
            return f"run 0 of {self.needed}; no evidence in the last {cadence.counted(self.needed)}"
        known, gaps = self.since_first, self.gaps
        words = (
            f"run {self.run} of {self.needed}; {len(known) - len(gaps)} of the last {len(known)}"
        )
        with_year = len(self.periods) > 12 or cadence is not Cadence.MONTH
        named = ", ".join(gap.words(cadence, with_year=with_year) for gap in gaps)
        return (
            f"{words}; gap{'' if len(gaps) == 1 else 's'} {named}" if gaps else f"{words}; no gaps"
        )


def is_expected(directorate: Covered, first: date, last: date) -> bool:
    """Tell whether the whole of a period is asked of a directorate."""
    return (directorate.since is None or directorate.since <= first) and (
        directorate.until is None or last <= directorate.until
    )


def closed_periods(cadence: Cadence, number: int, *, measured: Measured) -> list[tuple[date, date]]:
    """Return the first and last days of the last closed periods, the oldest first.

    A period is closed once its last day is over: at a month's end that month is (Rule 14).
    Quarters begin in January, April, July and October in either reading; a year is the financial
    one.
    """
    start = _start(cadence, measured.on + timedelta(days=measured.is_over))
    found = []
    for _ in range(number):
        last = start - timedelta(days=1)
        start = _start(cadence, last)
        found.append((start, last))
    return found[::-1]


def _start(cadence: Cadence, day: date) -> date:
    """Return the first day of the period that a day is in."""
    if cadence is Cadence.MONTH:
        return day.replace(day=1)
    if cadence is Cadence.QUARTER:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return date(financial_year(day), 4, 1)


def runs(
    spans: Mapping[str, Sequence[tuple[date, date]]],
    covered: Sequence[Covered],
    *,
    cadence: Cadence,
    needed: int,
    measured: Measured,
) -> list[Run]:
    """Return the run of each directorate of the list, of all evidence together where it is empty.

    `spans` are effective days by the directorate's name as `tidy` has it, "" for all of them.
    """
    closed = closed_periods(cadence, needed, measured=measured)
    whose = covered or [Covered(name="", since=None, until=None)]
    return [
        Run(
            name=directorate.name,
            periods=tuple(
                PeriodShown(
                    first=first,
                    last=last,
                    evidenced=any(
                        start <= last and end >= first
                        for start, end in spans.get(
                            " ".join(directorate.name.split()).casefold(), ()
                        )
                    ),
                    expected=is_expected(directorate, first, last),
                )
                for first, last in closed
            ),
            needed=needed,
        )
        for directorate in whose
    ]


LINE = re.compile(
    r"(?P<name>.+?)(?:\s+from\s+(?P<since>[\d/]+))?(?:\s+to\s+(?P<until>[\d/]+))?", re.IGNORECASE
)
WHAT_TO_TYPE = "Enter one directorate a line, such as City Housing from 1/4/2026"


class UnreadableDirectorates(ValueError):
    """What was typed is no dated list of directorates; the words say what to type."""


def directorates_read(text: str) -> list[Covered]:
    """Return a dated list of directorates as typed, one a line; raises `UnreadableDirectorates`."""
    found: list[Covered] = []
    for line in filter(None, (" ".join(typed.split()) for typed in text.splitlines())):
        read = LINE.fullmatch(line)
        if read is None:
            raise UnreadableDirectorates(WHAT_TO_TYPE)
        directorate = Covered(
            name=read["name"], since=_day(read["since"]), until=_day(read["until"])
        )
        if directorate.since and directorate.until and directorate.until < directorate.since:
            raise UnreadableDirectorates(
                f"Enter days in order for {directorate.name}. {WHAT_TO_TYPE}"
            )
        if len(directorate.name) > 100:
            raise UnreadableDirectorates("Enter names of at most 100 characters, one a line")
        found.append(directorate)
    names = [directorate.name.casefold() for directorate in found]
    if len(set(names)) < len(names):
        raise UnreadableDirectorates("Enter each directorate once")
    if len(found) > MOST_DIRECTORATES:
        raise UnreadableDirectorates(f"Enter at most {MOST_DIRECTORATES} directorates")
    return found


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        read = parse_entered_date(text, quarters=QuarterConvention.CALENDAR)
    except UnreadableDate as error:
        raise UnreadableDirectorates(f"{error}. {WHAT_TO_TYPE}") from error
    if read.precision is not Precision.DAY:
        raise UnreadableDirectorates(f"Enter a day for “{text}”. {WHAT_TO_TYPE}")
    return read.earliest


def directorates_written(covered: Iterable[Covered]) -> str:
    """Return a dated list as it is typed."""
    lines = []
    for directorate in covered:
        since = f" from {directorate.since:%d/%m/%Y}" if directorate.since else ""
        until = f" to {directorate.until:%d/%m/%Y}" if directorate.until else ""
        lines.append(f"{directorate.name}{since}{until}")
    return "\n".join(lines)


def as_rows(covered: Iterable[Covered]) -> list[dict[str, Any]]:
    """Return a dated list as it is stored."""
    return [
        {
            "name": directorate.name,
            "since": directorate.since.isoformat() if directorate.since else None,
            "until": directorate.until.isoformat() if directorate.until else None,
        }
        for directorate in covered
    ]


def from_rows(rows: Iterable[Mapping[str, Any]]) -> list[Covered]:
    """Return a dated list from what is stored."""
    return [
        Covered(
            name=row["name"],
            since=date.fromisoformat(row["since"]) if row["since"] else None,
            until=date.fromisoformat(row["until"]) if row["until"] else None,
        )
        for row in rows
    ]
