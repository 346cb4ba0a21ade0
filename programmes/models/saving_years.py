"""What savings come to by financial year: promised, entered, validated, replaced (Rule 26).

Targets, amounts, validations and replacements are acts: each is a row of its own, and the newest of
a saving and year is in force. A year is a financial year by its first calendar year.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import (
    FlagField,
    LineField,
    PoundsField,
    ProseField,
    WholeField,
    one_of,
)
from irp.models import Act, Sourced, Tracked
from irp.rules.financial_years import year_words
from irp.rules.money import MOST
from programmes.models.savings import Saving
from programmes.querysets import YearActQuerySet
from programmes.words.savings import ENTERED, Basis, ForecastConfidence


def in_pounds(*names: str) -> Q:
    """Return what holds of columns of money: nought or more, or nothing."""
    found = Q()
    for name in names:
        found &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lt": MOST})
    return found


def _year() -> WholeField:
    return WholeField("financial year", least=2000, most=2099)


class SavingTarget(Act):
    """A version of what a saving promised for a year; a new row corrects or follows it."""

    saving = models.ForeignKey(Saving, models.PROTECT, related_name="targets")
    year = _year()
    number = WholeField("version", least=1, most=999)
    in_year = PoundsField("in-year amount")
    full_year = PoundsField("full-year amount", null=True, blank=True)
    decided_by = LineField("who decided it", max_length=200)
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["saving", "year", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["saving", "year", "number"], name="saving_target_version"
            ),
            models.CheckConstraint(
                condition=in_pounds("in_year", "full_year"), name="saving_target_in_pounds"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by="") & ~Q(reason=""), name="saving_target_says_whose"
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.saving.ref} for {year_words(self.year)}"


class YearTarget(Act, Sourced):
    """A version of what Council resolved to save in a year as a whole."""

    year = _year()
    number = WholeField("version", least=1, most=999)
    amount = PoundsField()
    decided_by = LineField("who decided it", max_length=200, blank=True, default="")
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["year", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="year_target_version"),
            models.CheckConstraint(condition=in_pounds("amount"), name="year_target_in_pounds"),
            models.CheckConstraint(
                condition=~Q(source_document="") | ~Q(decided_by=""), name="year_target_says_whose"
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {year_words(self.year)}"


class SavingAmounts(Act):
    """A month's entry of a saving's amounts for a year: what has reached at least each rung."""

    saving = models.ForeignKey(Saving, models.PROTECT, related_name="amounts")
    year = _year()
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    identified = PoundsField()
    approved = PoundsField()
    in_delivery = PoundsField("in delivery")
    delivered = PoundsField()
    full_year = PoundsField("full-year amount", null=True, blank=True)
    forecast = PoundsField("forecast for the year end")
    confidence = LineField(max_length=6, choices=ForecastConfidence.choices())
    late = PoundsField("delivered late, from earlier years", default=0)
    note = ProseField(max_length=1000, blank=True, default="")

    objects = YearActQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["saving", "year", "pk"]
        indexes: ClassVar = [models.Index(fields=["year", "saving", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=in_pounds(*(rung.value for rung in ENTERED))
                & in_pounds("full_year", "forecast", "late"),
                name="saving_amounts_in_pounds",
            ),
            models.CheckConstraint(
                condition=Q(
                    identified__gte=F("approved"),
                    approved__gte=F("in_delivery"),
                    in_delivery__gte=F("delivered"),
                ),
                name="saving_rungs_in_order",
            ),
            models.CheckConstraint(
                condition=one_of("confidence", ForecastConfidence), name="saving_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.saving.ref}, {year_words(self.year)}"

    @property
    def version(self) -> int:
        """Return what tells it from the entries before it: its key."""
        return self.pk or 0


class SavingValidation(Act):
    """What a finance validator confirmed of an entry, with the evidence."""

    saving = models.ForeignKey(Saving, models.PROTECT, related_name="validations")
    year = _year()
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    delivered = PoundsField("delivered, as it was validated")
    in_year = PoundsField("validated in-year amount")
    full_year = PoundsField("validated full-year amount", null=True, blank=True)
    evidence = ProseField(max_length=1000)

    objects = YearActQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["saving", "year", "pk"]
        indexes: ClassVar = [models.Index(fields=["year", "saving", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=in_pounds("in_year", "full_year", "delivered")
                & Q(in_year__lte=F("delivered")),
                name="saving_validation_in_pounds",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="saving_validation_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.saving.ref}, {year_words(self.year)}"

    @property
    def version(self) -> int:
        """Return what tells it from the validations before it: its key."""
        return self.pk or 0


class SavingReplacement(Act):
    """One saving makes good what another does not yield in a year; or no longer does (`ends`)."""

    replaced = models.ForeignKey(Saving, models.PROTECT, related_name="replacements")
    by_saving = models.ForeignKey(Saving, models.PROTECT, related_name="replaces")
    year = _year()
    basis = LineField("how much of it", max_length=7, choices=Basis.choices())
    ends = FlagField("is ended", default=False)
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(replaced=F("by_saving")), name="saving_not_by_itself"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="replacement_has_its_reason"),
            models.CheckConstraint(condition=one_of("basis", Basis), name="replacement_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.by_saving.ref} for {self.replaced.ref}, {year_words(self.year)}"


class PlanFigure(Tracked, Sourced):
    """A total that the plan prints of money, shown as it is and never added to another.

    One of them is the fund that it has for its programmes; the others are of savings.
    """

    number = WholeField(unique=True, least=1, most=99)
    title = LineField(max_length=200)
    amount = PoundsField()
    target_year = WholeField(  # whose target it is, None for a figure that is none
        "financial year", least=2000, most=2099, null=True, blank=True
    )
    is_fund = FlagField("the plan’s fund", default=False)
    note = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=in_pounds("amount"), name="plan_figure_in_pounds"),
            models.CheckConstraint(
                condition=Q(is_fund=False) | Q(target_year=None), name="plan_fund_is_no_target"
            ),
            models.UniqueConstraint(
                fields=["is_fund"], condition=Q(is_fund=True), name="one_plan_fund"
            ),
        ]

    def __str__(self) -> str:
        return self.title
