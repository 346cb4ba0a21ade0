"""The change requests that wait for a person's decision, with their age (Rule 18)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from dashboards.presenters.home.parts import Part, Task
from irp.addresses import address
from irp.models import User
from irp.rules.calendar import how_long_ago
from irp.rules.numbers import counted
from programmes.readings.change_queue import Undecided
from programmes.rules.changes import months_waited, waits_long
from programmes.words import ChangeForum
from programmes.words.changes import kinds_said

DECIDES = {
    "sao": {ChangeForum.SAO},
    "cpmo": {ChangeForum.CPMO, ChangeForum.TIB, ChangeForum.CABINET},
}


def with_changes(
    part: Part,
    undecided: Iterable[Undecided],
    keys: Mapping[int, str],
    freezes: Iterable[datetime],
    *,
    user: User,
    on: date,
) -> Part:
    """Return a role's part with the requests that it decides, the longest undecided first.

    `keys` are the programmes' references by key. Nobody is given what they asked for themselves.
    """
    refs = {row.line.ref for row in part.own}
    every, known = part.key == "cpmo", list(freezes)
    own = [
        change
        for change in undecided
        if change.state.forum in DECIDES.get(part.key, ())
        and change.asked_by != user.pk
        and (every or keys.get(change.programme) in refs)
    ]
    tasks = tuple(
        _task(change, known, on=on) for change in sorted(own, key=lambda change: change.asked_on)
    )
    return replace(part, tasks=(*part.tasks, *tasks)) if tasks else part


def _task(change: Undecided, freezes: Iterable[datetime], *, on: date) -> Task:
    forum = change.state.forum
    what = f"{change.ref}: {kinds_said(change.kinds).lower()}"
    months = months_waited(change.asked_on, freezes)
    age = f"asked {how_long_ago(change.asked_on, on=on)}"
    long = waits_long(change.state, months)
    return Task(
        f"Record the decision of {forum.label} on {what}"
        if forum and forum.is_board
        else f"Decide change request {what}",
        address("programmes:change", change.ref),
        f"{age}; still undecided after {counted(months, 'monthly freeze')}" if long else age,
        warning=long,
    )
