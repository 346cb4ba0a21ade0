"""One priority outcome: concerns by strand, requirements by test, contradictions."""

from dataclasses import dataclass

from django.core.paginator import Page

from assurance.facts import ConcernFacts, PriorityOutcomeFacts, TestFacts
from assurance.figures.outcomes import tallies
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.models import PriorityOutcome
from assurance.readings.outcomes import assurance_tests, priority_outcome
from assurance.rules import Tally
from assurance.rules.errata import concerns_outcome, names_outcome
from assurance.words import Speaker
from irp.facts import ErratumFacts, SettingsFacts
from irp.presenters import Pages
from irp.readings import Source, errata, source_of
from irp.rules.measuring import Measured

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
    lines: tuple[RequirementLine, ...]  # those that stand on the page
    tallies: tuple[tuple[Speaker, Tally], ...]  # of every requirement under the test
    begins_on: int  # the number of the page on which its requirements begin


@dataclass(frozen=True)
class OutcomeSheet:
    """What the outcome's page shows."""

    outcome: PriorityOutcomeFacts
    source: str
    strands: tuple[StrandConcerns, ...]
    parts: tuple[TestPart, ...]
    errata: tuple[ErratumFacts, ...]
    page: Page

    @property
    def has_strands(self) -> bool:
        """Tell whether requirements are marked with a strand."""
        return bool(self.outcome.strands)


def outcome_sheet(
    source: Source, number: int, *, measured: Measured, settings: SettingsFacts, page: str | None
) -> OutcomeSheet | None:
    """Return a page of one outcome (Rules 12, 13, 19 and 23); None where there was none.

    Its requirements stand by test; counts are of all of them, whichever page is shown.
    """
    facts = priority_outcome(source, number)
    if facts is None:
        return None
    lines = requirement_lines(
        facts,
        measured=measured,
        ends_on=settings.intervention_ends_on,
        quarters=settings.cap_quarters,
    )
    shown = Pages(lines, REQUIREMENTS_A_PAGE).get_page(page)
    return OutcomeSheet(
        outcome=facts,
        source=source_of(source, PriorityOutcome, number=number),
        strands=_by_strand(facts),
        parts=tuple(_part(test, number, shown) for test in assurance_tests(source)),
        errata=tuple(
            erratum
            for erratum in errata(source)
            if any(names_outcome(said.where, outcome=number) for said in erratum.says)
        ),
        page=shown,
    )


def _part(test: TestFacts, outcome: int, page: Page) -> TestPart:
    places = [n for n, line in enumerate(page.paginator.object_list) if line.test == test.number]
    of_test = [page.paginator.object_list[place] for place in places]
    return TestPart(
        test=test,
        erratum=test.erratum if concerns_outcome(test.erratum, outcome=outcome) else "",
        every=len(of_test),
        lines=tuple(line for line in page if line.test == test.number),
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
