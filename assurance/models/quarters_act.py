"""Commissioners say which quarters the Assurance Plan means; each time is an act (Rule 11)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act, PlanSettings
from irp.rules.plan_dates import QuarterConvention


class QuartersAct(Act):
    """Quarters are confirmed as calendar or financial-year ones; dates in quarters follow."""

    number = WholeField(unique=True, least=1, most=9999)
    quarters = LineField("quarters", max_length=10, choices=PlanSettings.CONVENTIONS)
    decided_on = DayField("day of the decision")
    reason = ProseField(max_length=2000)
    moved = WholeField("assurance dates moved", most=100_000)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("quarters", QuarterConvention), name="quarters_act_choices"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="quarters_act_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"Quarters, decision {self.number}: {self.get_quarters_display()}"
