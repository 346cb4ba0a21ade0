"""Asks and challenges on Your work: what a person has to do with them, and how old each is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from textwrap import shorten

from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.rules.numbers import ago
from programmes.readings.points import OwedPoint
from programmes.rules.points import days_open, has_met, owed_by
from programmes.words import PointKind, PointStage

LONG = 90  # characters of a question that a task repeats
OWES = {"cpmo": "CPMO", "sao": "programme", "rdl": "programme"}


def with_points(part: Part, owed: Sequence[OwedPoint], *, on: date) -> Part:
    """Return a part with what its role owes of asks and challenges, the oldest first."""
    if part.key not in OWES:
        return part
    refs = {row.line.ref for row in part.own}
    own = [
        point
        for point in owed
        if owed_by(point.kind, point.stage) == OWES[part.key]
        and (part.key == "cpmo" or point.programme in refs)
    ]
    every = [point for point in owed if part.key == "cpmo" or point.programme in refs]
    figure = CountShown("Asks and challenges open", len(every), "", address("programmes:points"))
    return replace(
        part,
        tasks=(*_tasks(own, on=on), *part.tasks),
        figures=(*part.figures, figure) if part.figures else (),
    )


def _tasks(owed: Iterable[OwedPoint], *, on: date) -> Iterator[Task]:
    for point in owed:
        if not has_met(point.meeting_on, on=on):
            continue
        old = days_open(point.at, until=on)
        words = shorten(point.words, LONG, placeholder=" …")
        yield Task(
            _words(point),
            address("programmes:point", point.ref),
            f"asked {ago(old)}: {words}",
        )


def _words(point: OwedPoint) -> str:
    """Return what is to be done with a point."""
    if point.kind is PointKind.ASK:
        if point.stage is PointStage.RAISED:
            return f"Take ask {point.ref} to a board, or decline it"
        return f"Record the board’s answer to ask {point.ref}"
    if point.stage is PointStage.ANSWERED:
        return f"Read the answer to challenge {point.ref} and close it"
    return f"Answer CPMO’s challenge {point.ref}"
