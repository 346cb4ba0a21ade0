"""Who became a commissioner, for everybody, and whose post waits, for who confirms it (24b)."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboards.presenters.home.parts import Part, Task, with_tasks
from irp.addresses import address
from irp.readings.commissioners import Named, waiting
from irp.rules.administration import is_told
from irp.rules.date_spans import printed_day


def told(posts: Iterable[Named], *, on: date) -> tuple[str, ...]:
    """Return what everybody is told for 30 days: who was confirmed, in which post and when."""
    return tuple(
        f"{holding.person} is confirmed as {holding.post}, {printed_day(holding.confirmed_on)}"
        for holding in posts
        if holding.confirmed_on and is_told(holding.confirmed_on, on=on)
    )


def with_waiting(
    parts: Sequence[Part], posts: Iterable[Named], *, user: int, on: date
) -> list[Part]:
    """Return a person's parts, with the posts that a commissioner confirms at the head of theirs.

    While no commissioner serves, it is an administrator who does, by the letter. Where any post
    waits it takes one statement, else none.
    """
    asked = [holding for holding in posts if holding.awaits and holding.user != user]
    keys, is_served = waiting(on=on) if asked else (frozenset(), False)
    whose = "commissioner" if is_served else "administrator"
    tasks = tuple(
        Task(
            f"Confirm {holding.person} as {holding.post}",
            address("commissioner_confirm", holding.key),
            "the post takes effect once it is confirmed",
            warning=True,
        )
        for holding in asked
        if holding.key in keys
    )
    return with_tasks(parts, tasks, of=(whose,))
