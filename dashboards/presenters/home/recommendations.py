"""Overdue actions on recommendations, on Your work of their owners and of CPMO (Rules 8 and 9)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from textwrap import shorten

from assurance.facts.recommendations import ActionPosition
from assurance.rules.recommendations import is_past_due
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
from irp.rules.due import due
from irp.rules.measuring import Measured


def with_recommendations(
    parts: Sequence[Part],
    actions: Iterable[ActionPosition],
    titles: Collection[str],
    *,
    measured: Measured,
) -> list[Part]:
    """Return a person's parts, the first of the council's with what their posts owe."""
    late = [
        action for action in actions if is_past_due(action.due, action.progress, measured=measured)
    ]
    late.sort(key=lambda action: (action.due, action.recommendation, action.number))
    own = [action for action in late if action.owner in titles]
    return with_count(with_tasks(parts, _tasks(own, measured), of=ANSWER), _count(late))


def _tasks(late: Iterable[ActionPosition], measured: Measured) -> Iterator[Task]:
    for action in late:
        yield Task(
            f"Report on action {action.number} of {action.name}",
            address("assurance:recommendation", action.recommendation),
            shorten(action.words, LONG, placeholder=" …"),
            due=due(action.due, on=measured.on) if action.due else None,
        )


def _count(late: Sequence[ActionPosition]) -> CountShown:
    return CountShown(
        "Recommendation actions overdue",
        len(late),
        "",
        address("assurance:recommendations") + "?show=overdue",
        bool(late),
    )
