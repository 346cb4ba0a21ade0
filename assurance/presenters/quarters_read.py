"""What confirming the quarters moves: each date now and then, and what has passed (Rule 11)."""

from dataclasses import dataclass

from assurance.facts import RequirementPosition
from assurance.figures.outcomes import passed_dates
from assurance.figures.positions import position_lines
from assurance.models import Gate, QuartersAct
from assurance.readings.positions import requirement_positions
from assurance.readings.quarters_read import count_gates, gates_as_they_are
from assurance.rules import by_day
from assurance.rules.quarters_read import read_as
from irp.past import Past
from irp.readings import Source
from irp.rules.plan_dates import PlanDate, QuarterConvention


@dataclass(frozen=True)
class DateMoved:
    """One date that would read otherwise."""

    ref: str
    purpose: str
    words: str
    now: PlanDate
    then: PlanDate


@dataclass(frozen=True)
class QuartersPreview:
    """What a choice of quarters would change, before it is confirmed."""

    quarters: QuarterConvention
    moves: tuple[DateMoved, ...]
    every: int  # dates in the plan
    passed_now: int  # dates passed, not yet assured
    passed_then: int


def quarters_preview(past: Past, gates: list[Gate], quarters: QuarterConvention) -> QuartersPreview:
    """Return what moves; `gates` are those that differ, with the days that they would have."""
    before = gates_as_they_are(gates)
    positions = requirement_positions(past.source)
    then = [_read_as(row, quarters) for row in positions]
    return QuartersPreview(
        quarters=quarters,
        moves=tuple(
            DateMoved(
                ref=gate.requirement.ref,
                purpose=gate.get_purpose_display(),
                words=gate.words,
                now=before[gate.pk].due,
                then=gate.due,
            )
            for gate in sorted(gates, key=lambda gate: (by_day(gate.due), gate.requirement.ref))
        ),
        every=count_gates(),
        passed_now=passed_dates(position_lines(positions, measured=past.measured)).dates,
        passed_then=passed_dates(position_lines(then, measured=past.measured)).dates,
    )


def _read_as(row: RequirementPosition, quarters: QuarterConvention) -> RequirementPosition:
    gates = tuple(gate._replace(due=read_as(gate.due, quarters)) for gate in row.gates)
    return row._replace(gates=gates)


def quarters_acts(source: Source) -> list[QuartersAct]:
    """Return the decisions up to the moment, the newest first."""
    return [*reversed(source.acts(QuartersAct))]
