"""Recommendations of auditors and others, the council's response, and what each says of it.

Rules 19, 24 and 31: the council's word, internal audit's check and the auditor's view are acts of
three tables' own rows; none replaces another.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from irp.fields import LineField, Link, ProseField, WholeField, one_of
from irp.models import Act, Sourced, Tracked
from irp.plan_date_columns import PlanDates, whole_date

NAMES_ITS_EVIDENCE = ~Q(progress=Progress.DONE.value) | ~Q(evidence="")
IS_OTHER = Q(body=Body.OTHER.value)


class Recommendation(Tracked, Sourced):
    """A recommendation of the external auditor, of CfGS or of another body; never renumbered."""

    body = LineField("made by", max_length=10, choices=Body.choices())
    made_by = LineField("name of the body", max_length=200, blank=True, default="")
    number = WholeField(least=1, most=99)
    title = ProseField("recommendation", max_length=1500)
    text = ProseField("more of its words", max_length=2000, blank=True, default="")
    due = models.JSONField(default=list, blank=True)  # dates as printed in it

    class Meta:
        ordering: ClassVar = ["body", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "number"], name="recommendation_number"),
            models.CheckConstraint(condition=one_of("body", Body), name="recommendation_choices"),
            models.CheckConstraint(
                condition=(IS_OTHER & ~Q(made_by="")) | (~IS_OTHER & Q(made_by="")),
                name="other_body_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_by or Body(self.body).label} {self.number}"

    @property
    def ref(self) -> str:
        """Return how addresses name it: "auditor-7"."""
        return f"{self.body}-{self.number}"


class RecommendationAction(Tracked, Sourced):
    """One action of the council's response; its first due date stays, later ones are acts."""

    _history_m2m_fields: ClassVar = ["milestones"]

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="actions")
    number = WholeField(least=1, most=99)
    words = ProseField("what the council does", max_length=1000)
    owner = Link(
        "irp.Post",
        models.PROTECT,
        verbose_name="who answers for it",
        null=True,
        blank=True,
        related_name="+",
    )
    due = PlanDates("due date")
    milestones = models.ManyToManyField("programmes.Milestone", related_name="+", blank=True)

    class Meta:
        ordering: ClassVar = ["recommendation", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recommendation", "number"], name="recommendation_action_number"
            ),
            models.CheckConstraint(
                condition=whole_date("due") & ~Q(words=""), name="recommendation_action_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}, action {self.number}"


class ActionReport(Act):
    """What the council says of an action, and on what evidence; the newest is its word now."""

    action = models.ForeignKey(RecommendationAction, models.PROTECT, related_name="reports")
    number = WholeField(least=1, most=9999)
    progress = LineField("how far it has come", max_length=12, choices=Progress.choices())
    words = ProseField("what has been done", max_length=2000)
    evidence = ProseField("evidence", max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "number"], name="action_report_number"),
            models.CheckConstraint(
                condition=one_of("progress", Progress), name="action_report_choices"
            ),
            models.CheckConstraint(
                condition=~Q(words="") & NAMES_ITS_EVIDENCE, name="action_report_has_its_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {Progress(self.progress).label}"


class ActionExtension(Act):
    """A due date given to an action later, with the reason."""

    action = models.ForeignKey(RecommendationAction, models.PROTECT, related_name="extensions")
    number = WholeField(least=1, most=9999)
    due = PlanDates("new due date")
    reason = ProseField("reason", max_length=2000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "number"], name="action_extension_number"),
            models.CheckConstraint(
                condition=whole_date("due") & Q(due_latest__isnull=False) & ~Q(reason=""),
                name="action_extension_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: due {self.due.raw}"


class RecommendationView(Act):
    """Internal audit's check, or the external auditor's own view; each beside the council's."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="views")
    viewer = LineField("whose view", max_length=16, choices=Viewer.choices())
    number = WholeField(least=1, most=9999)
    opinion = LineField("view", max_length=16, choices=Opinion.choices())
    reason = ProseField("reason", max_length=2000)
    evidence = ProseField("evidence", max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recommendation", "viewer", "number"], name="recommendation_view_number"
            ),
            models.CheckConstraint(
                condition=one_of("viewer", Viewer) & one_of("opinion", Opinion) & ~Q(reason=""),
                name="recommendation_view_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {Viewer(self.viewer).label}"
