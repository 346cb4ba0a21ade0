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
from irp.actions import plan_settings
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
    in_force = [one for one in outcome.requirements.all() if one.retired_on is None]
    dates = [
        GatesOf(
            ref=one.ref,
            test=one.test.number,
            gates=tuple((gate.purpose, gate.due) for gate in one.gates.all()),
        )
        for one in in_force
    ]
    odd = odd_order(dates, quarters=quarters)
    return {
        "number": outcome.number,
        "title": outcome.title,
        "statement": outcome.outcome,
        "progress": outcome.progress,
        "strands": outcome.strands,
        "concerns": [
            {"ref": one.ref, "strand": one.strand, "summary": one.summary, **origin(one)}
            for one in outcome.concerns.all()
        ],
        "requirements": [
            {**_requirement(one), "odd_order": list(odd.get(one.ref, ()))}
            for one in outcome.requirements.all()
        ],
        **origin(outcome),
    }


def _requirement(one: Requirement) -> Record:
    return {
        "ref": one.ref,
        "test": one.test.number,
        "title": one.title,
        "strand": one.strand,
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
