"""The ten outcomes as packs print them, each on two sides: what is wrong first (PAGES 6)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assurance.facts import ConcernFacts, PriorityOutcomeFacts, StrandFacts
from assurance.facts.concerns import ResponseFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.facts.narrative import AmendmentFacts
from assurance.figures.concerns import by_concern
from assurance.figures.evidence_index import index_lines
from assurance.figures.official import worded_words
from assurance.figures.outcomes import is_pressing, passed_dates
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.rules.cell_acts import has_confidence
from packs.context.frame import Calendar
from packs.context.heat import bars_of, standings
from packs.context.linked import Delivery, linked_to
from packs.context.outcome_page import ConcernRow, OutcomePage, StrandPart
from packs.context.outcome_room import height_beside, sides_of, that_fit
from packs.context.sustained import sustained_rows
from packs.facts import PlanFacts

CONSIDERED = "outcomes.requirements.assessments.considered"


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
        else sustained_rows(
            plan,
            assurance.sustained,
            refs,
            measured=calendar.measured,
            lacks_evidence=lacks_evidence,
        ),
        linked=None if assurance is None else linked_to(refs, assurance.links, delivery),
        evidence=index_lines(plan.evidence or (), refs=refs, on=calendar.measured.on),
    )
    others = [line for line in lines if line not in pressing]
    full = that_fit(pressing, others, sides=sides_of(row.number), beside=height_beside(page))
    return replace(page, parts=_parts(row.strands, full, [*pressing, *others]))


def _next(line: RequirementLine) -> date:
    return (line.next_due.latest if line.next_due else None) or date.max


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
