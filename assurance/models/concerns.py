"""The council's responses to commissioners' concerns: acts, the newest shown beside the concern."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import Concern
from assurance.words.concerns import Trend
from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act


class ConcernResponse(Act):
    """What the council does about a concern; `number` counts them, so that of two one is taken."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="responses")
    number = WholeField(least=1, most=9999)
    words = ProseField("the council’s response", max_length=2000)
    trend = LineField(max_length=6, choices=Trend.choices())
    owner = models.ForeignKey("irp.Post", models.PROTECT, related_name="+", verbose_name="owner")
    due_on = DayField("done by", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concern", "number"], name="concern_response_number"),
            models.CheckConstraint(
                condition=one_of("trend", Trend) & ~Q(words=""), name="concern_response_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern.ref}: {self.trend}"
