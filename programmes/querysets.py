"""What delivery finds: the SQL twins of its rules, by names of the domain."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import OuterRef, Q, Subquery

LONDON = ZoneInfo("Europe/London")


class MilestoneQuerySet(models.QuerySet):
    """Milestones with what the present or a past period says of them."""

    def in_force(self) -> "MilestoneQuerySet":
        """Return the milestones that are not retired (Rule 24)."""
        return self.filter(retired_on__isnull=True)

    def with_latest_report(self, *, received_only: bool = False) -> "MilestoneQuerySet":
        """Annotate `latest_report_id`: the newest period's report, if any.

        `received_only` leaves out what no SAO has signed (Rule 16).
        """
        from_model = self.model._meta.get_field("reports").related_model
        reports = from_model.objects.filter(milestone=OuterRef("pk"))
        if received_only:
            reports = reports.received()
        newest = reports.order_by("-period__month").values("pk")[:1]
        return self.annotate(latest_report_id=Subquery(newest))

    def with_last_delivery(self, *, before: date) -> "MilestoneQuerySet":
        """Annotate `last_delivery`: what the newest period before that month reported, if any."""
        reports = self.model._meta.get_field("reports").related_model.objects
        earlier = reports.filter(milestone=OuterRef("pk"), period__month__lt=before)
        return self.annotate(
            last_delivery=Subquery(earlier.order_by("-period__month").values("delivery")[:1])
        )

    def overdue(self, *, at: datetime) -> "MilestoneQuerySet":
        """Return open dated milestones whose current baseline has passed (Rules 8 to 10).

        Twin of `irp.rules.plan_dates.is_past` on the latest baseline. A forecast never cures
        lateness; to be confirmed, ongoing and recurring rows are never overdue.
        """
        from_model = self.model._meta.get_field("baselines").related_model
        current = from_model.objects.filter(milestone=OuterRef("pk")).order_by("-number")
        reports = self.model._meta.get_field("reports").related_model.objects
        newest = reports.filter(milestone=OuterRef("pk")).order_by("-period__month")
        closed = Q(latest_delivery__in=["complete", "descoped"])
        return (
            self.filter(kind="dated")
            .annotate(
                baseline_latest=Subquery(current.values("end_latest")[:1]),
                latest_delivery=Subquery(newest.values("delivery")[:1]),
            )
            .filter(baseline_latest__lt=at.astimezone(LONDON).date())
            .filter(Q(latest_delivery__isnull=True) | ~closed)
        )


class MilestoneReportQuerySet(models.QuerySet):
    """Reports of milestones."""

    def received(self) -> "MilestoneReportQuerySet":
        """Return the reports whose return an SAO has signed; twin of `is_received`."""
        return self.filter(ret__state__in=["signed", "assured"])


class ReturnQuerySet(models.QuerySet):
    """Returns of programmes."""

    def received(self) -> "ReturnQuerySet":
        """Return those an SAO has signed; twin of `ReturnState.is_received`."""
        return self.filter(state__in=["signed", "assured"])
