"""The requests that move what a person's own work needs: they agree or object (Rule 28)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dashboards.presenters.home.parts import Part, Task
from irp.addresses import address
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from programmes.readings.change_queue import TakerAsked


def with_takers(part: Part, asked: Iterable[TakerAsked], *, on: date) -> Part:
    """Return an SAO's part with the answers that are asked of them, the earliest due first."""
    if part.key != "sao":
        return part
    tasks = tuple(
        Task(
            f"Answer change request {answer.request} for {answer.taker}",
            address("programmes:change_answer", answer.request, answer.dependency),
            f"answer needed by {printed_day(answer.due_on)}",
            warning=Measured(on).has_passed(answer.due_on),
        )
        for answer in sorted(asked, key=lambda answer: answer.due_on)
    )
    return replace(part, tasks=(*part.tasks, *tasks)) if tasks else part
