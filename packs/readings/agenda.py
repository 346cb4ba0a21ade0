"""Which asks of SAOs can be put on an agenda."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from packs.words import Forum
from programmes.models import Point, PointStep
from programmes.words import PointKind, PointStage


def open_asks(forum: Forum) -> QuerySet[Point]:
    """Return SAOs' asks with CPMO or tabled at this board, and on no agenda yet, oldest first."""
    last = PointStep.objects.filter(point=OuterRef("pk")).order_by("-number")
    asks = Point.objects.filter(kind=PointKind.ASK, items__isnull=True).annotate(
        stage=Subquery(last.values("stage")[:1]), board=Subquery(last.values("forum")[:1])
    )
    is_here = Q(stage=PointStage.TABLED, board=forum)
    return asks.filter(Q(stage__isnull=True) | is_here).order_by("at", "pk")
