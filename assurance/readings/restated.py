"""What the plan itself says of requirements, outcomes and tests: restated words (Rule 24d)."""

from assurance.facts.official import RestatedFacts
from assurance.models import AssuranceTest, PriorityOutcome, Requirement
from irp.readings import Source
from irp.rules.calendar import london_day


def restated(source: Source) -> list[RestatedFacts]:
    """Return the tests, the outcomes and every requirement in force, in the plan's order.

    In three statements.
    """
    on = london_day(source.at)
    tests = sorted(source.rows(AssuranceTest), key=lambda row: row.number)
    outcomes = sorted(source.rows(PriorityOutcome), key=lambda row: row.number)
    places = {row.id: row.number for row in tests}, {row.id: row.number for row in outcomes}
    rows = [
        row for row in source.rows(Requirement) if row.retired_on is None or on < row.retired_on
    ]
    rows.sort(key=lambda row: (places[1][row.outcome_id], places[0][row.test_id], row.number))
    return [
        *(RestatedFacts(f"T{row.number}", "Test", row.question) for row in tests),
        *(RestatedFacts(f"PO{row.number}", "Outcome", row.outcome) for row in outcomes),
        *(
            RestatedFacts(row.ref, "Requirement", row.title, tuple(row.considerations))
            for row in rows
        ),
    ]
