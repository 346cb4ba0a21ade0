"""Recommendations on which the council reported since a viewer gave a view, or that have none."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from assurance.models import ActionReport, Recommendation, RecommendationView
from assurance.words.recommendations import Body, Viewer
from irp.rules.calendar import london_day


class ViewWanted(NamedTuple):
    """A recommendation whose newest report by the council this viewer has not spoken on."""

    reported_on: date
    ref: str
    name: str
    viewed_on: date | None  # None: they have given no view of it


def views_wanted(viewer: Viewer, *, at: datetime) -> list[ViewWanted]:
    """Return what a viewer has still to look at, the longest reported first, in one statement."""
    own = RecommendationView.objects.filter(recommendation=OuterRef("pk"), viewer=viewer.value)
    reports = ActionReport.objects.filter(action__recommendation=OuterRef("pk"), at__lte=at)
    rows = Recommendation.objects.annotate(
        viewed=Subquery(own.order_by("-at", "-pk").values("at")[:1]),
        reported=Subquery(reports.order_by("-at", "-pk").values("at")[:1]),
    ).filter(reported__isnull=False)
    columns = ("body", "made_by", "number", "viewed", "reported")
    return sorted(
        ViewWanted(
            reported_on=london_day(reported),
            ref=f"{body}-{number}",
            name=f"{made_by or Body(body).label} {number}",
            viewed_on=london_day(viewed) if viewed else None,
        )
        for body, made_by, number, viewed, reported in rows.order_by().values_list(*columns)
        if viewed is None or viewed < reported
    )
