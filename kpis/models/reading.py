"""A value of an indicator, and what it was worked out from (Rule 27)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from irp.rules.date_spans import month_of
from kpis.models.indicator import Indicator
from kpis.rules import LEAST, MOST
from kpis.words import Figure


class Reading(Act):
    """A value of an indicator for a data period; provisional and revised are both kept."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    month = DayField("month of the data")  # the data period's first day, not the report's
    value = models.DecimalField(max_digits=16, decimal_places=4)
    # The column keeps its first name: the table is guarded against every change of its rows.
    figure = LineField(max_length=12, choices=Figure.choices(), db_column="standing")
    note = ProseField(max_length=1000, blank=True, default="")
    reason = ProseField("reason for the revision", max_length=1000, blank=True, default="")
    numerator = models.DecimalField(
        "what is counted", max_digits=16, decimal_places=4, null=True, blank=True
    )
    denominator = models.DecimalField(
        "out of what", max_digits=16, decimal_places=4, null=True, blank=True
    )
    respondents = WholeField("how many answered", least=1, most=99_999_999, null=True, blank=True)
    asked_from = DayField("first day of the survey", null=True, blank=True)
    asked_until = DayField("last day of the survey", null=True, blank=True, not_before="asked_from")

    class Meta:
        ordering: ClassVar = ["indicator", "-month", "-pk"]
        indexes: ClassVar = [models.Index(fields=["indicator", "-month", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__gt=LEAST, value__lt=MOST), name="reading_in_bounds"
            ),
            models.CheckConstraint(condition=one_of("figure", Figure), name="reading_choices"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False)
                & Q(numerator__gt=LEAST, numerator__lt=MOST)
                & Q(denominator__gt=0, denominator__lt=MOST),
                name="reading_basis",
            ),
            models.CheckConstraint(
                condition=Q(asked_from__isnull=True, asked_until__isnull=True)
                | Q(asked_from__isnull=False, asked_until__isnull=False),
                name="reading_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.ref} {month_of(self.month)}: {self.value}"
