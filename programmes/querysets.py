"""What delivery finds: the SQL twins of its rules, by names of the domain."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from irp.querysets import RetirableQuerySet
from programmes.words import RECEIVED


class MilestoneQuerySet(RetirableQuerySet):
    """Milestones with what an earlier period says of them."""

    def with_last_delivery(self, *, before: date) -> "MilestoneQuerySet":
        """Annotate `last_delivery`: what the newest report before that month said, if any.

        A report that does not count closes no row. Before its first, a row is as it was taken over
        from an earlier tracker (Rule 18c).
        """
        own = {"milestone": OuterRef("pk")}
        reports = self.model._meta.get_field("reports").related_model.objects.that_count()
        earlier = reports.filter(period__month__lt=before, **own).order_by("-period__month")
        openings = self.model._meta.get_field("openings").related_model.objects.filter(**own)
        newest = (rows.values("delivery")[:1] for rows in (earlier, openings.order_by("-pk")))
        return self.annotate(last_delivery=Coalesce(*map(Subquery, newest)))


class NamingQuerySet(models.QuerySet):
    """Posts named for a programme or a row."""

    def in_force(self, *, on: date) -> "NamingQuerySet":
        """Return the namings in force on that day."""
        named = self.filter(starts_on__lte=on)
        return named.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class MilestoneReportQuerySet(models.QuerySet):
    """Reports of milestones."""

    def that_count(self) -> "MilestoneReportQuerySet":
        """Leave out reports of returns frozen unsigned: "not reported" for ever (Rule 16)."""
        return self.exclude(ret__state="not_reported")

    def seen(self, inside: Collection[int] | None) -> "MilestoneReportQuerySet":
        """Return the signed reports, and of the milestones `inside` the others too (Rule 15).

        None: everything is inside. Twin of `programmes.rules.withheld.milestone_seen`.
        """
        if inside is None:
            return self
        return self.filter(Q(ret__state__in=RECEIVED) | Q(milestone__in=inside))


class ReturnQuerySet(models.QuerySet):
    """Returns of programmes."""

    def received(self) -> "ReturnQuerySet":
        """Return those an SAO has signed; twin of `ReturnState.is_received`."""
        return self.filter(state__in=RECEIVED)


class ConfidenceQuerySet(models.QuerySet):
    """Ratings, of which the newest of each voice stands while its step does."""

    def that_stand(self) -> "ConfidenceQuerySet":
        """Return the ratings that stand now, one of each voice and return (Rules 2, 6, 15, 17).

        Twin of `programmes.rules.ratings.ratings_that_stand`.
        """
        same = self.model._default_manager.filter(ret=OuterRef("ret"), voice=OuterRef("voice"))
        newest = same.order_by("-at", "-pk").values("pk")[:1]
        returns = self.model._meta.get_field("ret").related_model
        steps = returns._meta.get_field("steps").related_model.objects
        submitted = steps.filter(ret=OuterRef("ret"), to_state="submitted").order_by("-at")
        taken = Q(ret__state="assured") | Q(ret__state="signed", voice="sao")
        return self.filter(taken, pk=Subquery(newest), at__gte=Subquery(submitted.values("at")[:1]))


class YearActQuerySet(models.QuerySet):
    """Acts of savings by year, of which the newest of each saving and year is in force."""

    def in_force(self, *, at: datetime) -> "YearActQuerySet":
        """Return the newest of each saving and year up to a moment (Rule 26)."""
        known = self.filter(at__lte=at).order_by()
        newest = known.values("saving", "year").annotate(newest=Max("pk")).values("newest")
        return self.filter(pk__in=newest)


class BudgetEntryQuerySet(models.QuerySet):
    """Entries of budgets, of which the newest of each programme is in force."""

    def in_force(self, *, at: datetime) -> "BudgetEntryQuerySet":
        """Return the newest of each programme up to a moment."""
        known = self.filter(at__lte=at).order_by()
        newest = known.values("programme").annotate(newest=Max("pk")).values("newest")
        return self.filter(pk__in=newest)


class LotProgressQuerySet(models.QuerySet):
    """Months' entries of lots, of which the newest of each lot is in force."""

    def in_force(self, *, at: datetime) -> "LotProgressQuerySet":
        """Return the newest entry of each lot up to a moment (Rule 25).

        Twin of `programmes.rules.receipts.newest_of_each`.
        """
        known = self.filter(at__lte=at).order_by()
        return self.filter(pk__in=known.values("lot").annotate(newest=Max("pk")).values("newest"))


class BenefitReadingQuerySet(models.QuerySet):
    """Readings of benefits, of which the newest of each benefit is in force."""

    def in_force(self, *, at: datetime) -> "BenefitReadingQuerySet":
        """Return the newest of each benefit up to a moment."""
        known = self.filter(at__lte=at).order_by()
        newest = known.values("benefit").annotate(newest=Max("pk")).values("newest")
        return self.filter(pk__in=newest)
