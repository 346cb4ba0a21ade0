"""What boards gave posts to do, on Your work: what an owner has to do, what CPMO has to accept."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from textwrap import shorten

from dashboards.presenters.home.parts import (
    ANSWER,
    LONG,
    CountShown,
    Part,
    Task,
    with_count,
    with_tasks,
)
from irp.addresses import address
from irp.rules.date_spans import printed_day
from irp.rules.due import due
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from packs.figures.meetings import count_actions
from packs.readings.owed import Owed, OwedAction, OwedDecisions
from packs.rules.meetings import is_overdue
from packs.words.meetings import ActionStage


def with_board_actions(
    parts: Sequence[Part], of_boards: Owed, titles: Collection[str], *, on: date
) -> list[Part]:
    """Return a person's parts, the first of the council's with what boards gave their posts.

    CPMO's has the decisions to record of boards that have met, and the actions to accept.
    """
    owed = of_boards.actions
    own = [
        action for action in owed if action.owner in titles and action.stage is not ActionStage.DONE
    ]
    found = with_tasks(parts, _to_do(own, on=on), of=ANSWER)
    found = with_tasks(found, _to_record(of_boards.decisions, on=on), of=["cpmo"])
    found = with_count(found, _count(owed, on=on))
    accept = tuple(_to_accept(owed))
    return [
        replace(part, tasks=(*part.tasks, *accept)) if part.key == "cpmo" else part
        for part in found
    ]


def _to_record(owed: Iterable[OwedDecisions], *, on: date) -> Iterator[Task]:
    for meeting in owed:
        if meeting.on <= on:
            yield Task(
                f"Record what the {meeting.forum.value.upper()} decided",
                address("packs:meeting", meeting.forum.value, meeting.month) + "#agenda",
                f"it met on {printed_day(meeting.on)}; "
                f"{counted(meeting.number, 'decision')} sought, with the reference of each minute",
            )


def _to_do(owed: Iterable[OwedAction], *, on: date) -> Iterator[Task]:
    for action in owed:
        yield Task(
            f"Do action {action.ref} and say so",
            address("packs:board_action", action.ref),
            shorten(action.words, LONG, placeholder=" …"),
            due=due(action.due_on, on=on),
        )


def _to_accept(owed: Iterable[OwedAction]) -> Iterator[Task]:
    for action in owed:
        if action.stage is ActionStage.DONE:
            yield Task(
                f"Accept action {action.ref}, or send it back",
                address("packs:board_action", action.ref),
                f"{action.owner} says it is done: {shorten(action.words, LONG, placeholder=' …')}",
            )


def _count(owed: Sequence[OwedAction], *, on: date) -> CountShown:
    """Return how many actions of the boards are not settled, and how many of them are late."""
    counts = count_actions(
        (action.stage, is_overdue(action.stage, action.due_on, measured=Measured(on)))
        for action in owed
    )
    return CountShown(
        "Actions of the boards open",
        counts.open,
        f"{counts.overdue} overdue" if counts.overdue else "",
        address("packs:board_actions") + ("?show=overdue" if counts.overdue else "?show=open"),
        counts.overdue > 0,
    )
