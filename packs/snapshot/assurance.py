"""The Assurance Plan as the snapshot keeps it: outcomes, requirements, gates, issued judgements."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from assurance.models import (
    Assessment,
    AssuranceTest,
    Concern,
    ContextualQuestion,
    Gate,
    PriorityOutcome,
    Requirement,
    TimelineEntry,
)
from irp.rules.calendar import london_day
from packs.snapshot.rows import grouped, who


def tests() -> list[dict[str, Any]]:
    """Return the commissioners' three tests."""
    rows = AssuranceTest.objects.all()
    return [{"number": row.number, "name": row.name, "question": row.question} for row in rows]


def outcomes(*, at: datetime) -> list[dict[str, Any]]:
    """Return the ten outcomes, their requirements, gates and issued judgements (Rules 12, 19)."""
    concerns = grouped(Concern.objects.all(), "outcome_id")
    requirements = _requirements(at=at)
    return [
        {
            "number": row.number,
            "title": row.title,
            "strands": row.strands,
            "outcome": row.outcome,
            "progress": row.progress,
            "erratum": row.erratum,
            "concerns": [
                {
                    "ref": one.ref,
                    "strand": one.strand,
                    "summary": one.summary,
                    "erratum": one.erratum,
                }
                for one in concerns[row.pk]
            ],
            "requirements": requirements[row.pk],
        }
        for row in PriorityOutcome.objects.all()
    ]


def _requirements(*, at: datetime) -> dict[int, list[dict[str, Any]]]:
    gates = grouped(Gate.objects.all(), "requirement_id")
    voices = _voices(at=at)
    in_force = Requirement.objects.in_force(on=london_day(at))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in in_force.select_related("test"):
        found[row.outcome_id].append(
            {
                "ref": row.ref,
                "test": row.test.number,
                "number": row.number,
                "title": row.title,
                "strand": row.strand,
                "considerations": row.considerations,
                "dates_as_written": row.dates_as_written,
                "flag": row.flag,
                "erratum": row.erratum,
                "gates": [
                    {
                        "purpose": gate.purpose,
                        "words": gate.words,
                        "due": gate.due.as_json(),
                        "ongoing": gate.ongoing,
                    }
                    for gate in gates[row.pk]
                ],
                "voices": voices[row.pk],
            }
        )
    return found


def _voices(*, at: datetime) -> dict[int, dict[str, dict[str, str]]]:
    """Return each voice's newest issued judgement; drafts are never read (Rule 23)."""
    voices: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in Assessment.objects.newest_issued(at=at):
        voices[row.requirement_id][row.speaker] = {
            "judgement": row.judgement,
            "rationale": row.rationale,
            "evidence_cited": row.evidence_cited,
            **who(row),
        }
    return voices


def questions() -> list[dict[str, Any]]:
    """Return the three contextual questions: narrative, never a gate (Rule 21)."""
    rows = ContextualQuestion.objects.all()
    return [{"number": row.number, "name": row.name, "text": row.text} for row in rows]


def timeline() -> list[dict[str, Any]]:
    """Return the intervention's timeline."""
    return [
        {
            "title": row.title,
            "summary": row.summary,
            "dates_as_written": row.dates_as_written,
            "start": row.start.as_json(),
            "end": row.end.as_json(),
        }
        for row in TimelineEntry.objects.all()
    ]
