"""Whether the records of the Commissioners' Assurance Plan fit together."""

from collections.abc import Iterator

from exchange.rules.cap_records import PriorityOutcomeRecord
from exchange.rules.check_lists import numbers, out_of_sequence, some, statements
from exchange.rules.faults import Fault
from exchange.rules.field_kinds import shown
from exchange.rules.plan_records import Plan, outcome_file


def cap_faults(plan: Plan) -> Iterator[Fault]:
    """Yield every way in which the records of the CAP contradict each other."""
    yield from numbers("cap/tests.json", "number", plan.tests)
    yield from numbers("cap/questions.json", "number", plan.questions)
    yield from statements("cap/statements.json", "CAP", plan.cap_statements)
    folder, outcomes = "cap/outcomes", some(plan.priority_outcomes)
    if len(outcomes) == len(plan.priority_outcomes or ()):
        found = sorted(outcome.number or 0 for outcome in outcomes)
        yield from out_of_sequence(folder, "number", found, range(1, len(found) + 1))
    tests = None if plan.tests is None else {test.number for test in some(plan.tests)}
    for outcome in outcomes:
        if outcome.number is not None:
            yield from _priority_outcome(outcome, tests)


def _priority_outcome(outcome: PriorityOutcomeRecord, tests: set[int] | None) -> Iterator[Fault]:
    file, prefix = outcome_file(outcome), f"PO{outcome.number}"
    concerns, requirements = some(outcome.concerns), some(outcome.requirements)
    expected = [f"{prefix}-C{number}" for number in range(1, len(concerns) + 1)]
    yield from out_of_sequence(file, "ref", [concern.ref for concern in concerns], expected)
    strands = {strand.code for strand in some(outcome.strands)}
    for row in [*concerns, *requirements]:
        if row.strand and row.strand not in strands:
            codes = " or ".join(f'"{code}"' for code in sorted(strands)) or '""'
            yield Fault(file, row.ref or "", f'"strand" is {shown(row.strand)}: type {codes}')
    for number in sorted({row.test for row in requirements if row.test is not None}):
        of_test = [row for row in requirements if row.test == number]
        refs = [f"{prefix}-T{number}-{position}" for position in range(1, len(of_test) + 1)]
        yield from out_of_sequence(file, "ref", [row.ref for row in of_test], refs)
        positions = range(1, len(of_test) + 1)
        for fault in out_of_sequence(file, "number", [row.number for row in of_test], positions):
            yield Fault(file, f"test {number}, requirement {fault.record}", fault.what)
    for row in requirements:
        if tests is not None and row.test is not None and row.test not in tests:
            yield Fault(file, row.ref or "", f'"test" is {row.test}: type one of tests.json')
        if row.gates == ():
            yield Fault(file, row.ref or "", '"gates" is empty: type at least one gate (Rule 12)')


def link_faults(plan: Plan) -> Iterator[Fault]:
    """Yield links that name what no file has, and those that are there twice.

    Asked of files that are otherwise right: a lost row is one fault, with no echo here.
    """
    file, seen = "cap/links.json", set()
    requirements = {
        row.ref for outcome in some(plan.priority_outcomes) for row in some(outcome.requirements)
    }
    programmes = some(plan.programmes)
    known = {
        "programme": {row.ref for row in programmes},
        "milestone": {row.ref for programme in programmes for row in some(programme.milestones)},
        "kpi": {row.ref for row in some(plan.indicators)},
        "saving": {row.ref for row in some(plan.savings)},
        "risk": {f"R-{row.number:02}" for row in some(plan.risks)},
    }
    for row in some(plan.links):
        name = f"{row.requirement or ''} {row.ref or ''}".strip()
        if row.requirement is not None and row.requirement not in requirements:
            what = f'"requirement" is {shown(row.requirement)}: type one of cap/outcomes'
            yield Fault(file, name, what)
        if row.ref is not None and row.kind in known and row.ref not in known[row.kind]:
            yield Fault(file, name, f'"ref" is {shown(row.ref)}: type a {row.kind} of the plan')
        if (row.requirement, row.ref) in seen:
            yield Fault(file, name, "it appears twice: take one out")
        seen.add((row.requirement, row.ref))
