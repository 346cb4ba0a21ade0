"""Amendments of the Assurance Plan: what changed, why and who agreed (Rules 18 and 24)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import Gate, Requirement
from assurance.words.amendments import AmendmentKind
from irp.fields import LineField, ProseField, WholeField, one_of
from irp.models import Act


class Amendment(Act):
    """One amendment; the requirement's or the date's own history holds the version it made."""

    number = WholeField(unique=True, least=1, most=9999)
    kind = LineField("what it does", max_length=8, choices=AmendmentKind.choices())
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="amendments")
    gate = models.ForeignKey(Gate, models.PROTECT, null=True, related_name="amendments")
    agreed_by = LineField("who agreed it, and when", max_length=300)
    reason = ProseField(max_length=2000)
    was = ProseField(max_length=12000, blank=True, default="")
    becomes = ProseField(max_length=12000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("kind", AmendmentKind), name="amendment_choices"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(agreed_by=""), name="amendment_is_agreed"
            ),
            models.CheckConstraint(
                condition=Q(kind=AmendmentKind.DATE.value, gate__isnull=False)
                | ~Q(kind=AmendmentKind.DATE.value) & Q(gate__isnull=True),
                name="amendment_of_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.requirement.ref}, {self.get_kind_display()}"

    @property
    def ref(self) -> str:
        """Return the reference that people know it by."""
        return f"A-{self.number:02}"
