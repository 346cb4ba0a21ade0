"""What may give a withheld item away: KPIs, and what a saving is of (Rule 29)."""

from collections.abc import Iterable
from typing import Any

from kpis.models import Indicator
from programmes.models import Benefit, Milestone, Saving


def kpis_with_words() -> Iterable[tuple[Any, ...]]:
    """Return reference, name, unit, definition and numerator of each KPI, in the plan's order."""
    rows = Indicator.objects.order_by("aim__number", "number")
    return rows.values_list("ref", "name", "unit", "definition", "numerator")


def kpis_named(refs: Iterable[str]) -> dict[str, str]:
    """Return the names of some KPIs, by reference."""
    rows = Indicator.objects.filter(ref__in=list(refs)).order_by("ref")
    return dict(rows.values_list("ref", "name"))


def benefits_of_saving(ref: str) -> dict[str, str]:
    """Return the titles of the benefits that a saving is the money of, by reference."""
    rows = Benefit.objects.filter(saving__ref=ref).order_by("ref")
    return dict(rows.values_list("ref", "title"))


def milestone_of_saving(ref: str) -> dict[str, str]:
    """Return the title of the milestone that a saving is of, by reference; {} for none."""
    own = Saving.objects.filter(ref=ref).values("milestone")
    rows = Milestone.objects.filter(pk__in=own).order_by("ref")
    return dict(rows.values_list("ref", "title"))
