"""Savings: initiatives of the plan and those added since, as they are described (Rule 26)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, Link, ProseField, one_of
from irp.models import Sourced, Tracked
from irp.plan_date_columns import PlanDates, whole_date
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme
from programmes.words.savings import Equality, Recurrence


class Saving(Tracked, Sourced):
    """A savings initiative: one of the plan's top 12, a row of the plan, or one added since.

    The plan gives no amount for any of its own. They are of their row's programme.
    """

    ref = LineField(max_length=20, unique=True)
    milestone = models.OneToOneField(Milestone, models.PROTECT, null=True, related_name="saving")
    programme = Link(Programme, models.PROTECT, null=True, blank=True, related_name="savings")
    title = LineField(max_length=300)
    directorate = LineField(max_length=200, blank=True, default="")
    sao = Link("irp.Post", models.PROTECT, null=True, verbose_name="SAO", related_name="+")
    lead_member = models.ForeignKey("irp.Post", models.PROTECT, null=True, related_name="+")
    owner = Link("irp.Post", models.PROTECT, null=True, blank=True, related_name="+")
    recurrence = LineField(
        "recurrent or one-off",
        max_length=9,
        choices=Recurrence.choices(),
        blank=True,
        default="",
    )
    equality = LineField(
        "equality impact assessment",
        max_length=10,
        choices=Equality.choices(),
        blank=True,
        default="",
    )
    equality_on = DayField("day of the assessment", null=True, blank=True)
    equality_reason = ProseField("why none is needed", max_length=500, blank=True, default="")
    consequences = ProseField("unplanned consequences", max_length=2000, blank=True, default="")
    start = PlanDates()
    end = PlanDates()

    class Meta:
        ordering: ClassVar = ["ref"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=whole_date("start") & whole_date("end"), name="saving_dates"
            ),
            models.CheckConstraint(
                condition=Q(milestone__isnull=False, programme__isnull=True)
                | Q(milestone__isnull=True, programme__isnull=False),
                name="saving_is_of_one_programme",
            ),
            models.CheckConstraint(
                condition=one_of("recurrence", Recurrence, blank=True), name="saving_choices"
            ),
            models.CheckConstraint(
                condition=one_of("equality", Equality, blank=True)
                & (~Q(equality=Equality.NOT_NEEDED.value) | ~Q(equality_reason=""))
                & (
                    Q(equality=Equality.DONE.value, equality_on__isnull=False)
                    | ~Q(equality=Equality.DONE.value) & Q(equality_on__isnull=True)
                ),
                name="saving_equality_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def of_programme(self) -> Programme:
        """Return the programme that it is of: its row's own where it is a row of the plan."""
        programme = self.milestone.programme if self.milestone else self.programme
        assert programme is not None  # a CHECK holds it
        return programme
