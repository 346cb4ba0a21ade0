"""Whether the plan works: indicators, their readings and their targets (Rules 25 and 27)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, FlagField, LineField, ProseField, WholeField, one_of
from irp.models import Act, Sourced, Tracked
from irp.rules.date_spans import month_of, printed_month
from kpis.rules import LEAST, MOST
from kpis.words import Figure, Polarity, Yardstick


class Indicator(Tracked, Sourced):
    """A measure of the plan, as named there."""

    _history_m2m_fields: ClassVar = ["outcomes"]

    ref = LineField(max_length=20, unique=True)
    aim = models.ForeignKey("irp.Aim", models.PROTECT, related_name="indicators")
    outcomes = models.ManyToManyField("irp.Outcome", related_name="indicators")
    number = WholeField(least=1, most=9999)
    name = LineField(max_length=600)
    unit = LineField(max_length=40)
    polarity = LineField(max_length=6, choices=Polarity.choices())
    over_100 = FlagField("a percentage may be over 100", default=False)
    cumulative = FlagField("a running total", default=False)
    members = models.JSONField(default=list, blank=True)
    note = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["ref"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("polarity", Polarity), name="indicator_choices")
        ]

    def __str__(self) -> str:
        return self.name


class Reading(Act):
    """A value of an indicator for a data period; provisional and revised are both kept."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    month = DayField("month of the data")  # the data period's first day, not the report's
    value = models.DecimalField(max_digits=16, decimal_places=4)
    # The column keeps its first name: the table is guarded against every change of its rows.
    figure = LineField(max_length=12, choices=Figure.choices(), db_column="standing")
    note = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["indicator", "-month", "-pk"]
        indexes: ClassVar = [models.Index(fields=["indicator", "-month", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__gt=LEAST, value__lt=MOST), name="reading_in_bounds"
            ),
            models.CheckConstraint(condition=one_of("figure", Figure), name="reading_choices"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.ref} {month_of(self.month)}: {self.value}"


class Target(Act, Sourced):
    """A version of an indicator's target or benchmark, in force from a month on (Rule 25).

    It says where the plan prints it, or who decided it and why. A new row corrects or follows it.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    kind = LineField("what to set", max_length=10, choices=Yardstick.choices())
    number = WholeField("version", least=1, most=999)
    from_month = DayField("first month in force")  # its first day
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    decided_by = LineField("who decided it", max_length=200, blank=True, default="")
    reason = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["indicator", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "kind", "number"], name="target_version"),
            models.CheckConstraint(condition=one_of("kind", Yardstick), name="target_kind"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gt=LEAST, value__lt=MOST),
                name="target_in_bounds",
            ),
            models.CheckConstraint(
                condition=~Q(source_document="") | (~Q(decided_by="") & ~Q(reason="")),
                name="target_says_whose",
            ),
        ]

    def __str__(self) -> str:
        since = printed_month(self.from_month)
        return f"{self.get_kind_display()} of {self.indicator.ref} from {since}"
