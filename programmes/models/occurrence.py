"""What became of the occurrences of recurring milestones (Rule 10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField
from irp.models import Tracked
from programmes.models.milestone import Milestone
from programmes.words import Turn


class Occurrence(Tracked):
    """What one period reports of the occurrence of one due day; frozen with its period.

    The due days follow from the plan's words and the first date. An outcome that was frozen
    unsigned does not count, so that a later period may report the same due day.
    """

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="occurrences")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    ret = models.ForeignKey("programmes.Return", models.PROTECT, related_name="occurrences")
    due_on = DayField("due day")
    turn = LineField("what became of it", max_length=10, choices=Turn.choices())
    done_on = DayField("day it was held", null=True, blank=True)
    reason = ProseField(max_length=1000, blank=True, default="")
    reported_by = models.ForeignKey("irp.User", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["milestone", "due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["milestone", "due_on", "period"], name="one_occurrence_a_due_day"
            ),
            models.CheckConstraint(
                condition=Q(turn="held", done_on__isnull=False)
                | (Q(turn__in=["missed", "not_needed"], done_on__isnull=True) & ~Q(reason="")),
                name="occurrence_has_its_day_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref}, due {self.due_on:%d/%m/%Y}"
