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
        f"{one.person} is confirmed as {one.post}, {printed_day(one.confirmed_on)}"
        for one in posts
        if one.confirmed_on and is_told(one.confirmed_on, on=on)
    )


def with_waiting(
    parts: Sequence[Part], posts: Iterable[Named], *, user: int, on: date
) -> list[Part]:
    """Return a person's parts, with the posts that a commissioner confirms at the head of theirs.

    While no commissioner serves, it is an administrator who does, by the letter. Where any post
    waits it takes one statement, else none.
    """
    asked = [one for one in posts if one.awaits and one.user != user]
    keys, is_served = waiting(on=on) if asked else (frozenset(), False)
    whose = "commissioner" if is_served else "administrator"
    tasks = tuple(
        Task(
            f"Confirm {one.person} as {one.post}",
            address("commissioner_confirm", one.key),
            "the post takes effect once it is confirmed",
            warning=True,
        )
        for one in asked
        if one.key in keys
    )
    return with_tasks(parts, tasks, of=(whose,))
