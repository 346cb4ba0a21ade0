"""Whose post answers for a requirement, and what the owner answers to a judgement (Rule 24a)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from assurance.models.judgement import Assessment
from assurance.models.plan import Requirement
from assurance.words.owners import Answer
from irp.fields import DayField, LineField, ProseField, one_of
from irp.models import Act


class OwnerNaming(Act):
    """The council names the post that owns a requirement from a day on; a later naming replaces it.

    Without a post nobody owns it from then on.
    """

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="namings")
    post = models.ForeignKey("irp.Post", models.PROTECT, null=True, blank=True, related_name="+")
    post_title = LineField(max_length=200, blank=True, default="")  # as it was then
    starts_on = DayField("first day")
    ends_on = DayField("last day", null=True, blank=True, not_before="starts_on")
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["requirement", "-at", "-id"], name="namings_of_requirement")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="naming_has_its_reason"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="naming_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement.ref}: {self.post_title or 'nobody'}"


class OwnerAnswer(Act):
    """The owner's one answer to a judgement of commissioners; it alters nothing."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="answer")
    answer = LineField("your answer", max_length=10, choices=Answer.choices())
    reasons = ProseField(max_length=4000)
    evidence_cited = ProseField(max_length=4000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("answer", Answer), name="answer_choices"),
            models.CheckConstraint(condition=~Q(reasons=""), name="answer_has_its_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, answered: {self.get_answer_display()}"
