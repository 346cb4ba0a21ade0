"""Dependencies as they are now with all that is known of their ends, in one statement (Rule 28)."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from irp.readings import rows_of
from programmes.models import (
    Baseline,
    Dependency,
    DependencyConfirmation,
    MilestoneReport,
    OpeningRow,
)
from programmes.rules.withheld import Reader
from programmes.words import RECEIVED, Side

OWN = (
    *("number", "title", "description", "give_by", "need_by", "days_set_at", "requirements"),
    *("state", "raised_on", "closed_on", "outcome"),
)
OF_END = ("milestone_id", "milestone__ref", "milestone__title")
KNOWN = ("ref", "name", "reported", "baseline", "confirmed")
NAMES = (*OWN, *(f"{side}_{name}" for side in Side for name in (*OF_END, *KNOWN)))


def rows_now(reader: Reader) -> list[dict[str, Any]]:
    """Return each dependency that names its ends, by its number; what is of an end by its side.

    Of the confirmations the one that stands; of reports the newest that counts for this reader, and
    before the first what an earlier tracker said (Rule 18c). Both are None or their columns by
    name, days and moments as they are spelt in JSON.
    """
    inside = () if reader.is_cpmo else sorted(reader.programmes)
    found = rows_of(_rows, reader.is_cpmo, inside=inside)
    return [dict(zip(NAMES, row, strict=True)) for row in found]


def _rows(is_cpmo: bool, *, inside: Collection[str]) -> QuerySet[Dependency, Any]:
    rows = Dependency.objects.filter(days_set_at__isnull=False).order_by("number")
    for side in Side:
        rows = rows.annotate(**_of_end(side, _counted(is_cpmo, inside)))
    return rows.values_list(*NAMES)


def _of_end(side: Side, counted: QuerySet[MilestoneReport]) -> dict[str, Any]:
    reports = counted.filter(milestone=OuterRef(f"{side}_milestone"))
    newest = reports.order_by("-period__month")
    opened = OpeningRow.objects.filter(milestone=OuterRef(f"{side}_milestone")).order_by("-pk")
    baselines = Baseline.objects.filter(milestone=OuterRef(f"{side}_milestone"))
    given = DependencyConfirmation.objects.filter(
        dependency=OuterRef("pk"), side=side.value, at__gte=OuterRef("days_set_at")
    ).order_by("-at", "-pk")
    row, programme = f"{side}_milestone__programme", f"{side}_programme"
    return {
        f"{side}_ref": Coalesce(F(f"{row}__ref"), F(f"{programme}__ref")),
        f"{side}_name": Coalesce(F(f"{row}__name"), F(f"{programme}__name")),
        f"{side}_reported": Coalesce(
            _first(newest, "forecast_latest", "actual_on"),
            _first(opened, "forecast_latest", "actual_on"),
        ),
        f"{side}_baseline": Subquery(baselines.order_by("-number").values("end_latest")[:1]),
        f"{side}_confirmed": _first(given, "by_name", "by_post", "at"),
    }


def _counted(is_cpmo: bool, inside: Collection[str]) -> QuerySet[MilestoneReport]:
    """Return the reports that count; unsigned ones for CPMO, and of the programmes `inside`."""
    rows = MilestoneReport.objects.that_count()
    if is_cpmo:
        return rows
    own = Q(milestone__programme__ref__in=inside)
    return rows.filter(Q(ret__state__in=RECEIVED) | own)


def _first(rows: QuerySet[Any], *names: str) -> Subquery:
    """Return columns of the first row as one: a subquery for each would be planned for each."""
    return Subquery(rows.values(found=JSONObject(**{name: name for name in names}))[:1])
