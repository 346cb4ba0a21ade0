"""Targets that the demonstration's council decides beside those that the plan prints (Rule 25)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from irp.models import User
from kpis.actions import NewTarget, set_target
from kpis.models import Indicator
from kpis.readings import newest_target
from kpis.words import Yardstick


@dataclass(frozen=True)
class Decided:
    """A version that is set with the return of a month, in force from another."""

    in_month: date
    ref: str
    value: str
    from_month: date
    decided_by: str
    reason: str
    kind: Yardstick = Yardstick.TARGET
    tolerance: str = ""


BUDGET_2025, BUDGET_2026 = "Cabinet, budget of 2025/26", "Cabinet, budget of 2026/27"
CPMO = "CPMO, from published returns"
FEB_25, APR_25 = date(2025, 2, 1), date(2025, 4, 1)
FEB_26, APR_26 = date(2026, 2, 1), date(2026, 4, 1)
BUDGETED = "The figure that the budget of the year is made for."
COMPARED = "What comparable cities collect."
DECIDED = (
    Decided(FEB_25, "KPI-1-07", "5.5", APR_25, BUDGET_2025, BUDGETED),
    Decided(FEB_25, "KPI-1-08", "94", APR_25, BUDGET_2025, BUDGETED),
    Decided(FEB_25, "KPI-1-11", "90", APR_25, BUDGET_2025, "Suppliers are paid within terms."),
    Decided(FEB_25, "KPI-1-08", "95.5", APR_25, CPMO, COMPARED, Yardstick.BENCHMARK),
    Decided(FEB_26, "KPI-1-07", "5", APR_26, BUDGET_2026, BUDGETED, tolerance="0.5"),
    Decided(FEB_26, "KPI-1-11", "93", APR_26, BUDGET_2026, "The target of the year before rises."),
)


def decide_targets(of: date, *, by: User, at: datetime) -> None:
    """Set what is decided in a month, of the indicators that the loaded plan has."""
    due = [decided for decided in DECIDED if decided.in_month == of]
    known = {
        row.ref: row for row in Indicator.objects.filter(ref__in=[decided.ref for decided in due])
    }
    for decided in due:
        if row := known.get(decided.ref):
            newest = newest_target(row)
            set_target(
                row,
                NewTarget(
                    kind=decided.kind,
                    value=Decimal(decided.value),
                    from_month=decided.from_month,
                    decided_by=decided.decided_by,
                    reason=decided.reason,
                    tolerance=Decimal(decided.tolerance) if decided.tolerance else None,
                ),
                by=by,
                at=at,
                seen=newest.pk if newest else 0,
            )
