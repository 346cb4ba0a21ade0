"""What a completion rests on: its evidence or why there is none, and who runs the work now."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from programmes.words import CompletionStep, Delivery


@dataclass(frozen=True, slots=True)
class Completion:
    """What a report says of a completion besides its day; None is what the form refused already.

    `handed_to` names the service that runs the work now, of a row that was closed by handing it to
    business as usual; "" for any other.
    """

    evidence: str | None = ""
    no_evidence: str | None = ""
    handed_to: str | None = ""

    @classmethod
    def of(cls, report: Any) -> "Completion":
        """Return what a report, or an update of one, says of its completion."""
        return cls(**{name: getattr(report, name) for name in COMPLETION})


COMPLETION = tuple(field.name for field in fields(Completion))
NOTHING_SAID = Completion()
WHAT = {"evidence": "evidence", "no_evidence": "reason", "handed_to": "service"}


def completion_faults(
    completion: Completion, *, delivery: Delivery, was: Delivery | None
) -> dict[str, str]:
    """Return the faults of what is said of a completion, by field, each with what to type.

    `was` is the delivery last reported. What becomes complete has evidence or the reason why there
    is none; what was complete already, before evidence was asked for, may go on without either.
    """
    texts = {name: getattr(completion, name) for name in COMPLETION}
    if delivery is not Delivery.COMPLETE:
        return {
            name: f"Remove the {WHAT[name]}, or choose Complete"
            for name, words in texts.items()
            if words and words.strip()
        }
    evidence, none = (
        words if words is None else words.strip()
        for words in (completion.evidence, completion.no_evidence)
    )
    if evidence and none:
        return {"no_evidence": "Enter the evidence or why there is none, not both"}
    if was is not Delivery.COMPLETE and evidence == none == "":
        return {"evidence": "Enter what shows that it is complete, or below why there is nothing"}
    return {}


class StepOnCompletion(NamedTuple):
    """An act on a completion: what was done of which day completed."""

    what: CompletionStep
    actual_on: date | None


def is_confirmed(newest: StepOnCompletion | None, *, actual_on: date | None) -> bool:
    """Tell whether a completion on a day is confirmed by the newest act on the row."""
    return newest is not None and newest == (CompletionStep.CONFIRMED, actual_on)


def confirmation_refusal(
    *,
    is_asked: bool,
    actual_on: date | None,
    reported_by: int | None,
    by: int,
    newest: StepOnCompletion | None,
) -> str:
    """Return why a person cannot confirm a row's completion, "" where they can.

    The second person is anybody of the programme but who reported it.
    """
    if not is_asked:
        return "Nothing is to be confirmed: it is not reported complete, or needs no confirming."
    if is_confirmed(newest, actual_on=actual_on):
        return "Its completion has been confirmed already."
    if reported_by == by:
        return "You reported it complete, so somebody else has to confirm it."
    return ""
