"""Recommendations that wait for the view of internal audit or the auditor, on their Your work."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from assurance.readings.recommendation_views import ViewWanted, views_wanted
from assurance.words.recommendations import Viewer
from dashboards.presenters.home.parts import Part, Task, with_tasks
from irp.addresses import address
from irp.rules.date_spans import printed_day
from irp.words import PostKind

VIEWERS = {
    PostKind.INTERNAL_AUDIT: Viewer.INTERNAL_AUDIT,
    PostKind.EXTERNAL_AUDITOR: Viewer.AUDITOR,
}


def with_views(parts: Iterable[Part], kinds: Collection[str], *, at: datetime) -> list[Part]:
    """Return parts, a reader's with the recommendations reported on since they gave a view.

    In one statement for each view that the person gives, in none for others.
    """
    found = list(parts)
    for kind, viewer in VIEWERS.items():
        if kind in kinds:
            tasks = _tasks(views_wanted(viewer, at=at), viewer)
            found = with_tasks(found, tasks, of={"reader"})
    return found


def _tasks(wanted: Iterable[ViewWanted], viewer: Viewer) -> Iterator[Task]:
    for recommendation in wanted:
        since = (
            f"your last view is of {printed_day(recommendation.viewed_on)}"
            if recommendation.viewed_on
            else ""
        )
        yield Task(
            f"Give your view of {recommendation.name}",
            address("assurance:recommendation_view", recommendation.ref, viewer.slug),
            f"the council reported on {printed_day(recommendation.reported_on)}; "
            f"{since or 'you have given no view yet'}",
        )
