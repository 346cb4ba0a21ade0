"""Milestones, their baselines, and what each month reports of them (Rules 8 to 10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, FlagField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Act, Post, Retirable, Sourced, Tracked
from irp.plan_date_columns import PlanDates, whole_date
from programmes.models.programme import Programme, Workstream
from programmes.querysets import MilestoneQuerySet, MilestoneReportQuerySet
from programmes.words import Delivery, MilestoneKind


class Milestone(Tracked, Sourced, Retirable):
    """An activity row of the plan. Its dates are its baselines, its state its reports."""

    ref = LineField(max_length=20, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="milestones")
    workstream = models.ForeignKey(
        Workstream, models.PROTECT, null=True, blank=True, related_name="milestones"
    )
    number = WholeField(least=1, most=9999)
    title = LineField(max_length=600)
    kind = LineField(max_length=10, choices=MilestoneKind.choices())
    details = models.JSONField(default=list, blank=True)
    note = ProseField(max_length=1000, blank=True, default="")
    # Of a recurring row to which the plan gives no first date; the RDL sets it (Rule 10).
    first_on = DayField("day of the first occurrence", null=True, blank=True)
    # Set where the plan names another person than the programme's for this row.
    own_sao = Link(
        Post,
        models.PROTECT,
        verbose_name="SAO of this row",
        null=True,
        blank=True,
        related_name="milestones_as_sao",
    )
    own_lead_member = Link(
        Post,
        models.PROTECT,
        verbose_name="lead member of this row",
        null=True,
        blank=True,
        related_name="milestones_as_lead_member",
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="milestone_number"),
            models.CheckConstraint(
                condition=one_of("kind", MilestoneKind) & ~Q(title=""), name="milestone_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def sao(self) -> Post:
        """Return the Senior Accountable Officer's post in force for this row."""
        return self.own_sao or self.programme.sao

    @property
    def lead_member(self) -> Post | None:
        """Return the lead member's post in force for this row."""
        return self.own_lead_member or self.programme.lead_member


class BaselineManager(models.Manager):
    """Baselines, each with the request that made it: most have none, and nobody asks one by one."""

    def get_queryset(self) -> models.QuerySet:
        """Return baselines with their requests."""
        return super().get_queryset().select_related("change")


class Baseline(Act):
    """The dates a milestone is held to: B0 as published, later ones by an approved change.

    `change` is the request that made it, whose acts say who decided and where it is minuted;
    `edition` is the later edition of the plan that did (Rule 18b). One that was taken over from an
    earlier tracker says itself who decided it, when, and where it is minuted (Rule 18c).
    """

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="baselines")
    number = WholeField(least=0, most=999)
    start = PlanDates()
    end = PlanDates()
    reason = ProseField(max_length=1000, blank=True, default="")
    change = models.ForeignKey(
        "programmes.ChangeRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="baselines",
    )
    edition = models.ForeignKey(
        "programmes.PlanEdition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="baselines",
    )
    takeover = models.ForeignKey(
        "programmes.TakeOver",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="baselines",
    )
    decided_by = LineField("decided by", max_length=200, blank=True, default="")
    decided_on = DayField("day of the decision", null=True, blank=True)
    minute = LineField("minute", max_length=100, blank=True, default="")

    objects = BaselineManager()

    class Meta:
        ordering: ClassVar = ["milestone", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["milestone", "number"], name="baseline_number"),
            models.CheckConstraint(
                condition=whole_date("start") & whole_date("end"), name="baseline_dates"
            ),
            models.CheckConstraint(
                condition=Q(
                    takeover__isnull=True, decided_by="", decided_on__isnull=True, minute=""
                )
                | (Q(takeover__isnull=False, decided_on__isnull=False) & ~Q(decided_by="")),
                name="taken_over_with_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"B{self.number}: {self.start.raw} to {self.end.raw}"


class MilestoneReport(Tracked):
    """What one reporting period says of one milestone; frozen with its period."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reports")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    ret = models.ForeignKey("programmes.Return", models.PROTECT, related_name="reports")
    delivery = LineField("delivery status", max_length=12, choices=Delivery.choices())
    forecast = PlanDates()
    actual_on = DayField("date completed", null=True, blank=True)
    evidence = ProseField("evidence of completion", max_length=500, blank=True, default="")
    no_evidence = ProseField("reason there is no evidence", max_length=500, blank=True, default="")
    # What the programme asked for when it was reported: a second person's confirmation.
    to_confirm = FlagField(default=False)
    # Of what was closed by handing it to business as usual.
    handed_to = LineField("service that runs it now", max_length=200, blank=True, default="")
    narrative = ProseField("what happened this month", max_length=2000, blank=True, default="")
    reason = ProseField(max_length=1000, blank=True, default="")
    no_change = models.BooleanField(default=False)
    reported_by = models.ForeignKey("irp.User", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    objects = MilestoneReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["milestone", "-period__month"]
        # What a month's counts are made of, in the order in which what is alike is put together:
        # of a long plan neither the rows are read nor anything is sorted.
        indexes: ClassVar = [
            models.Index(
                fields=[
                    "ret", "delivery", "actual_on", "forecast_latest", "to_confirm", "reported_by",
                    "milestone",
                ],
                name="reports_alike",
            )
        ]  # fmt: skip
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["milestone", "period"], name="one_report_a_month"),
            models.CheckConstraint(condition=one_of("delivery", Delivery), name="report_choices"),
            models.CheckConstraint(condition=whole_date("forecast"), name="report_dates"),
            models.CheckConstraint(
                condition=Q(delivery="complete", actual_on__isnull=False)
                | (~Q(delivery="complete") & Q(actual_on__isnull=True)),
                name="complete_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(delivery="complete") | Q(evidence="", no_evidence="", handed_to=""),
                name="only_complete_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(delivery="complete") | Q(to_confirm=False),
                name="only_complete_is_to_confirm",
            ),
            models.CheckConstraint(
                condition=Q(evidence="") | Q(no_evidence=""), name="evidence_or_why_none"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone.ref} in {self.period}"
