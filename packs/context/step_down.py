"""The step-down position as the IRB pack prints it, from frozen facts (Rule 21)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from markupsafe import Markup

from assurance.charts import squares
from assurance.facts import RequirementPosition
from assurance.facts.citations import ShelfFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.figures.step_down import StepDownFigure, step_down_figure
from assurance.figures.sustained import held_in_index, lacks_words
from assurance.rules.step_down import Cell, step_down
from irp.charts import beside
from irp.rules.measuring import Measured
from packs.facts import PlanFacts


@dataclass(frozen=True, kw_only=True)
class HeldLine:
    """What is held for a requirement that is not met: the pieces, and what they come to."""

    ref: str
    pieces: tuple[str, ...]
    words: str  # "3 held, 1 expired. Run 2 of 6; …" (Rule 22)


@dataclass(frozen=True, kw_only=True)
class StepDownPage:
    """The three clauses with what is missing, as squares and in words."""

    figure: StepDownFigure
    finding: str
    svg: Markup
    since: datetime | None  # when the snapshot that the pack is compared with was taken
    missing: tuple[str, ...]  # of clauses that are not true, each requirement once
    unowned: tuple[str, ...]  # of them, those of which no owner is named (Rule 24a)
    overdue: tuple[str, ...]  # of which a date has passed (Rule 13)
    held: tuple[HeldLine, ...] | None  # evidence of them; None: not kept


def step_down_page(
    plan: PlanFacts,
    *,
    since: datetime | None,
    passed: Collection[str] = (),
    lacks_evidence: bool = False,
    not_shown: HiddenResults = ALL_SHOWN,
) -> StepDownPage | None:
    """Return the position of a frozen month; None where its snapshot kept nothing of it.

    `passed` are the requirements of which a date has passed; `lacks_evidence` tells that
    evidence is withheld, as it may be in a public edition (Rule 29): no run is told of the rest.
    """
    if plan.judged is None:
        return None
    rows: dict[Cell, list[RequirementPosition]] = defaultdict(list)
    every = [row for outcome in plan.outcomes for row in outcome.requirements]
    for row in every:
        rows[row.outcome, row.test].append(row.position)
    numbers = [outcome.number for outcome in plan.outcomes]
    stands = partial(step_down, plan.judged, outcomes=numbers, hidden=not_shown.cells)
    owned = {row.ref for row in every if row.owner}
    figure = step_down_figure(
        stands(at=plan.taken_at),
        [outcome.head for outcome in plan.outcomes],
        rows,
        owned=owned,
        before=stands(at=since) if since else None,
        ends_on=plan.settings.intervention_ends_on,
        grounds=None,  # a snapshot keeps what an act cites in words
        hidden=not_shown,
    )
    missing = _missing(figure)
    return StepDownPage(
        figure=figure,
        finding=squares.finding(figure.clauses),
        svg=beside(
            squares.drawn(figure.clauses, squares.PRINT),
            squares.drawn(figure.clauses, squares.NARROW),
        ),
        since=since,
        missing=missing,
        unowned=tuple(ref for ref in missing if ref not in owned),
        overdue=tuple(ref for ref in missing if ref in passed),
        held=_held(missing, plan, lacks_evidence=lacks_evidence),
    )


def _missing(figure: StepDownFigure) -> tuple[str, ...]:
    """Return each requirement that is missing of a clause that is not true, once."""
    places = (row for clause in figure.clauses if not clause.is_true for row in clause.places)
    refs = (requirement.ref for row in places if not row.place.holds for requirement in row.missing)
    return tuple(dict.fromkeys(refs))


def _held(
    missing: Sequence[str], plan: PlanFacts, *, lacks_evidence: bool
) -> tuple[HeldLine, ...] | None:
    """Return a line for each that has a piece in the month's index; None where none was kept."""
    if plan.evidence is None:
        return None
    pieces = {
        ref: [piece for piece in plan.evidence if ref in piece.requirements] for ref in missing
    }
    settings = plan.assurance.sustained if plan.assurance and not lacks_evidence else ()
    shelf = ShelfFacts(
        held={ref: tuple(map(held_in_index, some)) for ref, some in pieces.items()},
        sustained={row.requirement: row.setting for row in settings},
        sees_all=not lacks_evidence,
        measured=Measured.month_end(plan.period.month),
    )
    return tuple(
        HeldLine(ref=ref, pieces=tuple(piece.ref for piece in some), words=lacks_words(ref, shelf))
        for ref, some in pieces.items()
        if some
    )
