"""Programmes that begin, close or take rows of others: acts that cite their decision (18d)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme
from programmes.words import Restructure


class Restructuring(Act):
    """What was done to a programme: it began, was closed, or took rows of another.

    `rehomed` are the entries of the register that a closed programme handed on: each one's
    reference and that of its new programme, "" where it became overarching; of a benefit its owner
    where it stayed, or "ended".
    """

    number = WholeField(least=1, most=999, unique=True)
    what = LineField(max_length=8, choices=Restructure.choices())
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="restructurings")
    decided_by = LineField("decided by", max_length=200)
    decided_on = DayField("day of the decision")
    minute = LineField("minute", max_length=100)
    reason = ProseField("reason", max_length=1000)
    rehomed = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("what", Restructure), name="restructuring_choices"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by="") & ~Q(minute="") & ~Q(reason=""),
                name="restructuring_cites_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.programme.ref}"


class RowMove(Act):
    """A milestone that a programme took from another; its reference stays (Rule 24)."""

    restructuring = models.ForeignKey(Restructuring, models.PROTECT, related_name="moves")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="moves")
    origin = models.ForeignKey(Programme, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["restructuring", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restructuring", "milestone"], name="moved_once")
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref} from {self.origin.ref}"
