"""The Commissioners' Assurance Plan's part of the export."""

from assurance.models import (
    AssuranceTest,
    ContextualQuestion,
    PriorityOutcome,
    Requirement,
    TimelineEntry,
)
from exchange.presenters.record_parts import Record, origin


def cap_document() -> Record:
    """Return priority outcomes, tests, questions and timeline."""
    outcomes = PriorityOutcome.objects.prefetch_related(
        "concerns", "requirements__test", "requirements__gates"
    )
    return {
        "priority_outcomes": [_priority_outcome(outcome) for outcome in outcomes],
        **_assurance_frame(),
    }


def _priority_outcome(outcome: PriorityOutcome) -> Record:
    return {
        "number": outcome.number,
        "title": outcome.title,
        "concerns": [
            {"ref": one.ref, "strand": one.strand, "summary": one.summary, **origin(one)}
            for one in outcome.concerns.all()
        ],
        "requirements": [_requirement(one) for one in outcome.requirements.all()],
        **origin(outcome),
    }


def _requirement(one: Requirement) -> Record:
    return {
        "ref": one.ref,
        "test": one.test.number,
        "title": one.title,
        "considerations": one.considerations,
        "raw": one.dates_as_written,
        "gates": [
            {
                "purpose": gate.purpose,
                "raw": gate.words,
                "earliest": gate.due.as_json()["earliest"],
                "latest": gate.due.as_json()["latest"],
                "ongoing": gate.ongoing,
            }
            for gate in one.gates.all()
        ],
        **({"note": one.flag} if one.flag else {}),
        **origin(one),
    }


def _assurance_frame() -> Record:
    return {
        "tests": [
            {"number": one.number, "name": one.name, "question": one.question, **origin(one)}
            for one in AssuranceTest.objects.all()
        ],
        "questions": [
            {"number": one.number, "name": one.name, "text": one.text, **origin(one)}
            for one in ContextualQuestion.objects.all()
        ],
        "timeline": [
            {
                "raw": one.dates_as_written,
                "start": one.start.as_json(),
                "end": one.end.as_json(),
                "title": one.title,
                "summary": one.summary,
                **origin(one),
            }
            for one in TimelineEntry.objects.all()
        ],
    }
