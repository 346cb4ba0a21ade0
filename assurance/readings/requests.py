"""Requests to the council as facts, in three statements."""

from collections import defaultdict

from assurance.facts.requests import RequestFacts, RequestStepFacts
from assurance.models import CouncilRequest, RequestStep
from assurance.words.requests import RequestAct
from irp.models import Post
from irp.readings import Source


def requests(source: Source, *, number: int | None = None) -> tuple[RequestFacts, ...]:
    """Return the requests up to the source's moment, oldest first; of one number or all."""
    rows = source.acts(CouncilRequest, **({} if number is None else {"number": number}))
    if not rows:
        return ()
    scope = {} if number is None else {"request__number": number}
    steps: dict[int, list[RequestStepFacts]] = defaultdict(list)
    for act in source.acts(RequestStep, **scope):
        steps[act.request_id].append(
            RequestStepFacts(
                what=RequestAct(act.what),
                words=act.words,
                due_on=act.due_on,
                by_name=act.by_name,
                by_post=act.by_post,
                at=act.at,
            )
        )
    titles = dict(source.columns(Post, "id", "title", id__in={row.owner_id for row in rows}))
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
            steps=tuple(steps[row.id]),
        )
        for row in rows
    )
