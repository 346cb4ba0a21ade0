"""Benefits and disbenefits: a register of their own, and what was read of them (Rule 26)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, Link, PoundsField, ProseField, WholeField, one_of
from irp.models import Act, Tracked
from programmes.models.programme import Programme
from programmes.models.savings import Saving
from programmes.querysets import BenefitReadingQuerySet
from programmes.words.benefits import BenefitKind, Better

MOST = 10**12


def _within(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": -MOST, f"{name}__lt": MOST})


class Benefit(Tracked):
    """What a programme is for, or what it costs others, as a measure that its owner reads."""

    ref = LineField(max_length=20, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="benefits")
    number = WholeField(least=1, most=999)
    kind = LineField("benefit or disbenefit", max_length=10, choices=BenefitKind.choices())
    title = LineField("what it is", max_length=300)
    owner = Link("irp.Post", models.PROTECT, null=True, blank=True, related_name="+")
    measure = LineField("what is measured", max_length=300, blank=True, default="")
    unit = LineField(max_length=40, blank=True, default="")
    better = LineField("which way is better", max_length=6, choices=Better.choices())
    baseline = PoundsField(null=True, blank=True)
    target = PoundsField(null=True, blank=True)
    target_on = DayField("reached by", null=True, blank=True)
    review_on = DayField("review after closure", null=True, blank=True)
    saving = Link(
        Saving,
        models.PROTECT,
        verbose_name="counted as the saving",
        null=True,
        blank=True,
        related_name="benefits",
    )
    note = ProseField(max_length=1000, blank=True, default="")
    ended_on = DayField("ended on", null=True, blank=True)
    ended_why = ProseField("why it ended", max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="benefit_number"),
            models.CheckConstraint(
                condition=one_of("kind", BenefitKind) & one_of("better", Better),
                name="benefit_choices",
            ),
            models.CheckConstraint(
                condition=_within("baseline") & _within("target"), name="benefit_numbers"
            ),
            models.CheckConstraint(
                condition=~Q(title="")
                & (
                    Q(saving__isnull=True) & ~Q(measure="")
                    | Q(saving__isnull=False, measure="", baseline=None, target=None)
                ),
                name="benefit_is_measured_or_cashable",
            ),
            models.CheckConstraint(
                condition=Q(target=None, target_on=None)
                | Q(target__isnull=False, target_on__isnull=False),
                name="benefit_target_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="")
                | Q(ended_on__isnull=False) & ~Q(ended_why=""),
                name="benefit_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class BenefitReading(Act):
    """What was read of a benefit for a month; the newest is in force."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="readings")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    value = PoundsField()
    note = ProseField(max_length=1000, blank=True, default="")

    objects = BenefitReadingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["benefit", "pk"]
        indexes: ClassVar = [models.Index(fields=["benefit", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_within("value"), name="benefit_reading_number")
        ]

    def __str__(self) -> str:
        return f"{self.benefit.ref}, {self.period}"

    @property
    def version(self) -> int:
        """Return what tells it from the readings before it: its key."""
        return self.pk or 0
