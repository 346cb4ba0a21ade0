"""The ten outcomes as packs print them, each on two sides: what is wrong first (PAGES 6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from assurance.facts import ConcernFacts, PriorityOutcomeFacts, StrandFacts
from assurance.facts.concerns import ResponseFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.facts.narrative import AmendmentFacts
from assurance.facts.official import OfficialFacts
from assurance.figures.concerns import by_concern
from assurance.figures.evidence_index import IndexLine, index_lines
from assurance.figures.official import worded_words
from assurance.figures.outcomes import PassedDates, count_shown, is_pressing, passed_dates
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.rules.cell_acts import has_confidence
from assurance.words import Speaker
from irp.rules.calendar import london_day
from irp.rules.numbers import count_in
from packs.context.frame import Calendar
from packs.context.heat import bars_of, standings
from packs.context.linked import Delivery, Linked, linked_to
from packs.context.outcome_room import sides_of, that_fit
from packs.context.room import ACROSS, height_of
from packs.context.sustained import SustainedRow, sustained_rows
from packs.facts import PlanFacts

# In millimetres, as the style sheet has them.
HEAD = 84.0  # the name, the bars, the heads of the tables
HALF = 0.4 * ACROSS - 3  # a concern, and what serves the outcome
STRIP = 11.0
CONSIDERED = "outcomes.requirements.assessments.considered"


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


def outcome_pages(
    plan: PlanFacts,
    calendar: Calendar,
    delivery: Delivery,
    not_shown: HiddenResults = ALL_SHOWN,
    *,
    lacks_evidence: bool = False,
) -> tuple[OutcomePage, ...]:
    """Return the ten outcomes in order; `delivery` is what the month says of what serves them.

    `lacks_evidence` tells that evidence is withheld.
    """
    return tuple(
        _outcome(row, plan, calendar, delivery, not_shown, lacks_evidence=lacks_evidence)
        for row in plan.outcomes
    )


def wording_of(lines: Sequence[RequirementLine]) -> str:
    """Return how many requirements have official words, in words (Rule 24d)."""
    return worded_words(line.official is not None for line in lines)


def requirements_of(
    outcome: PriorityOutcomeFacts,
    plan: PlanFacts,
    calendar: Calendar,
    not_shown: HiddenResults = ALL_SHOWN,
) -> tuple[RequirementLine, ...]:
    """Return an outcome's requirements; what is odd in their order is worked out, never kept."""
    return requirement_lines(
        outcome,
        measured=calendar.measured,
        ends_on=plan.settings.intervention_ends_on,
        quarters=calendar.cap,
        hidden=not_shown,
    )


def _outcome(
    row: PriorityOutcomeFacts,
    plan: PlanFacts,
    calendar: Calendar,
    delivery: Delivery,
    not_shown: HiddenResults,
    *,
    lacks_evidence: bool,
) -> OutcomePage:
    lines = requirements_of(row, plan, calendar, not_shown)
    soon = calendar.two_quarters_on()
    pressing = sorted(
        (line for line in lines if is_pressing(line, soon=soon)),
        key=lambda line: (line.passed_first_on or date.max, _next(line)),
    )
    assurance, refs = plan.assurance, {line.ref for line in lines}
    same = ("number", "title", "strands", "outcome", "progress", "erratum", "official")
    page = OutcomePage(
        **{name: getattr(row, name) for name in same},
        bars=bars_of(plan, row.number, lines, not_shown),
        declared=() if plan.judged is None else tuple(_declared(plan, row.number, not_shown)),
        passed=passed_dates(lines),
        concerns=_concerns(row.concerns, assurance.responses if assurance else ()),
        keeps_responses=assurance is not None,
        requirements=lines,
        amendments=_amendments(assurance.amendments if assurance else ()),
        parts=(),
        pressing=len(pressing),
        keeps_missing=CONSIDERED not in plan.not_kept,
        sustained=None
        if assurance is None
        else sustained_rows(plan, assurance.sustained, refs, lacks_evidence=lacks_evidence),
        linked=None if assurance is None else linked_to(refs, assurance.links, delivery),
        evidence=index_lines(plan.evidence or (), refs=refs, on=london_day(plan.taken_at)),
    )
    others = [line for line in lines if line not in pressing]
    full = that_fit(pressing, others, sides=sides_of(row.number), beside=_beside(page))
    return replace(page, parts=_parts(row.strands, full, [*pressing, *others]))


def _next(line: RequirementLine) -> date:
    return (line.next_due.latest if line.next_due else None) or date.max


def _beside(page: OutcomePage) -> float:
    """Return how high everything stands on an outcome's sides that is not a requirement."""
    official, linked = page.official, page.linked or Linked(rows=(), proposed=())
    passed = 200 * "0" + "".join(f"{test}: {words}. " for test, words in page.declared)
    texts = (
        page.outcome, official.says if official else "", passed, page.progress, page.erratum,
        " ".join(f"{row.ref}, (late)" for row in linked.proposed),
        " ".join(f"{line.facts.ref} for {line.requirements}; " for line in page.evidence),
    )  # fmt: skip
    rows = [
        *((row.facts.summary, row.response.words if row.response else "") for row in page.concerns),
        *((row.title, row.state) for row in linked.rows),
    ]
    told = sum(height_of(text, across=ACROSS, points=10, leading=1.3) + 1.2 for text in texts)
    halves = sum(max(height_of(text, across=HALF, points=9) for text in row) + 6.5 for row in rows)
    return HEAD + told + halves + sum(STRIP * (len(row.runs) + 1) for row in page.sustained or ())


def _declared(plan: PlanFacts, outcome: int, not_shown: HiddenResults) -> Iterable[tuple[str, str]]:
    """Yield what commissioners say of tests: declared met or not, confident or not (Rule 21).

    Tests of which they say the same stand together.
    """
    found, by_words = standings(plan, not_shown), defaultdict[str, list[int]](list)
    for test in plan.tests:
        standing = found.get((outcome, test.number))
        if standing is None:
            continue
        words = standing.met.words
        if not standing.met.is_hidden and has_confidence(outcome=outcome, test=test.number):
            words = (
                f"{words}; progress: {standing.progress.words[:1].lower()}"
                + (standing.progress.words[1:])
            )
        by_words[words].append(test.number)
    for words, tests in by_words.items():
        yield f"Test{'s' if len(tests) > 1 else ''} {', '.join(map(str, tests))}", words


def _amendments(every: Iterable[AmendmentFacts]) -> dict[str, list[AmendmentFacts]]:
    found: dict[str, list[AmendmentFacts]] = defaultdict(list)
    for amendment in every:
        found[amendment.requirement].append(amendment)
    return dict(found)


def _concerns(
    concerns: Iterable[ConcernFacts], responses: Iterable[ResponseFacts]
) -> tuple[ConcernRow, ...]:
    given = by_concern(responses)
    return tuple(
        ConcernRow(
            facts=concern,
            response=next(iter(given.get(concern.ref, ())), None),
            responses=len(given.get(concern.ref, ())),
        )
        for concern in concerns
    )


def _parts(
    strands: Sequence[StrandFacts],
    full: Sequence[RequirementLine],
    lines: Sequence[RequirementLine],
) -> tuple[StrandPart, ...]:
    """Return the parts of an outcome: `lines` are all its requirements, those first that press."""
    names = {strand.code: f"({strand.code}) {strand.name}" for strand in strands}
    other = "Strand not said" if strands else ""
    codes = [*names, *sorted({line.strand for line in lines} - set(names))]
    found = (
        StrandPart(
            name=names.get(code, other),
            in_full=tuple(line for line in full if line.strand == code),
            others=tuple(line for line in lines if line.strand == code and line not in full),
        )
        for code in codes
    )
    return tuple(part for part in found if part.in_full or part.others)
