"""One priority outcome as a pack prints it, on sides of its own (PAGES 6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assurance.facts import ConcernFacts, StrandFacts
from assurance.facts.concerns import ResponseFacts
from assurance.facts.narrative import AmendmentFacts
from assurance.facts.official import OfficialFacts
from assurance.figures.evidence_index import IndexLine
from assurance.figures.outcomes import PassedDates, count_shown
from assurance.figures.requirements import RequirementLine
from assurance.words import Speaker
from irp.rules.numbers import count_in
from packs.context.linked import Linked
from packs.context.sustained import SustainedRow


@dataclass(frozen=True, kw_only=True)
class ConcernRow:
    """A concern beside the council's newest response to it."""

    facts: ConcernFacts
    response: ResponseFacts | None  # None: the council has not responded
    responses: int


@dataclass(frozen=True, kw_only=True)
class StrandPart:
    """What is said of one strand; an outcome without strands has one, unnamed (Rule 21)."""

    name: str
    in_full: tuple[RequirementLine, ...]  # a date passed or due in two quarters, longest first
    others: tuple[RequirementLine, ...]  # a line each, those first that have such a date


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """One priority outcome."""

    number: int
    title: str
    strands: tuple[StrandFacts, ...]
    outcome: str
    progress: str
    erratum: str
    bars: Markup
    declared: tuple[tuple[str, str], ...]  # test, and what commissioners declared; none: not kept
    passed: PassedDates
    concerns: tuple[ConcernRow, ...]
    keeps_responses: bool
    requirements: tuple[RequirementLine, ...]
    amendments: Mapping[str, list[AmendmentFacts]]  # by requirement, the newest first
    parts: tuple[StrandPart, ...]
    pressing: int  # requirements with a date passed or due in two quarters
    keeps_missing: bool  # its snapshot kept what is missing, by consideration
    official: OfficialFacts | None  # of the outcome to achieve (Rule 24d)
    sustained: tuple[SustainedRow, ...] | None  # None where the snapshot kept nothing of it
    linked: Linked | None  # the same
    evidence: tuple[IndexLine, ...]  # in use; empty too where its snapshot kept no index

    @property
    def in_full(self) -> int:
        """Return how many requirements are said in full."""
        return count_in(part.in_full for part in self.parts)

    @property
    def shown(self) -> int:
        """Return of how many requirements the commissioners' result is shown (24e)."""
        return count_shown(self.requirements, Speaker.COMMISSIONER)

    @property
    def is_answered(self) -> bool:
        """Tell whether the council has responded to any concern."""
        return any(row.response for row in self.concerns)

    def says_in_full(self, line: RequirementLine) -> bool:
        """Tell whether a requirement stands in full on its sides, not in the register alone."""
        return any(line in part.in_full for part in self.parts)
