"""Completions that wait for a second person, on Your work of who may confirm them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboards.presenters.home.parts import Part, Task
from dashboards.presenters.portfolio import PortfolioRow
from irp.addresses import address
from irp.rules.date_spans import printed_day
from irp.rules.numbers import counted
from programmes.words import MilestoneGroup, ReturnState

CONFIRM = {"cpmo", "sao", "rdl"}
SOME = 3  # completions of a programme that are named one by one


def with_completions(part: Part, rows: Iterable[PortfolioRow], *, by: int) -> Part:
    """Return a part with the completions that its person may confirm in the open month.

    `by` is their account: who reported a row does not confirm it. CPMO confirms every programme's.
    """
    if part.key not in CONFIRM:
        return part
    own = rows if part.key == "cpmo" else part.own
    tasks = [
        task
        for row in sorted(own, key=lambda row: row.line.number)
        if row.has_return and row.line.state is not ReturnState.NOT_REPORTED
        for task in _tasks(row, _asked(row, by))
    ]
    return replace(part, tasks=(*part.tasks, *tasks)) if tasks else part


def _asked(row: PortfolioRow, by: int) -> list[tuple[str, date | None]]:
    """Return the references of a programme's milestones to confirm, each with its day."""
    unconfirmed = (
        (milestone.actual_on, refs)
        for milestone, refs in row.milestones
        if milestone.is_unconfirmed and milestone.reported_by != by
    )
    return sorted((ref, day) for day, refs in unconfirmed for ref in refs)


def _tasks(row: PortfolioRow, asked: Sequence[tuple[str, date | None]]) -> Iterator[Task]:
    """Yield a task for each completion to confirm; many of one programme open as a list."""
    line = row.line
    if len(asked) > SOME:
        listed = f"?programme={line.ref}&show={MilestoneGroup.UNCONFIRMED.value}"
        refs = ", ".join(ref for ref, _ in asked[:SOME])
        yield Task(
            f"Confirm {counted(len(asked), 'completion')} of {line.name}",
            address("dashboards:milestones") + listed,
            f"{refs} and {len(asked) - SOME} more",
        )
        return
    for ref, on in asked:
        day = f", reported as completed on {printed_day(on)}" if on else ""
        yield Task(
            f"Confirm that {ref} is complete",
            address("programmes:completion_confirm", ref),
            f"{line.name}{day}",
        )
