"""Which committee takes reports on which programme: acts, from a day on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, FlagField, LineField, ProseField, WholeField
from irp.models import Act, Sourced
from programmes.models.programme import Programme


class CommitteeRemit(Act, Sourced):
    """A committee takes a programme from a day on, or takes it no more; the newest is in force.

    `words` is what the plan calls it, "" where the council named it.
    """

    board = models.ForeignKey(
        "irp.Board", models.PROTECT, related_name="remits", verbose_name="committee"
    )
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="remits")
    number = WholeField(least=1, most=999)
    takes = FlagField()
    from_on = DayField("from")
    words = LineField("in the plan", max_length=200, blank=True, default="")
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["board", "programme", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "programme", "number"], name="remit_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="remit_says_why"),
        ]

    def __str__(self) -> str:
        verb = "takes" if self.takes else "takes no more"
        return f"{self.board} {verb} {self.programme.ref}"
