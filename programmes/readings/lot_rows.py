"""Rows of lots as acts and their pages need them: with the posts that rights are judged by."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from programmes.models import Lot, LotProgress


def lots_with_posts() -> QuerySet[Lot]:
    """Return lots with the programme and the posts that rights are judged by."""
    return Lot.objects.select_related("owner", "programme__sao", "programme__rdl").order_by("ref")


def newest_progress(*, at: datetime, among: Collection[int]) -> dict[int, LotProgress]:
    """Return the entries in force of some lots, by lot; one statement."""
    rows = LotProgress.objects.in_force(at=at).filter(lot__in=list(among))
    return {row.lot_id: row for row in rows.select_related("period", "lot")}
