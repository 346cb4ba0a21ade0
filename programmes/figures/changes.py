"""Change requests as people see them: a line a request, its rows, its age, its order (Rule 18)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from irp.rules.calendar import london_day
from irp.rules.date_spans import length_of
from irp.rules.measuring import Measured
from irp.rules.numbers import ago
from irp.rules.plan_dates import deciding_date
from programmes.facts import BaselineFacts
from programmes.facts.changes import ChangeFacts, ChangeRowFacts
from programmes.figures.change_rows import ChangeRowLine, ChangeUnit, change_units
from programmes.figures.slip import times
from programmes.rules.changes import (
    causes_left,
    has_passed,
    months_waited,
    rows_left,
    tier_of,
    waits_long,
    why_of,
)
from programmes.words import (
    Cause,
    ChangeAct,
    ChangeForum,
    ChangeKind,
    ChangeReason,
    ChangeState,
    Tier,
)
from programmes.words.changes import kinds_said


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One request. `forum`, `met_on` and `minute` cite the newest decision, where there is one."""

    ref: str
    programme: str
    kinds: tuple[ChangeKind, ...]  # of its rows, each once
    state: ChangeState
    reason_code: ChangeReason
    reason: str
    rows: tuple[ChangeRowLine, ...]
    tier: Tier
    why: tuple[Cause, ...]
    asked_at: datetime
    asked_by: str
    ended_at: datetime | None
    days: int  # from asking to the decision, or to the day shown
    months: int | None  # frozen while it waited; None where the freezes are not known
    forum: ChangeForum | None
    met_on: date | None
    minute: str
    decided_by: str

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be decided."""
        return self.state.is_open

    @property
    def ago(self) -> str:
        """Return how long ago an open one was asked: "today", "62 days ago"."""
        return ago(self.days)

    @property
    def waits_long(self) -> bool:
        """Tell whether it has gone undecided for two frozen months."""
        return self.months is not None and waits_long(self.state, self.months)

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the milestones that it names, each once."""
        return tuple(dict.fromkeys(row.facts.milestone for row in self.rows if row.facts.milestone))

    @property
    def what(self) -> str:
        """Return what it asks for: "Move a date", "Move a date, pause and descope"."""
        return kinds_said(self.kinds)

    @property
    def is_mixed(self) -> bool:
        """Tell whether its rows are of several kinds."""
        return len(self.kinds) > 1

    @property
    def units(self) -> list[ChangeUnit]:
        """Return its rows as they are decided: those of a split or a merge together."""
        return change_units(self.rows, is_mixed=self.is_mixed)

    @property
    def names(self) -> str:
        """Return what it names, for a list: "HOU-06, HOU-07"."""
        return ", ".join(dict.fromkeys(row.name for row in self.rows))

    def proposed(self, quarters: str) -> list[str]:
        """Return what it proposes, one after another, named where there are several.

        "Apr 2025 → Feb 2027"; "HOU-01: Dec 2026 → 20 Jan 2027", "HOU-02, pause: until Mar 2027".
        `quarters` are a `QuarterConvention` or its value.
        """
        units = self.units
        if len(units) == 1:
            return [units[0].words(quarters)]
        return [unit.named_words(quarters) for unit in units]

    @property
    def passed(self) -> str:
        """Return in words whose new date passed before it was agreed to, "" for none."""
        names = " and ".join(dict.fromkeys(row.name for row in self.rows if row.has_passed))
        if not names:
            return ""
        of = f" of {names}" if len(self.units) > 1 else ""
        return f"The new date{of} {'has passed' if self.is_open else 'had passed when agreed'}"

    @property
    def worst_days(self) -> int | None:
        """Return the most days from an original date to a proposed one."""
        return max(
            (row.facts.days for row in self.rows if row.facts.days is not None), default=None
        )


def change_line(
    facts: ChangeFacts, *, freezes: Sequence[datetime] | None, on: date, measured: Measured
) -> ChangeLine:
    """Return the line of a request: its age runs to the day `on`, its days pass as measured (14).

    `freezes` are the moments at which months were frozen, None where they are not known.
    """
    asked, last = facts.steps[0], facts.steps[-1]
    decided = [step for step in facts.steps if step.act in {ChangeAct.AGREED, ChangeAct.REFUSED}]
    ended_at = None if facts.state.is_open else last.at
    left = rows_left(facts.rows, facts.steps)
    until_on = london_day(ended_at) if ended_at else on
    judged = Measured(until_on) if ended_at else measured
    causes = causes_left(facts.rows, facts.steps, measured=judged) or [
        cause for row in facts.rows for cause in row.causes
    ]
    until = [at for at in freezes or () if ended_at is None or at <= ended_at]
    asked_on = london_day(asked.at)
    # A board's decision is of the day on which it met, not of the day on which it is recorded.
    if ended_at and decided and (met_on := decided[-1].met_on):
        judged = Measured(met_on)
    cited: dict[str, Any] = {"forum": None, "met_on": None, "minute": "", "decided_by": ""}
    if decided:
        newest = decided[-1]
        cited = {"forum": newest.forum, "met_on": newest.met_on, "minute": newest.minute}
        cited["decided_by"] = newest.by_name
    return ChangeLine(
        ref=facts.ref,
        programme=facts.programme,
        kinds=facts.kinds,
        state=facts.state,
        reason_code=facts.reason_code,
        reason=facts.reason,
        rows=tuple(_row(row, facts, left, measured=judged) for row in facts.rows),
        tier=tier_of(causes),
        why=tuple(why_of(causes)),
        asked_at=asked.at,
        asked_by=asked.by_name,
        ended_at=ended_at,
        days=(until_on - asked_on).days,
        months=None if freezes is None else months_waited(asked_on, until),
        **cited,
    )


def _row(
    row: ChangeRowFacts, facts: ChangeFacts, left: Sequence[int], *, measured: Measured
) -> ChangeRowLine:
    state = facts.state
    if row.number not in left:
        state = ChangeState.REFUSED
    elif state is ChangeState.IN_PART:
        state = ChangeState.APPROVED
    return ChangeRowLine(
        facts=row, state=state, has_passed=has_passed(row.new, state, measured=measured)
    )


def requests_in_turn(lines: Iterable[ChangeLine]) -> list[ChangeLine]:
    """Return requests as a list shows them: the longest undecided first, then newly decided."""
    return sorted(lines, key=_turn)


def _turn(line: ChangeLine) -> tuple[bool, float, str]:
    if line.ended_at is None:
        return (False, line.asked_at.timestamp(), line.ref)
    return (True, -line.ended_at.timestamp(), line.ref)


def moved_in_all(baselines: Sequence[BaselineFacts]) -> str:
    """Return how often an approved change moved a date, and how far in all; "" where none did."""
    dates = [deciding_date(row.start, row.end).latest for row in baselines]
    days = [day for day in dates if day is not None]
    count = sum(before != after for before, after in pairwise(days))
    if not count:
        return ""
    by = (days[-1] - days[0]).days
    moved = f"Moved {times(count)}"
    if not by:
        return f"{moved}, back to the original date"
    in_all = " in all" if count > 1 else ""
    return f"{moved}, {length_of(abs(by))} {'later' if by > 0 else 'earlier'}{in_all}"


@dataclass(frozen=True, kw_only=True)
class ChangeCounts:
    """How many requests of a list are where; those that wait long are among the open ones."""

    with_sao: int
    with_cpmo: int
    at_tib: int
    at_cabinet: int
    waits_long: int
    decided: int


def change_counts(lines: Iterable[ChangeLine]) -> ChangeCounts:
    """Return the counts of some requests."""
    rows = list(lines)

    def of(state: ChangeState) -> int:
        return sum(line.state is state for line in rows)

    return ChangeCounts(
        with_sao=of(ChangeState.WITH_SAO),
        with_cpmo=of(ChangeState.WITH_CPMO),
        at_tib=of(ChangeState.AT_TIB),
        at_cabinet=of(ChangeState.AT_CABINET),
        waits_long=sum(line.waits_long for line in rows),
        decided=sum(not line.is_open for line in rows),
    )
