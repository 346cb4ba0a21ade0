"""Load the targets and benchmarks that the plan prints for its KPIs (Rules 25 and 27)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from exchange.actions.row_loading import Loading, sourced_columns
from exchange.rules.irp_records import TargetRecord
from exchange.rules.plan_records import Plan
from irp.history import act, write_acts
from kpis.models import Indicator, Target

FILE = "irp/kpis.json"


def load_targets(plan: Plan, loading: Loading) -> None:
    """Add each printed version that is not there yet; one that says something else is corrected.

    A version is never changed: a correction is the next one, for the same month (Rule 25). Those
    that the council set, and those that no file names, stay.
    """
    rows = list(Target.objects.order_by("pk"))
    printed = {_key(row): row for row in rows if row.source_document}  # the newest of each
    numbers = Counter((row.indicator_id, row.kind) for row in rows)
    tally, acts = loading.tally("targets of indicators"), []
    for indicator in plan.indicators:
        key = loading.pk(Indicator, indicator.ref)
        for target in indicator.targets:
            columns = _columns(target, loading, indicator=key)
            standing = printed.get((key, target.kind, columns["from_month"]))
            if standing and _says(standing, columns):
                tally.unchanged += 1
                continue
            numbers[key, target.kind] += 1
            number, reason = numbers[key, target.kind], "As published in the plan"
            at = loading.at if standing else loading.known_from(FILE)
            acts.append(act(Target, by=loading.by, at=at, number=number, reason=reason, **columns))
    tally.created += len(write_acts(acts))


def _key(row: Target) -> tuple[int, str, date]:
    return row.indicator_id, row.kind, row.from_month


def _columns(target: TargetRecord, loading: Loading, *, indicator: int) -> dict[str, Any]:
    """Return the columns of a printed version."""
    month = loading.irp_date(target.from_month).earliest
    value = Decimal(target.value)
    return sourced_columns(target, "kind", indicator_id=indicator, from_month=month, value=value)


def _says(row: Target, columns: Mapping[str, Any]) -> bool:
    """Tell whether a version says what the file says."""
    return all(getattr(row, name) == value for name, value in columns.items())
