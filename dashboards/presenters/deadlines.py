"""The deadlines of a month on a page: how far off each is, or whether it is done (Rule 14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irp.facts import PeriodFacts
from irp.rules.date_spans import printed_day
from irp.rules.due import Due, due
from programmes.figures.cycle import cycle_steps
from programmes.words import ReturnState


@dataclass(frozen=True)
class Deadline:
    """A published deadline, as `components/deadline.html` prints it (Rule 14)."""

    name: str
    due: Due
    done: bool
    frozen_on: date | None = None  # where the freeze came before the step's own day

    @property
    def state(self) -> str:
        """Return "done", "missed", "soon" or "ahead"."""
        if self.done:
            return "done"
        return "missed" if self.due.is_past else "soon" if self.due.is_soon else "ahead"

    @property
    def words(self) -> str:
        """Return whether the step is taken, or how far off its day is."""
        if self.frozen_on:
            return f"frozen on {printed_day(self.frozen_on)}"
        return "done" if self.done else self.due.words


def deadlines(
    period: PeriodFacts, states: Sequence[ReturnState], *, issued: bool, on: date
) -> list[Deadline]:
    """Return the deadlines in order, as they are seen from a day.

    `issued` tells whether each board's final pack of the month is ready.
    """
    return [
        Deadline(step.name, due(step.by, on=on), step.is_done, step.frozen_on)
        for step in cycle_steps(period, states, issued=issued)
    ]
