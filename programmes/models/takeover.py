"""The opening position: what an earlier tracker said, taken over by one act (Rule 18c).

Both are acts, which the database keeps as they were written. Of several rows on one milestone the
newest counts, and none once the milestone is reported here.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from irp.plan_date_columns import PlanDates, whole_date
from programmes.models.milestone import Milestone
from programmes.words import Delivery


class TakeOver(Act):
    """A position taken over: of which tracker, and as at which day."""

    number = WholeField(least=1, most=99, unique=True)
    tracker = LineField("earlier tracker", max_length=200)
    position_on = DayField("day of the position")
    note = ProseField("note", max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(tracker=""), name="take_over_names_its_tracker")
        ]

    def __str__(self) -> str:
        return f"Opening position {self.number}, {self.tracker}"


class OpeningRow(Act):
    """What the earlier tracker said of one milestone; what it says of dates are its baselines."""

    takeover = models.ForeignKey(TakeOver, models.PROTECT, related_name="rows")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="openings")
    number = WholeField(least=1, most=9999)
    delivery = LineField("delivery status", max_length=12, choices=Delivery.choices())
    forecast = PlanDates()
    actual_on = DayField("date completed", null=True, blank=True)
    said = ProseField("what the earlier tracker said", max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["takeover", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["takeover", "milestone"], name="one_opening_a_row"),
            models.CheckConstraint(condition=one_of("delivery", Delivery), name="opening_choices"),
            models.CheckConstraint(
                condition=Q(delivery="complete", actual_on__isnull=False, forecast_raw="")
                | (~Q(delivery="complete") & Q(actual_on__isnull=True)),
                name="opening_complete_has_its_day",
            ),
            models.CheckConstraint(condition=whole_date("forecast"), name="opening_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref} in {self.takeover}"
