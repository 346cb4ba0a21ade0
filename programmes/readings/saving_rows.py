"""Rows of savings as acts and their pages need them: with the posts that rights are judged by."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from programmes.models import Saving, SavingAmounts, SavingReplacement, SavingValidation
from programmes.rules.saving_chains import Replaces
from programmes.rules.savings import is_to_validate
from programmes.words import Basis

Row = TypeVar("Row", SavingAmounts, SavingValidation)


def savings_with_posts() -> QuerySet[Saving]:
    """Return savings with the programme and the posts that rights are judged by."""
    return Saving.objects.select_related(
        *("owner", "sao", "programme__sao", "programme__rdl"),
        *("milestone__programme__sao", "milestone__programme__rdl"),
    ).order_by("ref")


def newest_amounts(*, year: int, at: datetime, among: Collection[int]) -> dict[int, SavingAmounts]:
    """Return the entries in force of some savings in a year, by saving; one statement."""
    return _newest(SavingAmounts, year=year, at=at, among=among)


def newest_validations(
    *, year: int, at: datetime, among: Collection[int]
) -> dict[int, SavingValidation]:
    """Return the validations in force of some savings in a year, by saving; one statement."""
    return _newest(SavingValidation, year=year, at=at, among=among)


def _newest(model: type[Row], *, year: int, at: datetime, among: Collection[int]) -> dict[int, Any]:
    rows = model.objects.in_force(at=at).filter(year=year, saving__in=list(among))
    return {row.saving_id: row for row in rows.select_related("period", "saving")}


def to_validate(*, year: int, at: datetime) -> list[SavingAmounts]:
    """Return the entries of a year of which no validator has looked at what is delivered.

    One statement, for pages that show no more of them.
    """
    last = SavingValidation.objects.filter(saving=OuterRef("saving"), year=OuterRef("year"))
    seen = Subquery(last.order_by("-pk").values("delivered")[:1])
    rows = SavingAmounts.objects.in_force(at=at).filter(year=year).select_related("saving")
    found = rows.annotate(seen=seen).order_by("saving__ref")
    return [row for row in found if is_to_validate(delivered=row.delivered, seen=row.seen)]


def links_of(year: int) -> dict[Replaces, SavingReplacement]:
    """Return the replacements of a year that stand, by their ends; one statement."""
    standing: dict[tuple[int, int], SavingReplacement] = {}
    rows = SavingReplacement.objects.filter(year=year).select_related("replaced", "by_saving")
    for row in rows.order_by("at", "pk"):
        standing.pop((row.replaced_id, row.by_saving_id), None)
        if not row.ends:
            standing[row.replaced_id, row.by_saving_id] = row
    return {
        Replaces(replaced=row.replaced.ref, by=row.by_saving.ref, basis=Basis(row.basis)): row
        for row in standing.values()
    }
