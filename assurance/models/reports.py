"""The report to the Secretary of State: commissioners' alone until it is published (Rule 24c)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.querysets import CommissionersOnly
from assurance.words.reports import Limb, ReportStep
from irp.fields import LineField, ProseField, WholeField, one_of
from irp.models import Act

QUESTIONS = ("question_1", "question_2", "question_3")


class SecretaryReport(Act):
    """A report as it was drafted; it pins the position of one frozen month."""

    number = WholeField(unique=True, least=1, most=999)
    pinned = models.ForeignKey(
        "irp.ReportingPeriod", models.PROTECT, related_name="+", verbose_name="frozen month"
    )
    limb = LineField("what it says of the council’s duties", max_length=8, choices=Limb.choices())
    words = ProseField("report", max_length=20000)
    question_1 = ProseField("first contextual question", max_length=4000)
    question_2 = ProseField("second contextual question", max_length=4000)
    question_3 = ProseField("third contextual question", max_length=4000)
    differs = ProseField("why it differs from the clauses", max_length=4000, blank=True, default="")

    objects = CommissionersOnly()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("limb", Limb)
                & ~Q(words="")
                & ~Q(question_1="")
                & ~Q(question_2="")
                & ~Q(question_3=""),
                name="report_is_whole",
            )
        ]

    def __str__(self) -> str:
        return f"Report {self.number} to the Secretary of State"


class SecretaryReportStep(Act):
    """What became of it; `number` counts the steps, so that of two at once one is taken."""

    report = models.ForeignKey(SecretaryReport, models.PROTECT, related_name="+")
    number = WholeField(least=1, most=99)
    step = LineField(max_length=10, choices=ReportStep.choices())
    words = ProseField(max_length=8000, blank=True, default="")

    objects = CommissionersOnly()

    class Meta:
        ordering: ClassVar = ["report", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="report_step_number"),
            models.CheckConstraint(
                condition=one_of("step", ReportStep)
                & (Q(step__in=["agreed", "sent", "published"]) | ~Q(words="")),
                name="report_step_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.step}"
