"""The days on which commissioners opened their home page: what changed since is told from them."""

from typing import ClassVar

from django.db import models

from irp.fields import DayField
from irp.models import Act


class CommissionerVisit(Act):
    """The first visit of a commissioner on a day."""

    on = DayField("day of the visit")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "on"], name="one_visit_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.by_name}, {self.on}"
