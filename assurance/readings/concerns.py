"""The council's responses to concerns, up to a moment."""

from collections import defaultdict

from assurance.facts.concerns import ResponseFacts
from assurance.models import ConcernResponse
from assurance.words.concerns import Trend
from irp.readings import Source


def responses(source: Source, *, outcome: int) -> dict[str, list[ResponseFacts]]:
    """Return the responses to an outcome's concerns by reference, the newest first."""
    rows = ConcernResponse.objects.filter(
        concern__outcome__number=outcome, at__lte=source.at
    ).select_related("concern", "owner")
    found: dict[str, list[ResponseFacts]] = defaultdict(list)
    for row in rows.order_by("-at", "-pk"):
        found[row.concern.ref].append(
            ResponseFacts(
                ref=row.concern.ref,
                words=row.words,
                trend=Trend(row.trend),
                owner=str(row.owner),
                due_on=row.due_on,
                by_name=row.by_name,
                by_post=row.by_post,
                at=row.at,
            )
        )
    return found
