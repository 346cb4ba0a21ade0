"""One priority outcome: concerns by strand, requirements by test, contradictions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page

from assurance.facts import ConcernFacts, PriorityOutcomeFacts, TestFacts
from assurance.facts.citations import CitedByActs, CitedFacts
from assurance.facts.concerns import ResponseFacts
from assurance.figures.cells import CellLine, cell_line, cited_by
from assurance.figures.concerns import by_concern
from assurance.figures.outcomes import is_pressing, passed_dates, tallies
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.models import PriorityOutcome
from assurance.readings.cells import cell_acts, courses_of, declared
from assurance.readings.citations import citations_of_tests
from assurance.readings.concerns import responses
from assurance.readings.official import outcome_words
from assurance.readings.outcomes import assurance_tests, priority_outcome
from assurance.rules import Tally
from assurance.rules.errata import concerns_outcome, names_outcome
from assurance.rules.quarters import two_quarters_on
from assurance.words import Speaker
from irp.facts import ErratumFacts, SettingsFacts
from irp.models import User
from irp.presenters import Pages
from irp.readings import Source, errata
from irp.rules.measuring import Measured
from irp.rules.texts import cited

REQUIREMENTS_A_PAGE = 50


@dataclass(frozen=True)
class StrandConcerns:
    """The concerns of one strand; an outcome without strands has one, unnamed."""

    name: str
    concerns: tuple[ConcernFacts, ...]


@dataclass(frozen=True)
class TestPart:
    """The requirements of one test, and each speaker's tally of them (Rules 19 and 20)."""

    test: TestFacts
    erratum: str  # of the test, where it concerns this outcome
    every: int  # requirements under the test
    passed: int  # of them, with a date passed, not yet assured
    lines: tuple[RequirementLine, ...]  # those that stand on the page
    cell: CellLine  # what commissioners judge of it
    cites: tuple[CitedFacts, ...]  # by what they say last, that the person may see
    tallies: tuple[tuple[Speaker, Tally], ...]  # of every requirement under the test
    begins_on: int  # the number of the page on which its requirements begin
    soon: date  # by when a date still to come is said in full

    @property
    def in_full(self) -> tuple[RequirementLine, ...]:
        """Return those with a date passed or due by then, the longest passed first."""
        found = [line for line in self.lines if is_pressing(line, soon=self.soon)]
        return tuple(sorted(found, key=lambda line: line.passed_first_on or date.max))

    @property
    def folded(self) -> tuple[RequirementLine, ...]:
        """Return the others, a line each."""
        return tuple(line for line in self.lines if not is_pressing(line, soon=self.soon))


@dataclass(frozen=True)
class OutcomeSheet:
    """What the outcome's page shows."""

    outcome: PriorityOutcomeFacts
    source: str
    strands: tuple[StrandConcerns, ...]
    responses: dict[str, list[ResponseFacts]]  # of the council, by concern, the newest first
    parts: tuple[TestPart, ...]
    errata: tuple[ErratumFacts, ...]
    page: Page

    @property
    def has_strands(self) -> bool:
        """Tell whether requirements are marked with a strand."""
        return bool(self.outcome.strands)


def outcome_sheet(
    source: Source,
    number: int,
    *,
    user: User,
    measured: Measured,
    settings: SettingsFacts,
    page: str | None,
) -> OutcomeSheet | None:
    """Return a page of one outcome (Rules 12, 13, 19 and 23); None where there was none.

    Its requirements stand by test; counts are of all of them, whichever page is shown.
    """
    words = outcome_words(source, number)
    facts = priority_outcome(source, number, words=words)
    if facts is None:
        return None
    lines = requirement_lines(
        facts,
        measured=measured,
        ends_on=settings.intervention_ends_on,
        quarters=settings.cap_quarters,
    )
    row = next(row for row in source.rows(PriorityOutcome) if row.number == number)
    judged = _judged(source, facts, outcome=row.id)
    citations = citations_of_tests(user=user, at=source.at, on=measured.on, outcome__number=number)
    soon = two_quarters_on(measured.on)
    shown = Pages(lines, REQUIREMENTS_A_PAGE).get_page(page)
    return OutcomeSheet(
        outcome=facts,
        source=cited(row.source_document, row.source_section, row.source_row),
        strands=_by_strand(facts),
        responses=by_concern(responses(source, outcome=number)),
        parts=tuple(
            _part(test, shown, judged(test.number), citations, soon)
            for test in assurance_tests(source, words=words)
        ),
        errata=tuple(
            erratum
            for erratum in errata(source)
            if any(names_outcome(passage.where, outcome=number) for passage in erratum.says)
        ),
        page=shown,
    )


def _judged(
    source: Source, facts: PriorityOutcomeFacts, *, outcome: int
) -> Callable[[int], CellLine]:
    """Return what gives the commissioners' judgement of one of the tests of the outcome's key."""
    acts = cell_acts(source, outcome__number=facts.number)
    courses = courses_of(source, declared(acts), outcome=outcome)

    def of(test: int) -> CellLine:
        own = [act for act in acts if act.test == test]
        return cell_line(facts, test, own, courses.get((facts.number, test), ()), at=source.at)

    return of


def _part(
    test: TestFacts, page: Page, cell: CellLine, citations: CitedByActs, soon: date
) -> TestPart:
    places = [n for n, line in enumerate(page.paginator.object_list) if line.test == test.number]
    of_test = [page.paginator.object_list[place] for place in places]
    return TestPart(
        test=test,
        erratum=test.erratum if concerns_outcome(test.erratum, outcome=cell.outcome) else "",
        every=len(of_test),
        passed=passed_dates(of_test).requirements,
        lines=tuple(line for line in page if line.test == test.number),
        cell=cell,
        cites=tuple(
            dict.fromkeys(
                piece
                for act in (cell.met.act, cell.progress.act)
                for piece in cited_by(act, citations)
            )
        ),
        soon=soon,
        tallies=tallies(of_test),
        begins_on=places[0] // REQUIREMENTS_A_PAGE + 1 if places else 1,
    )


def _by_strand(outcome: PriorityOutcomeFacts) -> tuple[StrandConcerns, ...]:
    names = {strand.code: f"({strand.code}) {strand.name}" for strand in outcome.strands}
    codes = [*names, *sorted({row.strand for row in outcome.concerns} - set(names))]
    found = [
        StrandConcerns(
            names.get(code, ""), tuple(row for row in outcome.concerns if row.strand == code)
        )
        for code in codes
    ]
    return tuple(strand for strand in found if strand.concerns)
