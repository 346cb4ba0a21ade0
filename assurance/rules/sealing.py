"""Taking privileged or personal content away: one person asks, another confirms (Rule 22). Pure."""

from collections.abc import Sequence

from assurance.words.evidence import SealStep


def open_ask(steps: Sequence[tuple[SealStep, int]]) -> int | None:
    """Return the key of who asked where nobody has answered yet; None where nothing is asked.

    `steps` are those of a file, the oldest first, each with the key of who took it.
    """
    if steps and steps[-1][0] is SealStep.ASKED:
        return steps[-1][1]
    return None


def is_sealed(steps: Sequence[tuple[SealStep, int]]) -> bool:
    """Tell whether its content was taken away, which nothing brings back."""
    return any(step is SealStep.CONFIRMED for step, _ in steps)


def seal_fault(step: SealStep, steps: Sequence[tuple[SealStep, int]], *, by: int) -> str:
    """Return why a person cannot take a step, "" where they can.

    Whoever asked does not confirm; they may decline, which takes the asking back.
    """
    if is_sealed(steps):
        return "It is sealed already."
    asked_by = open_ask(steps)
    if step is SealStep.ASKED:
        return (
            "Somebody has asked already. Another person confirms or declines it."
            if asked_by
            else ""
        )
    if asked_by is None:
        return "Nobody has asked to seal it, or somebody has answered meanwhile."
    if step is SealStep.CONFIRMED and asked_by == by:
        return "You asked for it. Another person has to confirm it."
    return ""
