"""Requests to the council as facts, in one statement; as at a past day in two."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from assurance.facts.requests import RequestFacts, RequestStepFacts
from assurance.models import CouncilRequest
from assurance.words.requests import RequestAct
from irp.models import Post
from irp.prepared import rows_of
from irp.readings import Now, Source

STEP = ("what", "words", "due_on", "by_name", "by_post", "at")


def requests(source: Source, *, number: int | None = None) -> tuple[RequestFacts, ...]:
    """Return the requests up to the source's moment, oldest first; of one number or all.

    A request comes once for each of its steps, and once where it has none.
    """
    scope = {} if number is None else {"number": number}
    by_number = {}
    steps: dict[int, list[RequestStepFacts]] = defaultdict(list)
    for row in rows_of(_with_steps, until=source.at, **scope):
        by_number[row.number] = row
        if row.step_what:
            columns = {name: getattr(row, f"step_{name}") for name in STEP}
            step = RequestStepFacts(**columns | {"what": RequestAct(row.step_what)})
            steps[row.number].append(step)
    titles = {row.owner_id: row.title for row in by_number.values()}
    if by_number and not isinstance(source, Now):  # a post had another title then
        titles = dict(source.columns(Post, "id", "title", id__in=set(titles)))
    return tuple(
        RequestFacts(
            number=row.number,
            owner=titles.get(row.owner_id, ""),
            requirements=tuple(row.requirements),
            words=row.words,
            due_on=row.due_on,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
            steps=tuple(steps[row.number]),
        )
        for row in by_number.values()
    )


def _with_steps(*, until: datetime, **scope: int) -> QuerySet[Any]:
    rows: QuerySet[Any] = CouncilRequest.objects.filter(at__lte=until, **scope)
    taken = FilteredRelation("steps", condition=Q(steps__at__lte=until))
    steps = {f"step_{name}": F(f"taken__{name}") for name in STEP}
    found = rows.annotate(taken=taken).annotate(**steps).annotate(title=F("owner__title"))
    return found.order_by("number", "taken__number")
