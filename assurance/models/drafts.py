"""Commissioners' drafts of judgements, in tables of their own that nobody reads unasked (Rule 23).

No history, no count and no key of theirs is anywhere else: for everyone but those who may see a
draft it is not there.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.considered import Considering
from assurance.models.judgement import Assessment
from assurance.models.plan import Requirement
from assurance.querysets import DraftsSeen, EndsSeen
from assurance.words import DraftEnd, Judgement, Speaker
from irp.fields import LineField, ProseField, one_of, parts_fit
from irp.models import Act


class JudgementDraft(Considering, Act):
    """What a commissioner saved of a judgement they have not issued; a later one of theirs follows.

    `shared` shows it to the other commissioners.
    """

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    judgement = LineField(max_length=16, choices=Judgement.choices())
    rationale = ProseField(max_length=4000)
    evidence_cited = ProseField(max_length=4000, blank=True, default="")
    # Versions of evidence by their keys, each with how strong it is; pinned by who issues.
    cites = models.JSONField(default=dict, blank=True)
    shared = models.BooleanField(default=False)

    objects = DraftsSeen()

    # What it is beside issued assessments, wherever both are listed.
    speaker = Speaker.COMMISSIONER
    issued = False

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["requirement", "by", "-at", "-id"], name="drafts_of_requirement"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("judgement", Judgement), name="judgement_draft_choices"
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""), name="judgement_draft_has_its_rationale"
            ),
            models.CheckConstraint(condition=parts_fit("cites"), name="judgement_draft_cites_fit"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement.ref}: draft of {self.by_name}"


class JudgementDraftEnd(Act):
    """How a draft ended: issued, discarded, or taken over by the lead from who has left."""

    draft = models.OneToOneField(JudgementDraft, models.PROTECT, related_name="end")
    how = LineField(max_length=10, choices=DraftEnd.choices())
    became = models.ForeignKey(Assessment, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EndsSeen()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(how=DraftEnd.ISSUED.value) & Q(became__isnull=False))
                | (
                    Q(how__in=[DraftEnd.DISCARDED.value, DraftEnd.TAKEN_OVER.value])
                    & Q(became__isnull=True)
                ),
                name="judgement_draft_end_choices",
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft}, {self.get_how_display()}"
