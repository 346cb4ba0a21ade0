"""A requirement on the runway: what places it, what is awaited of it, its latest safe start."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assurance.facts import GateDue
from assurance.facts.runway import NeedFacts, RunwayFacts
from assurance.rules.gates import by_day
from assurance.rules.runway import quarter_of, safe_start, start_standing
from assurance.words import Judgement, Purpose, Speaker
from assurance.words.runway import RunwayStanding, SafeStart
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate

NO_OWNER = "No owner named"


WORK_LEFT = frozenset(
    {RunwayStanding.PASSED, RunwayStanding.AWAITED, RunwayStanding.UNDATED, RunwayStanding.SETTLED}
)


@dataclass(frozen=True, slots=True)
class RunwayLine:
    """A requirement on the runway."""

    ref: str
    title: str
    outcome: int
    test: int
    owner: str
    judgement: Judgement | None  # the commissioners'
    standing: RunwayStanding
    gate: GateDue | None  # what places it
    quarter: int | None  # the number of its three months, None without a date
    awaited: tuple[GateDue, ...]  # every date still to be assured, by day, the undated last
    begins: tuple[GateDue, ...]
    is_at_end: bool  # an awaited date at or after the end of the intervention
    days_left: int | None  # to the gate, negative where it passed
    start: SafeStart | None  # None where no sustained evidence is asked for, or it is met
    start_on: date | None
    need: NeedFacts | None

    @property
    def start_words(self) -> str:
        """Return when sustained evidence has to begin, "" where none is asked for."""
        if self.start is None:
            return ""
        if self.start_on is None or self.start is SafeStart.IMPOSSIBLE:
            return self.start.label
        return f"{self.start.label}: {printed_day(self.start_on)}"

    @property
    def undated(self) -> tuple[GateDue, ...]:
        """Return the awaited gates that name no day."""
        return tuple(gate for gate in self.awaited if gate.due.latest is None)


def runway_lines(facts: RunwayFacts, *, measured: Measured, ends_on: date) -> Iterator[RunwayLine]:
    """Yield the requirements in order; what those of the same dates share is worked out once."""
    made: dict[tuple[int, Judgement | None, NeedFacts | None, bool], _Dated] = {}
    for row in facts.requirements:
        is_hidden = row.ref in facts.hidden
        judgement = None if is_hidden else row.judgements.get(Speaker.COMMISSIONER)
        need = facts.needs.get(row.ref)
        alike = id(row.gates), judgement, need, is_hidden
        dated = made.get(alike)
        if dated is None:
            dated = made[alike] = _dated(
                row.gates,
                judgement,
                need,
                is_hidden=is_hidden,
                measured=measured,
                ends_on=ends_on,
            )
        owner = facts.owners.get(row.ref, NO_OWNER)
        yield RunwayLine(row.ref, row.title, row.outcome, row.test, owner, judgement, *dated, need)


class _Dated(NamedTuple):
    """What a requirement's dates come to: columns of its line."""

    standing: RunwayStanding
    gate: GateDue | None
    quarter: int | None
    awaited: tuple[GateDue, ...]
    begins: tuple[GateDue, ...]
    is_at_end: bool
    days_left: int | None
    start: SafeStart | None
    start_on: date | None


def _dated(
    dates: Iterable[GateDue],
    judgement: Judgement | None,
    need: NeedFacts | None,
    *,
    is_hidden: bool,
    measured: Measured,
    ends_on: date,
) -> _Dated:
    gates = sorted(dates, key=lambda gate: by_day(gate.due))
    awaited = tuple(
        gate
        for gate in gates
        if gate.purpose is not Purpose.BEGIN and (is_hidden or not gate.settled)
    )
    gate = awaited[0] if awaited and awaited[0].due.latest else None
    standing = _standing(judgement, awaited, gate, has_gates=bool(gates), measured=measured)
    if is_hidden:
        standing = RunwayStanding.HIDDEN  # in the quarter of its first date, whatever is said
    elif standing not in WORK_LEFT or standing is RunwayStanding.SETTLED:
        gate = next((dated for dated in reversed(gates) if dated.due.latest), None)
    latest = gate.due.latest if gate else None
    asks = _sustained(awaited, need) if standing in WORK_LEFT else None
    by = asks.due.latest if asks else None
    start_on = safe_start(by, periods=need.periods, cadence=need.cadence) if by and need else None
    return _Dated(
        standing=standing,
        gate=gate,
        quarter=quarter_of(latest) if latest else None,
        awaited=awaited,
        begins=tuple(agreed for agreed in gates if agreed.purpose is Purpose.BEGIN),
        is_at_end=any(_is_at_end(agreed.due, ends_on) for agreed in awaited),
        days_left=(latest - measured.on).days if latest else None,
        start=start_standing(start_on, on=measured.on) if by else None,
        start_on=start_on,
    )


def _standing(
    judgement: Judgement | None,
    awaited: Sequence[GateDue],
    gate: GateDue | None,
    *,
    has_gates: bool,
    measured: Measured,
) -> RunwayStanding:
    if judgement is Judgement.MET:
        return RunwayStanding.MET
    if judgement is Judgement.NOT_APPLICABLE:
        return RunwayStanding.NOT_APPLICABLE
    if has_gates and not awaited:
        return RunwayStanding.SETTLED
    if gate is None:
        return RunwayStanding.UNDATED
    return RunwayStanding.PASSED if measured.is_over_for(gate.due) else RunwayStanding.AWAITED


def _sustained(awaited: Iterable[GateDue], need: NeedFacts | None) -> GateDue | None:
    """Return the date by which evidence is to be sustained: its own, else the last dated."""
    dated = [gate for gate in awaited if gate.due.latest]
    own = [gate for gate in dated if gate.purpose is Purpose.SUSTAINED]
    if own:
        return own[-1]
    return dated[-1] if dated and need else None


def _is_at_end(due: PlanDate, ends_on: date) -> bool:
    return due.latest is not None and due.latest >= ends_on
