"""How the demonstration's council reads some of its indicators, and where they began (Rule 27).

The plan says neither; a council would agree it with whoever runs the service.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from irp.models import Post, User
from kpis.actions import NewTarget, compose, define_indicator, set_target
from kpis.actions.definitions import DEFINED
from kpis.models import Indicator
from kpis.readings import newest_target
from kpis.words import Counted, Frequency, Yardstick

COMPOSITE = "KPI-2-19"  # of the corporate KPIs that improve over two periods
AGREED_IN = date(2025, 2, 1)
RDL = "Responsible Delivery Lead, "
SAVINGS = f"{RDL}Deliver Savings & Balance the Budget"
PEOPLE = f"{RDL}Employee Relations & People Management"
CITIZENS = f"{RDL}Improve Key Citizen Services & Customer Standards"
HOUSING = f"{RDL}Housing Improvement"
REASON = "Agreed with the service for the refreshed set of corporate KPIs."
FROM_FIRST = "The first month that was read under the plan."


@dataclass(frozen=True)
class Agreed:
    """What is agreed of an indicator; one with a `baseline` begins at its first reading."""

    ref: str
    owner: str
    frequency: Frequency
    lag_months: int | None
    source_system: str
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    is_survey: bool = False
    baseline: bool = True


MONTHLY, QUARTERLY, SURVEY = Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.SURVEY
AGREED = (
    Agreed(
        "KPI-1-06", PEOPLE, MONTHLY, 1, "Payroll",
        "Agency and interim staff in posts of the establishment on the last day of the month.",
        "full-time equivalent interim staff", "full-time equivalent posts",
    ),
    Agreed(
        "KPI-1-07", PEOPLE, MONTHLY, 1, "Payroll",
        "Working days lost to sickness in the month, of all staff but schools.",
        "working days lost", "working days contracted",
    ),
    Agreed(
        "KPI-1-08", SAVINGS, MONTHLY, 1, "Council tax ledger", "",
        "council tax collected", "council tax due",
    ),
    Agreed("KPI-1-09", HOUSING, MONTHLY, 1, "Housing management system"),
    Agreed("KPI-1-10", SAVINGS, MONTHLY, 1, "Business rates ledger"),
    Agreed(
        "KPI-1-11", SAVINGS, MONTHLY, 0, "Finance system", "",
        "invoices paid within terms", "invoices received",
    ),
    Agreed("KPI-1-12", SAVINGS, QUARTERLY, 2, "Finance system"),
    Agreed("KPI-1-14", SAVINGS, QUARTERLY, 1, "Internal audit’s tracker"),
    Agreed("KPI-2-01", CITIZENS, SURVEY, None, "Citizens’ survey", is_survey=True),
    Agreed("KPI-3-07", CITIZENS, MONTHLY, 1, "Contact centre"),
    Agreed("KPI-3-08", CITIZENS, MONTHLY, 1, "Complaints system"),
)  # fmt: skip


def agree_definitions(of: date, *, by: User, at: datetime) -> None:
    """Define the indicators that the loaded plan has, with their baselines, in the month of it."""
    if of != AGREED_IN:
        return
    rows = Indicator.objects.in_bulk([agreed.ref for agreed in AGREED], field_name="ref")
    posts = Post.objects.in_bulk([agreed.owner for agreed in AGREED], field_name="title")
    for agreed in AGREED:
        if row := rows.get(agreed.ref):
            _define(row, agreed, posts.get(agreed.owner), by=by, at=at)
            _begin_at_first(row, agreed, by=by, at=at)
    if composite := Indicator.objects.filter(ref=COMPOSITE).first():
        members = [rows[agreed.ref] for agreed in AGREED if agreed.ref in rows and agreed.baseline]
        compose(composite, members, counts=Counted.IMPROVING, reason=REASON, by=by, at=at, seen=0)


def _define(row: Indicator, agreed: Agreed, owner: Post | None, *, by: User, at: datetime) -> None:
    values: dict[str, Any] = {name: getattr(row, name) for name in DEFINED}
    values |= {
        name: getattr(agreed, name)
        for name in (
            "definition", "numerator", "denominator", "lag_months", "source_system", "is_survey"
        )
    }  # fmt: skip
    values |= {"frequency": agreed.frequency.value, "owner": owner}
    define_indicator(row, values, reason=REASON, version=row.version, by=by, at=at)


def _begin_at_first(row: Indicator, agreed: Agreed, *, by: User, at: datetime) -> None:
    """Set the figure of the first month that was read as the baseline."""
    first = row.readings.order_by("month", "-pk").first()
    if first is None or not agreed.baseline:
        return
    newest = newest_target(row)
    baseline = NewTarget(
        kind=Yardstick.BASELINE, value=first.value, from_month=first.month,
        decided_by="CPMO, with the service", reason=FROM_FIRST,
    )  # fmt: skip
    set_target(row, baseline, by=by, at=at, seen=newest.pk if newest else 0)
