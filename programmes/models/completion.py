"""What is done about a completion besides its report: confirmed, not confirmed, reopened."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField
from irp.models import Act
from programmes.models.milestone import Milestone
from programmes.words import CompletionStep


class CompletionAct(Act):
    """An act on a reported completion, in the period that was open then; `actual_on` says which.

    A confirmation counts while it is the newest act and the report says that day: a completion on
    another day, or after a reopening, is to be confirmed anew.
    """

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="completion_acts")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    ret = models.ForeignKey("programmes.Return", models.PROTECT, related_name="+")
    what = LineField(max_length=13, choices=CompletionStep.choices())
    actual_on = DayField("date completed")
    reason = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(what="confirmed")
                | (Q(what__in=["not_confirmed", "reopened"]) & ~Q(reason="")),
                name="completion_act_has_its_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref}: {self.get_what_display()}"
