"""What an indicator is compared with: versions of its target, benchmark and baseline (Rule 25)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act, Sourced
from irp.rules.date_spans import printed_month
from kpis.models.indicator import Indicator
from kpis.rules import LEAST, MOST
from kpis.words import Yardstick


class Target(Act, Sourced):
    """A version of an indicator's target, benchmark or baseline, in force from a month on.

    It says where the plan prints it, or who decided it and why. A new row corrects or follows it
    (Rules 25 and 27).
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    kind = LineField("what to set", max_length=10, choices=Yardstick.choices())
    number = WholeField("version", least=1, most=999)
    from_month = DayField("first month in force")  # its first day
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    # How far a figure may miss a target and still be within tolerance, in the indicator's unit.
    tolerance = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
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
                condition=Q(tolerance__isnull=True)
                | Q(tolerance__isnull=False, value__isnull=False, kind=Yardstick.TARGET.value)
                & Q(tolerance__gte=0, tolerance__lt=MOST),
                name="target_tolerance",
            ),
            models.CheckConstraint(
                condition=~Q(source_document="") | (~Q(decided_by="") & ~Q(reason="")),
                name="target_says_whose",
            ),
        ]

    def __str__(self) -> str:
        since = printed_month(self.from_month)
        return f"{self.get_kind_display()} of {self.indicator.ref} from {since}"
