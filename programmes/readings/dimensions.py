"""The five dimensions that stand beside an SAO's rating (Rule 2)."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from programmes.facts.dimensions import Dimensions
from programmes.models import Confidence
from programmes.words import Dimension, Rating

_BETWEEN = Value(",", output_field=CharField())
# The five judgements of an act as one column, of acts that are read together with others.
JUDGED = Concat(
    *(part for dimension in Dimension for part in (F(dimension.value), _BETWEEN)),
    output_field=CharField(),
)
WHY = F("dimensions_reason")


def dimensions_in(judged: str, reason: str) -> Dimensions | None:
    """Return what such a column says was judged; None where nothing was."""
    pairs = zip(Dimension, judged.split(","), strict=False)  # it ends with one comma more
    given = {dimension: Rating(rating) for dimension, rating in pairs if rating}
    return Dimensions(given=given, reason=reason) if given else None


def dimensions_of(row: Confidence) -> Dimensions | None:
    """Return what was judged beside a rating; None where nothing was."""
    given = {dimension: getattr(row, dimension.value) for dimension in Dimension}
    judged = {dimension: Rating(rating) for dimension, rating in given.items() if rating}
    return Dimensions(given=judged, reason=row.dimensions_reason) if judged else None
