"""Capital receipts as the plan states them (Rule 25)."""

from typing import ClassVar

from django.db import models

from irp.models import Sourced, Tracked
from irp.plan_date_columns import PlanDates, whole_date
from programmes.models.milestone import Milestone


class ReceiptTarget(Tracked, Sourced):
    """A step of the asset sales programme, in pounds: cumulative, or added to those before."""

    milestone = models.OneToOneField(Milestone, models.PROTECT, related_name="receipt_target")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    cumulative = models.BooleanField()
    start = PlanDates()
    end = PlanDates()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, amount__lt=10**12), name="receipt_amount_in_pounds"
            ),
            models.CheckConstraint(
                condition=whole_date("start") & whole_date("end"), name="receipt_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref}: {self.amount}"
