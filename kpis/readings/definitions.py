"""How indicators are defined and who answers for them, now or as history held it (Rule 27)."""

from django.db.models import QuerySet

from irp.models import Post
from irp.readings import Source, rows_of
from kpis.facts import DefinitionFacts
from kpis.models import Indicator
from kpis.words import Frequency

COLUMNS = (
    "definition",
    "numerator",
    "denominator",
    "frequency",
    "lag_months",
    "source_system",
    "owner_id",
    "is_survey",
)


def definition(source: Source, ref: str) -> DefinitionFacts:
    """Return how an indicator is defined, in two statements at most."""
    (row,) = source.columns(Indicator, *COLUMNS, ref=ref)
    values = dict(zip(COLUMNS, row, strict=True))
    owner = values.pop("owner_id")
    posts = source.columns(Post, "title", id=owner) if owner else []
    frequency = values.pop("frequency")
    return DefinitionFacts(
        **values,
        frequency=Frequency(frequency) if frequency else None,
        owner=posts[0][0] if posts else "",
    )


def owner_posts() -> list[Post]:
    """Return the posts that answer for an indicator."""
    return rows_of(_owners)


def _owners() -> QuerySet[Post]:
    answering = Indicator.objects.filter(owner__isnull=False).values("owner")
    return Post.objects.filter(pk__in=answering).order_by("pk")
