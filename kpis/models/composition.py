"""Of which indicators a composite is made: versions, each with its members (Rule 27)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import LineField, ProseField, WholeField, one_of
from irp.models import Act, AppendOnly
from kpis.models.indicator import Indicator
from kpis.words import Counted


class Composition(Act):
    """A version of what a composite counts and of which members; without any it is none."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="compositions")
    number = WholeField("version", least=1, most=999)
    counts = LineField("what is counted", max_length=10, choices=Counted.choices())
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["indicator", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "number"], name="composition_version"),
            models.CheckConstraint(condition=one_of("counts", Counted), name="composition_counts"),
            models.CheckConstraint(condition=~Q(reason=""), name="composition_says_why"),
        ]

    def __str__(self) -> str:
        return f"Members of {self.indicator.ref}, version {self.number}"


class CompositionMember(AppendOnly):
    """One member of a version; an indicator is never a member of itself."""

    composition = models.ForeignKey(Composition, models.PROTECT, related_name="members")
    composite = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    member = models.ForeignKey(Indicator, models.PROTECT, related_name="member_of")

    class Meta:
        ordering: ClassVar = ["composition", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["composition", "member"], name="composition_member"),
            models.CheckConstraint(condition=~Q(composite=F("member")), name="member_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.member.ref} in {self.composition}"
