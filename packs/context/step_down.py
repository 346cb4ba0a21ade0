"""The step-down position as the IRB pack prints it, from frozen facts (Rule 21)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from markupsafe import Markup

from assurance.charts import squares
from assurance.facts import RequirementPosition
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.figures.step_down import StepDownFigure, step_down_figure
from assurance.rules.step_down import Cell, step_down
from packs.facts import PlanFacts


@dataclass(frozen=True, kw_only=True)
class StepDownPage:
    """The three clauses with what is missing, as squares and in words."""

    figure: StepDownFigure
    finding: str
    svg: Markup
    since: datetime | None  # when the snapshot that the pack is compared with was taken


def step_down_page(
    plan: PlanFacts, *, since: datetime | None, not_shown: HiddenResults = ALL_SHOWN
) -> StepDownPage | None:
    """Return the position of a frozen month; None where its snapshot kept nothing of it."""
    if plan.judged is None:
        return None
    rows: dict[Cell, list[RequirementPosition]] = defaultdict(list)
    every = [row for outcome in plan.outcomes for row in outcome.requirements]
    for row in every:
        rows[row.outcome, row.test].append(row.position)
    numbers = [outcome.number for outcome in plan.outcomes]
    stands = partial(step_down, plan.judged, outcomes=numbers, hidden=not_shown.cells)
    figure = step_down_figure(
        stands(at=plan.taken_at),
        [outcome.head for outcome in plan.outcomes],
        rows,
        owned={row.ref for row in every if row.owner},
        before=stands(at=since) if since else None,
        ends_on=plan.settings.intervention_ends_on,
        grounds=None,  # a snapshot keeps what is said of evidence in words
        hidden=not_shown,
    )
    return StepDownPage(
        figure=figure,
        finding=squares.finding(figure.clauses),
        svg=squares.drawn(figure.clauses, squares.PRINT),
        since=since,
    )
