"""How indicators are defined and who answers for them, now or as history held it (Rule 27)."""

from typing import Any

from django.db.models import QuerySet

from irp.models import Post
from irp.readings import Source, rows_of
from kpis.facts import DefinitionFacts
from kpis.models import Indicator
from kpis.words import Frequency


def definition(source: Source, row: Any) -> DefinitionFacts:
    """Return how an indicator's row defines it, in one statement where a post answers for it."""
    posts = source.columns(Post, "title", id=row.owner_id) if row.owner_id else []
    return DefinitionFacts(
        definition=row.definition,
        numerator=row.numerator,
        denominator=row.denominator,
        frequency=Frequency(row.frequency) if row.frequency else None,
        lag_months=row.lag_months,
        source_system=row.source_system,
        is_survey=row.is_survey,
        owner=posts[0][0] if posts else "",
    )


def owner_posts() -> list[Post]:
    """Return the posts that answer for an indicator."""
    return rows_of(_owners)


def _owners() -> QuerySet[Post]:
    answering = Indicator.objects.filter(owner__isnull=False).values("owner")
    return Post.objects.filter(pk__in=answering).order_by("pk")
