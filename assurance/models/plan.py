"""The Commissioners' Assurance Plan: ten outcomes, three tests, requirements and gates."""

from typing import ClassVar

from django.db import models

from assurance.words import Purpose
from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Retirable, Sourced, Tracked
from irp.plan_date_columns import PlanDates, whole_date
from irp.querysets import RetirableQuerySet


class PriorityOutcome(Tracked, Sourced):
    """One of the ten priority outcomes."""

    number = WholeField(unique=True, least=1, most=99)
    title = LineField(max_length=200)
    strands = models.JSONField(default=list, blank=True)  # [{"code": "a", "name": …}]
    outcome = ProseField(max_length=2000, blank=True, default="")
    progress = ProseField(max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AssuranceTest(Tracked, Sourced):
    """One of the commissioners' three tests."""

    number = WholeField(unique=True, least=1, most=9)
    name = LineField(max_length=200)
    question = ProseField(max_length=500)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"Test {self.number}: {self.name}"


class ContextualQuestion(Tracked, Sourced):
    """A question that commissioners reflect on; narrative, never a gate (Rule 21)."""

    number = WholeField(unique=True, least=1, most=9)
    name = LineField(max_length=200)
    text = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.name


class Concern(Tracked, Sourced):
    """A main risk that commissioners are still concerned about."""

    ref = LineField(max_length=20, unique=True)
    outcome = models.ForeignKey(PriorityOutcome, models.PROTECT, related_name="concerns")
    strand = LineField(max_length=4, blank=True, default="")
    summary = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["outcome__number", "pk"]

    def __str__(self) -> str:
        return self.ref


class Requirement(Tracked, Sourced, Retirable):
    """What the Council must put in place and show working; retired, never renumbered (24)."""

    ref = LineField(max_length=20, unique=True)
    outcome = models.ForeignKey(PriorityOutcome, models.PROTECT, related_name="requirements")
    test = models.ForeignKey(AssuranceTest, models.PROTECT, related_name="requirements")
    number = WholeField(least=1, most=99)
    title = LineField(max_length=600)
    strand = LineField(max_length=4, blank=True, default="")
    considerations = models.JSONField(default=list, blank=True)
    dates_as_written = LineField(max_length=300, blank=True, default="")
    flag = ProseField(max_length=500, blank=True, default="")
    added_on = DayField("added on", null=True, blank=True)  # by an amendment of the plan

    objects = RetirableQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["outcome__number", "test__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outcome", "test", "number"], name="requirement_number")
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Gate(Tracked):
    """A typed date of a requirement: several to one, never one maximum (Rule 12)."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="gates")
    number = WholeField(least=1, most=99)
    purpose = LineField(max_length=12, choices=Purpose.choices())
    words = LineField(max_length=200, blank=True, default="")  # as printed
    due = PlanDates()
    ongoing = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["requirement", "number"]
        indexes: ClassVar = [
            models.Index(
                fields=[
                    "number", "purpose", "due_raw", "due_precision", "due_earliest", "due_latest",
                    "requirement",
                ],
                name="dates_alike",
            )
        ]  # fmt: skip
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["requirement", "number"], name="gate_number"),
            models.CheckConstraint(condition=one_of("purpose", Purpose), name="gate_choices"),
            models.CheckConstraint(condition=whole_date("due"), name="gate_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.words}"


class TimelineEntry(Tracked, Sourced):
    """An event of the intervention's timeline."""

    number = WholeField(unique=True, least=1, most=999)
    title = LineField(max_length=300)
    summary = ProseField(max_length=1000, blank=True, default="")
    dates_as_written = LineField(max_length=100)
    start = PlanDates()
    end = PlanDates()

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name_plural = "timeline entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=whole_date("start") & whole_date("end"), name="timeline_dates"
            )
        ]

    def __str__(self) -> str:
        return self.title
