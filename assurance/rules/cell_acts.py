"""Which acts commissioners may take on an outcome under a test, and why not (20, 21 and 24b)."""

from collections.abc import Sequence
from datetime import datetime

from assurance.facts.cells import CourseFacts
from assurance.rules.cell_courses import said_words, unmet
from assurance.rules.cells import ConfidenceStanding, MetStanding
from assurance.words.cells import Said
from irp.rules.numbers import counted


def has_confidence(*, outcome: int, test: int) -> bool:
    """Tell whether progress is judged there: tests 2 and 3 of all outcomes but the first (21)."""
    return outcome != 1 and test != 1


def act_faults(
    statement: Said,
    courses: Sequence[CourseFacts],
    standing: MetStanding,
    progress: ConfidenceStanding,
    *,
    outcome: int,
    test: int,
    at: datetime,
) -> list[str]:
    """Return why an act cannot be taken now, with what to do (Rules 20 and 21)."""
    place = f"outcome {outcome} under test {test}"
    if statement is Said.MET:
        lacking = [f"{row.ref} ({said_words(row, at=at)})" for row in unmet(courses, at=at)]
        if lacking:
            number = counted(len(lacking), "requirement is", "requirements are")
            return [f"Issue “Met” first. {number} not yet met: {', '.join(lacking)}."]
        if standing.counts:
            return [f"Commissioners have declared {place} met already, and it counts."]
    elif not has_confidence(outcome=outcome, test=test):
        return ["Progress is judged for tests 2 and 3 of outcomes 2 to 10 only."]
    elif progress.act and progress.act.said is statement and not progress.overtaken:
        return [f"Commissioners have said “{statement.label}” of {place} already."]
    return []


def said_faults(statement: Said, *, reason: str | None, evidence: str | None) -> dict[str, str]:
    """Return the faults of what is entered, by field; None the form has refused already."""
    faults = {}
    if reason is not None and not reason.strip():
        faults["reason"] = "Enter the reason for this judgement."
    if statement in (Said.MET, Said.CONFIDENT) and evidence is not None and not evidence.strip():
        faults["evidence_cited"] = "Enter the evidence: each document or figure with its date."
    return faults
