"""An outcome under a test as pages and packs show it: what commissioners judged (20 and 21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assurance.facts import (
    OutcomeHead,
    PriorityOutcomeFacts,
    RequirementFacts,
    RequirementPosition,
)
from assurance.facts.cells import CellActFacts, CourseFacts
from assurance.facts.citations import CitedByActs, CitedFacts
from assurance.rules.cell_acts import has_confidence
from assurance.rules.cells import (
    ConfidenceStanding,
    MetStanding,
    confidence,
    met_standing,
)
from assurance.words import Judgement, Speaker


@dataclass(frozen=True, kw_only=True, slots=True)
class CellLine:
    """What commissioners say of one outcome under one test."""

    outcome: int
    test: int
    met: MetStanding
    progress: ConfidenceStanding
    none_applies: bool  # no requirement applies: an act with a reason is needed (Rule 20)
    without_strands: tuple[str, ...]  # strands that have no requirement here, in words

    @property
    def confidence(self) -> ConfidenceStanding | None:
        """Return what is said of progress, None where it is not judged (Rule 21)."""
        asked = has_confidence(outcome=self.outcome, test=self.test)
        return self.progress if asked else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what is said beside it wherever it shows (Rule 20)."""
        return (
            *self.without_strands,
            *(["no requirement applies here"] if self.none_applies else []),
        )


def cell_line(
    outcome: PriorityOutcomeFacts,
    test: int,
    acts: Iterable[CellActFacts],
    courses: Sequence[CourseFacts],
    *,
    at: datetime,
) -> CellLine:
    """Return one outcome under one test; `acts` and `courses` are of it.

    `courses` are needed only where it was ever declared met.
    """
    rows = list(acts)
    met = met_standing(rows, courses, at=at)
    of_test = [row for row in outcome.requirements if row.test == test]
    return CellLine(
        outcome=outcome.number,
        test=test,
        met=met,
        progress=confidence(rows, met, at=at),
        none_applies=all(map(_is_left_out, of_test)),
        without_strands=without_strands(outcome, of_test),
    )


def cited_by(act: CellActFacts | None, cited: CitedByActs) -> tuple[CitedFacts, ...]:
    """Return what an act cites, nothing of none (Rule 22)."""
    return cited.get((act.outcome, act.test, act.subject, act.at), ()) if act else ()


def without_strands(
    outcome: PriorityOutcomeFacts | OutcomeHead,
    rows: Iterable[RequirementFacts | RequirementPosition],
) -> tuple[str, ...]:
    """Return which strands of an outcome have no requirement among some of a test (Rule 20)."""
    strands = {row.strand for row in rows}
    return tuple(
        f"the Plan sets no {strand.name} requirement here"
        for strand in outcome.strands
        if strands and strand.code not in strands and "" not in strands
    )


def _is_left_out(row: RequirementFacts) -> bool:
    """Tell whether commissioners judged a requirement not applicable (Rule 19)."""
    return any(
        assessment.speaker is Speaker.COMMISSIONER
        and assessment.judgement is Judgement.NOT_APPLICABLE
        for assessment in row.assessments
    )
