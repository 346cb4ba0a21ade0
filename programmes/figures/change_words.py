"""Acts on a change request in words, and how a decision is cited (Rule 18)."""

from datetime import date

from irp.rules.date_spans import printed_day
from programmes.facts.changes import ChangeStepFacts
from programmes.words import ChangeAct


def decision_cited(step: ChangeStepFacts) -> str:
    """Return how a decision is cited: "TIB, 24 Nov 2026, minute 4.2"."""
    if step.forum is None or not step.forum.is_board:
        return "SAO and CPMO"
    return cited_as(step.forum.label, step.met_on, step.minute)


def cited_as(by: str, on: date | None, minute: str) -> str:
    """Return how a decision is cited by who decided it, when, and where it is minuted."""
    parts = (by, printed_day(on) if on else "", f"minute {minute}" if minute else "")
    return ", ".join(filter(None, parts))


def change_step_words(step: ChangeStepFacts) -> str:
    """Return an act on a request in words: "Agreed by TIB, 24 Nov 2026 (minute 4.2)"."""
    forum = step.forum.label if step.forum else ""
    if step.act is ChangeAct.VIEWED:
        return f"View of {forum} recorded"
    if step.dependency:
        return f"{step.act.label}: {step.taker} ({step.dependency})"
    return f"{step.act.label} by {forum}" if forum else step.act.label
