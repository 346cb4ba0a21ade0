"""Points raised on a return: an SAO's asks and CPMO's challenges, each step an act of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme
from programmes.models.returns import Return
from programmes.words import ChallengeOutcome, Ladder, PointKind, PointStage, ReturnPart

IS_ASK = Q(kind=PointKind.ASK.value)
IS_CLOSED = Q(stage=PointStage.CLOSED.value)
OF_MILESTONE = Q(part=ReturnPart.MILESTONE.value)


class Point(Act):
    """An ask or a challenge as it was raised; what became of it are its steps."""

    kind = LineField(max_length=10, choices=PointKind.choices())
    ref = LineField(max_length=20, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="points")
    number = WholeField(least=1, most=9999)
    ret = models.ForeignKey(Return, models.PROTECT, related_name="points")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    words = ProseField(max_length=1000)
    asked_of = LineField("who is asked", max_length=200, blank=True, default="")
    due_on = DayField("answer needed by", null=True, blank=True)
    part = LineField("about", max_length=14, choices=ReturnPart.choices(), blank=True, default="")
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, null=True, blank=True, related_name="points"
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "kind", "number"], name="point_number"),
            models.CheckConstraint(
                condition=(IS_ASK & ~Q(asked_of="") & Q(due_on__isnull=False) & Q(part=""))
                | (Q(kind=PointKind.CHALLENGE.value, asked_of="", due_on=None) & ~Q(part="")),
                name="ask_or_challenge",
            ),
            models.CheckConstraint(
                condition=(OF_MILESTONE & Q(milestone__isnull=False))
                | (~OF_MILESTONE & Q(milestone__isnull=True)),
                name="part_names_its_milestone",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="point_has_words"),
            models.CheckConstraint(
                condition=one_of("part", ReturnPart, blank=True), name="point_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}, {self.programme}"


class PointStep(Act):
    """A step of a point; `number` counts them, so that of two at once one alone is taken."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="steps")
    number = WholeField(least=1, most=999)
    stage = LineField(max_length=12, choices=PointStage.choices())
    forum = LineField("board", max_length=12, choices=Ladder.choices(), blank=True, default="")
    meeting_on = DayField("day of the meeting", null=True, blank=True)
    minute = LineField("minute", max_length=100, blank=True, default="")
    outcome = LineField(max_length=16, choices=ChallengeOutcome.choices(), blank=True, default="")
    words = ProseField(max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["point", "number"], name="point_step_number"),
            models.CheckConstraint(
                condition=(Q(stage="tabled", meeting_on__isnull=False) & ~Q(forum=""))
                | (~Q(stage="tabled") & Q(meeting_on__isnull=True, forum="") & ~Q(words="")),
                name="tabled_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=(IS_CLOSED & ~Q(outcome="")) | (~IS_CLOSED & Q(outcome="")),
                name="closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in PointStage][1:]),
                name="point_stage",
            ),
            models.CheckConstraint(
                condition=one_of("forum", Ladder, blank=True)
                & one_of("outcome", ChallengeOutcome, blank=True),
                name="point_step_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point.ref}: {self.stage}"
