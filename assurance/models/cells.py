"""What commissioners judge of an outcome under a test: their acts, and drafts of their own.

Rules 20, 21, 23 and 24b.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import AssuranceTest, PriorityOutcome
from assurance.querysets import CommissionersOnly
from assurance.words.cells import Said, Subject
from irp.fields import LineField, ProseField, WholeField, one_of, parts_fit
from irp.models import Act

FITTING = Q(subject=Subject.MET.value, said=Said.MET.value) | Q(
    subject=Subject.CONFIDENCE.value, said__in=[Said.CONFIDENT.value, Said.NOT_CONFIDENT.value]
)
# "Met" and "confident" name their evidence; a withdrawal and "not confident" need none.
EVIDENCED = ~Q(said__in=[Said.MET.value, Said.CONFIDENT.value]) | ~Q(evidence_cited="")


class OfCell(Act):
    """What is said of one outcome under one test, with its reason."""

    outcome = models.ForeignKey(PriorityOutcome, models.PROTECT, related_name="+")
    test = models.ForeignKey(AssuranceTest, models.PROTECT, related_name="+")
    subject = LineField("what is judged", max_length=12, choices=Subject.choices())
    said = LineField("judgement", max_length=16, choices=Said.choices())
    reason = ProseField(max_length=4000)
    evidence_cited = ProseField(max_length=4000, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Outcome {self.outcome.number}, test {self.test.number}: {self.get_said_display()}"


class CellAct(OfCell):
    """An act in force; `number` counts them, so that of two at once one is taken."""

    number = WholeField(least=1, most=9999)
    drafted_name = LineField(max_length=200, blank=True, default="")
    drafted_post = LineField(max_length=400, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["outcome", "test", "at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["outcome", "test", "subject", "number"], name="cell_act_number"
            ),
            models.CheckConstraint(
                condition=FITTING | (Q(said=Said.WITHDRAWN.value) & one_of("subject", Subject)),
                name="cell_act_choices",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & EVIDENCED, name="cell_act_has_its_reason"
            ),
        ]


class CellDraft(OfCell):
    """A draft that another commissioner has to agree; nobody else may know of it (Rule 23)."""

    # Versions of evidence by their keys, each with how strong it is; pinned by who agrees.
    cites = models.JSONField(default=dict, blank=True)

    objects = CommissionersOnly()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=FITTING, name="cell_draft_choices"),
            models.CheckConstraint(
                condition=~Q(reason="") & EVIDENCED, name="cell_draft_has_its_reason"
            ),
            models.CheckConstraint(condition=parts_fit("cites"), name="cell_draft_cites_fit"),
        ]


class CellDraftEnd(Act):
    """How a draft ended: agreed, which made an act, or not agreed, with the reason."""

    draft = models.OneToOneField(CellDraft, models.PROTECT, related_name="end")
    became = models.OneToOneField(CellAct, models.PROTECT, null=True, blank=True, related_name="+")
    reason = ProseField(max_length=2000, blank=True, default="")

    objects = CommissionersOnly()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(became__isnull=False) | ~Q(reason=""), name="not_agreed_has_its_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft}, {'agreed' if self.became_id else 'not agreed'}"
