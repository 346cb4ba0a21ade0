"""A measure of the plan: its name, its unit, how it is read and who answers for it (Rule 27)."""

from typing import ClassVar

from django.db import models

from irp.fields import FlagField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Sourced, Tracked
from kpis.rules import LONGEST_LAG
from kpis.words import Frequency, Polarity


class Indicator(Tracked, Sourced):
    """A measure of the plan, as named there, and what the CPMO has said since of how it is read.

    A blank of the definition says that neither has set it.
    """

    _history_m2m_fields: ClassVar = ["outcomes"]

    ref = LineField(max_length=20, unique=True)
    aim = models.ForeignKey("irp.Aim", models.PROTECT, related_name="indicators")
    outcomes = models.ManyToManyField("irp.Outcome", related_name="indicators")
    number = WholeField(least=1, most=9999)
    name = LineField(max_length=600)
    unit = LineField("unit", max_length=40)
    polarity = LineField("better is", max_length=6, choices=Polarity.choices())
    over_100 = FlagField("a percentage may be over 100", default=False)
    cumulative = FlagField("a running total", default=False)
    members = models.JSONField(default=list, blank=True)
    note = ProseField(max_length=1000, blank=True, default="")
    definition = ProseField("definition in words", max_length=2000, blank=True, default="")
    numerator = LineField("what is counted", max_length=200, blank=True, default="")
    denominator = LineField("out of what", max_length=200, blank=True, default="")
    frequency = LineField(
        "how often it is read", max_length=10, blank=True, default="", choices=Frequency.choices()
    )
    lag_months = WholeField(
        "months until the figure comes", most=LONGEST_LAG, null=True, blank=True
    )
    source_system = LineField("where the figure comes from", max_length=200, blank=True, default="")
    owner = Link(
        "irp.Post",
        models.PROTECT,
        verbose_name="who answers for it",
        null=True,
        blank=True,
        related_name="indicators",
    )
    is_survey = FlagField("from a survey", default=False)

    class Meta:
        ordering: ClassVar = ["ref"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("polarity", Polarity), name="indicator_choices"
            ),
            models.CheckConstraint(
                condition=one_of("frequency", Frequency, blank=True), name="indicator_frequency"
            ),
        ]

    def __str__(self) -> str:
        return self.name
