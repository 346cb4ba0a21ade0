"""The Plan's own dates beside the step-down position: what clauses a and b need changed (21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assurance.facts import RequirementPosition
from assurance.rules.step_down import Cell
from irp.rules.plan_dates import is_after_intervention

Rows = Mapping[Cell, Sequence[RequirementPosition]]  # those of an outcome under a test


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanDatesBeside:
    """What the Plan's own dates do to clauses a and b: "to be judged earlier or amended"."""

    at_the_end: tuple[str, ...]  # references with a gate at or after the end of the intervention
    undated: tuple[str, ...]  # of clause a, without any date


def plan_dates_beside(rows: Rows, *, ends_on: date) -> PlanDatesBeside:
    """Return the requirements of clauses a and b dated at the end, and the undated of clause a."""
    of_a = [row for (_, test), there in rows.items() if test == 1 for row in there]
    of_b = [row for (o, test), there in rows.items() if o == 1 and test != 1 for row in there]
    return PlanDatesBeside(
        at_the_end=tuple(
            row.ref
            for row in (*of_a, *of_b)
            if any(is_after_intervention(gate.due, ends_on=ends_on) for gate in row.gates)
        ),
        undated=tuple(row.ref for row in of_a if not any(gate.due.is_dated for gate in row.gates)),
    )
