"""Change control as TIB's pack prints it: what waits, what was decided, both plans (18, 18a)."""

from dataclasses import dataclass
from datetime import datetime

from irp.rules.calendar import london_day
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from packs.rules.since import is_since
from programmes.facts.dependencies import DependencyFacts
from programmes.facts.restructuring import RestructuringFacts
from programmes.figures.changes import ChangeLine, change_line, requests_in_turn
from programmes.figures.counts import count
from programmes.figures.milestones import milestone_line
from programmes.figures.originals import PlanSize, plan_size
from programmes.figures.restructuring import cited_deed, deed_words
from programmes.rules.change_gates import (
    GateTies,
    moves_of,
    overtaken,
    overtaking,
    ties_by_milestone,
)
from programmes.rules.dependencies import ends_of_requirement
from programmes.words import DependencyState, EntryState


@dataclass(frozen=True, kw_only=True)
class ChangeControlPage:
    """What a pack says of change control."""

    open: tuple[ChangeLine, ...]
    decided: tuple[ChangeLine, ...]  # since the last pack; all of them in the first
    size: PlanSize
    late: int
    late_b0: int
    rebaselined: int
    names: dict[str, str]  # programmes by reference
    gates: dict[str, tuple[str, ...]]  # assurance dates that open requests overtake, in words
    structure: tuple[RestructuringFacts, ...]  # programmes begun, closed, rows moved, as decided

    def deed_words(self, deed: RestructuringFacts) -> str:
        """Return what was done to the structure of the plan (Rule 18d)."""
        return deed_words(deed)

    def cited_deed(self, deed: RestructuringFacts) -> str:
        """Return how its decision is cited."""
        return cited_deed(deed)


def change_control_page(
    plan: PlanFacts, calendar: Calendar, *, since: datetime | None
) -> ChangeControlPage | None:
    """Return what a month's pack says of changes; `since` is the last pack's moment.

    None where the snapshot kept nothing of them: the pack then has no such section.
    """
    if plan.changes is None:
        return None
    month, measured = plan.period.month, calendar.measured
    on = london_day(plan.taken_at)  # ages run to the freeze, whatever day figures are measured by
    lines = requests_in_turn(
        change_line(change, freezes=None, on=on, measured=measured) for change in plan.changes
    )
    rows, ties = plan.milestones, ties_of(plan)
    counts = count(rows, measured=measured, month=month)
    done = {row.ref: milestone_line(row, measured=measured, month=month).is_done for row in rows}
    return ChangeControlPage(
        open=tuple(line for line in lines if line.is_open),
        decided=tuple(line for line in lines if line.ended_at and is_since(line.ended_at, since)),
        size=plan_size(plan.published, done, plan.descents),
        late=counts.late,
        late_b0=counts.late_b0,
        rebaselined=counts.rebaselined,
        gates={
            change.ref: tuple(
                overtaking(gate, irp=calendar.irp, cap=calendar.cap)
                for gate in overtaken(moves_of(change.rows), change.requirements, ties)
            )
            for change in plan.changes
            if change.state.is_open
        },
        names={programme.ref: programme.name for programme in plan.programmes},
        structure=tuple(deed for deed in plan.restructurings if is_since(deed.at, since)),
    )


def ties_of(plan: PlanFacts) -> GateTies:
    """Return what milestones led to, by the dependencies and risks of the month."""
    dependencies = [
        dependency
        for dependency in plan.dependencies or ()
        if dependency.state is DependencyState.OPEN
    ]
    risks = plan.raid.risks if plan.raid else ()
    return GateTies(
        by=ties_by_milestone(
            [
                (dependency.ref, _ends(dependency), dependency.requirements)
                for dependency in dependencies
            ],
            [
                (risk.ref, risk.milestones, risk.requirements)
                for risk in risks
                if risk.state is EntryState.OPEN
            ],
        ),
        dates={
            row.ref: ends_of_requirement(
                row.ref,
                row.title,
                ((gate.purpose.value, gate.due) for gate in row.gates if not gate.settled),
            )
            for row in plan.requirements
        },
    )


def _ends(dependency: DependencyFacts) -> list[str]:
    ends = (dependency.giver, dependency.taker)
    return [end.milestone for end in ends if end and end.milestone]
