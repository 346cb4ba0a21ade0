"""The three assessments of each requirement: kept apart, nothing overwritten (Rule 19).

One that was issued may be withdrawn, which is an act of its own.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.considered import Considering
from assurance.models.official import OfficialWords
from assurance.models.plan import Requirement
from assurance.querysets import AssessmentQuerySet
from assurance.words import Judgement, Speaker
from irp.fields import LineField, ProseField, one_of
from irp.models import Act


class Assessment(Considering, Act):
    """One speaker's assessment of one requirement; a later one stands beside, not over it.

    Commissioners' drafts are not among them: see `assurance.models.drafts`.
    """

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="assessments")
    speaker = LineField(max_length=12, choices=Speaker.choices())
    judgement = LineField(max_length=16, choices=Judgement.choices())
    rationale = ProseField(max_length=4000)
    evidence_cited = ProseField(max_length=4000, blank=True, default="")
    issued = models.BooleanField(default=False)
    # The official words in force when it was given, None where none had been loaded (Rule 24d).
    words = models.ForeignKey(OfficialWords, models.PROTECT, null=True, related_name="+")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["at"]),  # what was given since a visit
            # What is counted by the thousand is looked up in its speaker's index alone: it holds
            # the judgement, and no row is read.
            *(
                models.Index(
                    fields=["requirement", "-at", "-id", "judgement"],
                    condition=Q(issued=True, speaker=speaker.value),
                    name=f"newest_by_{speaker.value}",
                )
                for speaker in Speaker
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(rationale=""), name="assessment_has_its_rationale"),
            models.CheckConstraint(
                condition=one_of("speaker", Speaker) & one_of("judgement", Judgement),
                name="assessment_choices",
            ),
            models.CheckConstraint(
                condition=Q(issued=True) | ~Q(speaker=Speaker.COMMISSIONER.value),
                name="commissioners_draft_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement.ref}: {self.speaker} {self.judgement}"


class AssessmentWithdrawal(Act):
    """The withdrawal of an issued assessment: from its moment it is in force no more (Rule 19).

    What had been issued before it is not revived: nothing is assessed until one is issued anew.
    """

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="withdrawal")
    reason = ProseField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["at"])]  # what was withdrawn since a pack
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, withdrawn"
