"""The Commissioners' Assurance Plan's part of the export."""

from assurance.models import (
    AssuranceTest,
    ContextualQuestion,
    PriorityOutcome,
    Requirement,
    TimelineEntry,
)
from assurance.rules import GatesOf, odd_order
from exchange.presenters.record_parts import Record, origin
from irp.readings import plan_settings
from irp.rules.plan_dates import QuarterConvention


def cap_document() -> Record:
    """Return priority outcomes, tests, questions and timeline."""
    outcomes = PriorityOutcome.objects.prefetch_related(
        "concerns", "requirements__test", "requirements__gates"
    )
    quarters = QuarterConvention(plan_settings().cap_quarters)
    return {
        "priority_outcomes": [_priority_outcome(outcome, quarters) for outcome in outcomes],
        **_assurance_frame(),
    }


def _priority_outcome(outcome: PriorityOutcome, quarters: QuarterConvention) -> Record:
    in_force = [
        requirement for requirement in outcome.requirements.all() if requirement.retired_on is None
    ]
    dates = [
        GatesOf(
            ref=requirement.ref,
            test=requirement.test.number,
            gates=tuple((gate.purpose, gate.due) for gate in requirement.gates.all()),
        )
        for requirement in in_force
    ]
    odd = odd_order(dates, quarters=quarters)
    return {
        "number": outcome.number,
        "title": outcome.title,
        "statement": outcome.outcome,
        "progress": outcome.progress,
        "strands": outcome.strands,
        "concerns": [
            {
                "ref": concern.ref,
                "strand": concern.strand,
                "summary": concern.summary,
                **origin(concern),
            }
            for concern in outcome.concerns.all()
        ],
        "requirements": [
            {**_requirement(requirement), "odd_order": list(odd.get(requirement.ref, ()))}
            for requirement in outcome.requirements.all()
        ],
        **origin(outcome),
    }


def _requirement(row: Requirement) -> Record:
    return {
        "ref": row.ref,
        "test": row.test.number,
        "title": row.title,
        "strand": row.strand,
        "considerations": row.considerations,
        "raw": row.dates_as_written,
        "gates": [
            {
                "purpose": gate.purpose,
                "raw": gate.words,
                "earliest": gate.due.as_json()["earliest"],
                "latest": gate.due.as_json()["latest"],
                "ongoing": gate.ongoing,
            }
            for gate in row.gates.all()
        ],
        **({"note": row.flag} if row.flag else {}),
        **origin(row),
    }


def _assurance_frame() -> Record:
    return {
        "tests": [
            {
                "number": test.number,
                "name": test.name,
                "question": test.question,
                **origin(test),
            }
            for test in AssuranceTest.objects.all()
        ],
        "questions": [
            {
                "number": question.number,
                "name": question.name,
                "text": question.text,
                **origin(question),
            }
            for question in ContextualQuestion.objects.all()
        ],
        "timeline": [
            {
                "raw": event.dates_as_written,
                "start": event.start.as_json(),
                "end": event.end.as_json(),
                "title": event.title,
                "summary": event.summary,
                **origin(event),
            }
            for event in TimelineEntry.objects.all()
        ],
    }
