"""The council responds to a concern of commissioners."""

from datetime import date, datetime

from django.db import transaction

from assurance.models import Concern, ConcernResponse
from assurance.words.concerns import Trend
from irp.actions import Faulty, hold_to_newest
from irp.history import enact
from irp.models import Post, User
from irp.permissions import require


def respond_to_concern(
    concern: Concern,
    *,
    words: str,
    trend: Trend,
    owner: Post,
    due_on: date | None,
    version: int,
    by: User,
    at: datetime,
) -> ConcernResponse:
    """Record the council's response; earlier ones stay. `version` is how many the person saw.

    Raises `Conflict` with the newest where there are others, `Faulty` without words.
    """
    require(by, "assurance.respond_to_concern", at=at)
    if not words.strip():
        raise Faulty({"words": "Enter the council’s response."})
    with transaction.atomic():
        row = Concern.objects.select_for_update().get(pk=concern.pk)
        given = row.responses.select_related("concern").order_by("number")
        hold_to_newest(given.last(), seen=version)
        return enact(
            ConcernResponse,
            by=by,
            at=at,
            concern=row,
            number=version + 1,
            words=words.strip(),
            trend=trend.value,
            owner=owner,
            due_on=due_on,
        )
