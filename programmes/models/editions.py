"""Editions of the plan: who approved each, and what it did with every open row (Rule 18b).

Both are acts, which the database keeps as they were written: a wrong edition is corrected by
change requests or by the next edition.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField
from irp.models import Act
from programmes.models.milestone import Milestone
from programmes.words import Fate


class PlanEdition(Act):
    """An edition of the plan; the first is the plan as published.

    The documents do not say who approved the first one.
    """

    number = WholeField(least=1, most=99, unique=True)
    name = LineField("name of the edition", max_length=200)
    approver = LineField("who approved it", max_length=200, blank=True, default="")
    approved_on = DayField("day of the decision", null=True, blank=True)
    minute = LineField("minute", max_length=100, blank=True, default="")
    note = ProseField("what the review found", max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="edition_has_a_name"),
            models.CheckConstraint(
                condition=Q(number=1)
                | (~Q(approver="") & ~Q(minute="") & Q(approved_on__isnull=False)),
                name="a_later_edition_cites_its_approval",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}, {self.name}"


class EditionRow(Act):
    """What an edition did with one milestone, in the order of its file."""

    edition = models.ForeignKey(PlanEdition, models.PROTECT, related_name="rows")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="fates")
    number = WholeField(least=1, most=9999)
    fate = LineField(max_length=12, choices=Fate.choices())
    reason = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["edition", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "milestone"], name="one_fate_an_edition"),
            models.CheckConstraint(
                condition=Q(fate__in=[fate.value for fate in Fate]), name="edition_fate"
            ),
            models.CheckConstraint(
                condition=~Q(fate="dropped") | ~Q(reason=""), name="dropped_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref} in edition {self.edition.number}"
