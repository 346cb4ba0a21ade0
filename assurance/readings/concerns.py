"""The council's responses to concerns: in one statement, as at a past day in two."""

from assurance.facts.concerns import ResponseFacts
from assurance.models import ConcernResponse
from assurance.words.concerns import Trend
from irp.models import Post
from irp.readings import Now, Source


def responses(source: Source, *, outcome: int | None = None) -> tuple[ResponseFacts, ...]:
    """Return the responses to every concern, or to those of an outcome's number, newest first."""
    scope = {} if outcome is None else {"concern__outcome__number": outcome}
    found = ConcernResponse.objects.filter(at__lte=source.at, **scope)
    rows = list(found.select_related("concern", "owner").order_by("-at", "-pk"))
    titles = {row.owner_id: row.owner.title for row in rows}
    if rows and not isinstance(source, Now):  # a post had another title then
        titles = dict(source.columns(Post, "id", "title", id__in=sorted(titles)))
    return tuple(
        ResponseFacts(
            ref=row.concern.ref,
            words=row.words,
            trend=Trend(row.trend),
            owner=titles.get(row.owner_id, ""),
            due_on=row.due_on,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for row in rows
    )
