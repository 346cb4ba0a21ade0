"""A programme's budget and people: an entry a month, each a row of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import PoundsField, ProseField, WholeField
from irp.models import Act
from programmes.models.programme import Programme
from programmes.models.saving_years import in_pounds
from programmes.querysets import BudgetEntryQuerySet


class BudgetEntry(Act):
    """A month's entry of a programme; the newest is in force."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budgets")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    approved = PoundsField("approved budget")
    spent = PoundsField("spent")
    forecast = PoundsField("forecast spend")
    fund = PoundsField("called from the fund", default=0)
    needed = WholeField("posts needed", most=9999)
    filled = WholeField("posts filled", most=9999)
    note = ProseField(max_length=1000, blank=True, default="")

    objects = BudgetEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["programme", "pk"]
        indexes: ClassVar = [models.Index(fields=["programme", "-id"])]
        verbose_name_plural = "budget entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=in_pounds("approved", "spent", "forecast", "fund")
                & Q(forecast__gte=F("spent")),
                name="budget_in_pounds",
            ),
            models.CheckConstraint(
                condition=~Q(note="") | Q(filled__lte=F("needed"), forecast__lte=F("approved")),
                name="budget_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Budget of {self.programme}, {self.period}"

    @property
    def version(self) -> int:
        """Return what tells it from the entries before it: its key."""
        return self.pk or 0
