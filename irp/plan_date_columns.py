"""A date of the plan in four columns of a row, read and written as one (Rule 8)."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import F, Q

from irp.fields import DayField, LineField
from irp.rules.plan_dates import DATED_PRECISIONS, UNDATED, PlanDate, Precision, plan_date


class PlanDates:
    """Four columns that hold one `PlanDate`, read and written as one attribute (Rule 8).

    `end = PlanDates()` gives `end_raw`, `end_precision`, `end_earliest`, `end_latest`, and the
    attribute `end`, a `PlanDate`. `label` is what people call the four together. Its table has a
    CHECK that `whole_date("end")` holds.
    """

    def __init__(self, label: str = "") -> None:
        self.label = label

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the columns to the model, abstract ones included."""
        self.name = name
        self.label = self.label or name
        choices = [(precision.value, precision.value) for precision in Precision]
        columns: dict[str, Callable[[], models.Field]] = {
            "raw": lambda: LineField(max_length=200, blank=True, default=""),
            "precision": lambda: LineField(
                max_length=20, choices=choices, default=Precision.UNDATED.value
            ),
            "earliest": lambda: DayField(null=True, blank=True),
            "latest": lambda: DayField(null=True, blank=True, not_before=f"{name}_earliest"),
        }
        for suffix, column in columns.items():
            model.add_to_class(f"{name}_{suffix}", column())
        setattr(model, name, self)

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        return plan_date_of(row, self.name)

    def __set__(self, row: Any, value: PlanDate | None) -> None:
        value = value or UNDATED
        for part in ("raw", "earliest", "latest"):
            setattr(row, f"{self.name}_{part}", getattr(value, part))
        setattr(row, f"{self.name}_precision", value.precision.value)


def plan_date_of(row: Any, name: str) -> PlanDate:
    """Return the `PlanDate` held in a row's four columns; history rows have no descriptor."""
    parts = ("raw", "precision", "earliest", "latest")
    return plan_date(*(getattr(row, f"{name}_{part}") for part in parts))


def whole_date(name: str) -> Q:
    """Return what holds of the four columns of a `PlanDates`: twin of `PlanDate` itself (Rule 8).

    A known precision; of a dated one the first day and the last, in order, one day where it is a
    day; of the others none.
    """
    dated = [each.value for each in Precision if each in DATED_PRECISIONS]
    others = [each.value for each in Precision if each not in DATED_PRECISIONS]
    precision, earliest, latest = (f"{name}_{part}" for part in ("precision", "earliest", "latest"))
    has_days = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False})
    in_order = Q(**{precision: Precision.DAY.value, earliest: F(latest)}) | (
        ~Q(**{precision: Precision.DAY.value}) & Q(**{f"{earliest}__lte": F(latest)})
    )
    none = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
    return (Q(**{f"{precision}__in": dated}) & has_days & in_order) | (
        Q(**{f"{precision}__in": others}) & none
    )
