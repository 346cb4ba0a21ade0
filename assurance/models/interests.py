"""Interests of commissioners in outcomes: declared, dated, ended; acts of their own (24b)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import PriorityOutcome
from irp.fields import DayField, ProseField, WholeField
from irp.models import Act


class Interest(Act):
    """A commissioner declares an interest in an outcome; `by` is whose it is."""

    number = WholeField(unique=True, least=1, most=9999)
    outcome = models.ForeignKey(PriorityOutcome, models.PROTECT, related_name="interests")
    starts_on = DayField("first day of the interest")
    words = ProseField("what the interest is", max_length=2000)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="interest_has_words")
        ]

    def __str__(self) -> str:
        return f"Interest {self.number} in outcome {self.outcome.number}"


class InterestEnd(Act):
    """The last day of an interest."""

    interest = models.OneToOneField(Interest, models.PROTECT, related_name="end")
    ends_on = DayField("last day of the interest")

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.interest}, until {self.ends_on}"
