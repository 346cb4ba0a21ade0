"""The five dimensions that stand beside an SAO's rating (Rule 2)."""

from datetime import datetime

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from programmes.facts.dimensions import Dimensions
from programmes.models import Confidence
from programmes.words import Dimension, Rating, Voice

_BETWEEN = Value(",", output_field=CharField())
# The five judgements of an act as one column, of acts that are read together with others.
JUDGED = Concat(
    *(part for one in Dimension for part in (F(one.value), _BETWEEN)), output_field=CharField()
)


def dimensions_in(judged: str, reason: str) -> Dimensions | None:
    """Return what such a column says was judged; None where nothing was."""
    pairs = zip(Dimension, judged.split(","), strict=False)  # it ends with one comma more
    given = {one: Rating(rating) for one, rating in pairs if rating}
    return Dimensions(given=given, reason=reason) if given else None


def dimensions_of(row: Confidence | None) -> Dimensions | None:
    """Return what was judged beside a rating; None where nothing was."""
    given = {one: getattr(row, one.value) for one in Dimension} if row else {}
    judged = {one: Rating(rating) for one, rating in given.items() if rating}
    return Dimensions(given=judged, reason=row.dimensions_reason) if row and judged else None


def dimensions_at(programme: int, at: datetime | None) -> Dimensions | None:
    """Return what was judged beside the SAO's rating of that moment, in one statement.

    Whoever is shown that rating is shown them: they are of one act. None, and no statement, where
    no rating is shown.
    """
    if at is None:
        return None
    rows = Confidence.objects.filter(ret__programme=programme, voice=Voice.SAO.value, at=at)
    return dimensions_of(rows.order_by("pk").first())
