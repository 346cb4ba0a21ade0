"""The step-down position: can commissioners consider recommending the end? (Rule 21)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assurance.charts.squares import squares_chart
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.figures.step_down import StepDownFigure, step_down_figure
from assurance.readings.grounds import grounds_of
from assurance.readings.outcomes import priority_outcomes
from assurance.readings.step_down import judged_facts, outcome_numbers
from assurance.rules.step_down import Cell, StepDown, step_down
from irp.charts import Drawing
from irp.facts import SettingsFacts
from irp.models import User
from irp.past import Past
from irp.readings import Source


@dataclass(frozen=True)
class StepDownSheet:
    """What the page of the position shows."""

    figure: StepDownFigure
    chart: Drawing
    compared_with: datetime | None  # when the month of the last pack was frozen


def step_down_sheet(past: Past, *, user: User, settings: SettingsFacts) -> StepDownSheet:
    """Return the position as at a moment, with what is missing and since the last pack."""
    source, judged = past.source, judged_facts(past.source, whole=True)
    outcomes = priority_outcomes(source, words={})  # official words are shown elsewhere
    rows: dict[Cell, list[RequirementLine]] = defaultdict(list)
    for outcome in outcomes:
        for line in requirement_lines(
            outcome,
            measured=past.measured,
            ends_on=settings.intervention_ends_on,
            quarters=settings.cap_quarters,
        ):
            rows[line.outcome, line.test].append(line)
    numbers = [outcome.number for outcome in outcomes]
    frozen_at = past.last_freeze
    figure = step_down_figure(
        step_down(judged, outcomes=numbers, at=source.at),
        outcomes,
        rows,
        before=step_down(judged, outcomes=numbers, at=frozen_at) if frozen_at else None,
        ends_on=settings.intervention_ends_on,
        grounds=grounds_of(source, user=user),
    )
    return StepDownSheet(figure, squares_chart(figure.clauses), frozen_at)


def position_of(source: Source, *, outcomes: Sequence[int] | None = None) -> StepDown:
    """Return the position alone, for a strip of its three clauses.

    `outcomes` are the numbers of the priority outcomes where the page has read them already.
    """
    numbers = outcome_numbers(source) if outcomes is None else outcomes
    return step_down(judged_facts(source), outcomes=numbers, at=source.at)
