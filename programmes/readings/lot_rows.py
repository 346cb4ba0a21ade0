"""Rows of lots as acts and their pages need them: with the posts that rights are judged by."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from irp.readings import rows_of
from irp.rules.measuring import Measured
from programmes.facts.receipts import LotFacts
from programmes.figures.lots import LotLine, lot_lines
from programmes.models import Lot, LotProgress
from programmes.readings.receipts import progress_facts


def lots_with_posts() -> QuerySet[Lot]:
    """Return lots with the programme and the posts that rights are judged by."""
    return Lot.objects.select_related("owner", "programme__sao", "programme__rdl").order_by("ref")


def overdue_sales(*, at: datetime, on: date) -> list[tuple[LotProgress, LotLine]]:
    """Return the sales whose expected day has passed without them, the longest first.

    Each as it was last entered, with its lot and the posts that rights are judged by, and as a
    line; in one statement.
    """
    known = {row.lot.ref: row for row in rows_of(_expected_before, on=on, at=at)}
    facts = [
        LotFacts(
            ref=ref,
            title=row.lot.title,
            programme=row.lot.programme.ref,
            owner=row.lot.owner.title if row.lot.owner else None,
            about=row.lot.about,
            progress=progress_facts(row),
        )
        for ref, row in known.items()
    ]
    return [
        (known[line.ref], line) for line in lot_lines(facts, measured=Measured(on)) if line.is_late
    ]


def _expected_before(*, on: date, at: datetime) -> QuerySet[LotProgress]:
    rows = LotProgress.objects.in_force(at=at).filter(expected_on__lt=on, withdrawn=False)
    posts = ("period", "lot__owner", "lot__programme__sao", "lot__programme__rdl")
    return rows.select_related(*posts).order_by("expected_on", "pk")


def newest_progress(*, at: datetime, among: Collection[int]) -> dict[int, LotProgress]:
    """Return the entries in force of some lots, by lot; one statement."""
    rows = LotProgress.objects.in_force(at=at).filter(lot__in=list(among))
    return {row.lot_id: row for row in rows.select_related("period", "lot")}


def progress_of(lot: Lot, *, until: datetime) -> list[LotProgress]:
    """Return what was entered of a lot up to a moment, with the months."""
    return list(LotProgress.objects.filter(lot=lot, at__lte=until).select_related("period"))
