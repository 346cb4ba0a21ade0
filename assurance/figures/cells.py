"""An outcome under a test as pages and packs show it: what commissioners judged (20 and 21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assurance.facts import PriorityOutcomeFacts
from assurance.facts.cells import CellActFacts, CourseFacts
from assurance.rules.cells import (
    Confidence,
    MetStanding,
    applicable,
    confidence,
    has_confidence,
    met_standing,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CellLine:
    """What commissioners say of one outcome under one test."""

    outcome: int
    test: int
    met: MetStanding
    progress: Confidence
    none_applies: bool  # no requirement applies: an act with a reason is needed (Rule 20)
    without_strands: tuple[str, ...]  # names of strands that have no requirement here

    @property
    def confidence(self) -> Confidence | None:
        """Return what is said of progress, None where it is not judged (Rule 21)."""
        asked = has_confidence(outcome=self.outcome, test=self.test)
        return self.progress if asked else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what is said beside it wherever it shows (Rule 20)."""
        strands = (f"the Plan sets no {name} requirement here" for name in self.without_strands)
        return (*strands, *(["no requirement applies here"] if self.none_applies else []))


def cell_line(
    outcome: PriorityOutcomeFacts,
    test: int,
    acts: Iterable[CellActFacts],
    courses: Sequence[CourseFacts],
    *,
    at: datetime,
) -> CellLine:
    """Return one outcome under one test; `acts` and `courses` are of it."""
    rows = list(acts)
    met = met_standing(rows, courses, at=at)
    of_test = [row for row in outcome.requirements if row.test == test]
    strands = {row.strand for row in of_test}
    return CellLine(
        outcome=outcome.number,
        test=test,
        met=met,
        progress=confidence(rows, met, at=at),
        none_applies=not applicable(courses, at=at),
        without_strands=tuple(
            strand.name
            for strand in outcome.strands
            if of_test and strand.code not in strands and "" not in strands
        ),
    )
