"""Dependencies: what one row or programme gives another by a day (Rule 28).

The plan's own six name no giver and no taker: they are overarching. The others have both, each a
milestone or a programme, and the day that each side says.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import DayField, LineField, Link, ProseField, WholeField
from irp.models import Act, Sourced, Tracked
from programmes.facts.dependencies import EndFacts
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme
from programmes.models.risks import in_words
from programmes.words import DependencyState, Side

ENDS = ("giver_milestone", "giver_programme", "taker_milestone", "taker_programme")
FIRST = 101  # the numbers before it are the plan's own


def has_one(side: Side) -> Q:
    """Return what holds where one end is a milestone or a programme, and not both."""
    row, programme = f"{side}_milestone__isnull", f"{side}_programme__isnull"
    return Q(**{row: False, programme: True}) | Q(**{row: True, programme: False})


def is_complete_or_overarching() -> Q:
    """Return what holds where a dependency has both ends and days, or none of them."""
    none = Q(**{f"{name}__isnull": True for name in (*ENDS, "give_by", "need_by", "days_set_at")})
    days = Q(give_by__isnull=False, need_by__isnull=False, days_set_at__isnull=False)
    return none & Q(state=DependencyState.OPEN.value) | (
        has_one(Side.GIVER) & has_one(Side.TAKER) & days & Q(raised_on__isnull=False)
    )


class Dependency(Tracked, Sourced):
    """What a giver hands to a taker, or an overarching dependency of the plan."""

    number = WholeField(unique=True, least=1, most=9999)
    title = LineField(max_length=200)
    description = ProseField(max_length=2000, blank=True, default="")
    giver_milestone = Link(Milestone, models.PROTECT, null=True, blank=True, related_name="gives")
    giver_programme = Link(Programme, models.PROTECT, null=True, blank=True, related_name="gives")
    taker_milestone = Link(Milestone, models.PROTECT, null=True, blank=True, related_name="takes")
    taker_programme = Link(Programme, models.PROTECT, null=True, blank=True, related_name="takes")
    give_by = DayField("give by", null=True, blank=True)
    need_by = DayField("need by", null=True, blank=True)
    days_set_at = models.DateTimeField(null=True, blank=True)
    # By reference: requirements stand above programmes, which may not know them.
    requirements = models.JSONField(default=list, blank=True)
    state = LineField(
        max_length=8, choices=DependencyState.choices(), default=DependencyState.OPEN.value
    )
    raised_on = DayField("added", null=True, blank=True)
    closed_on = DayField("closed", null=True, blank=True)
    outcome = ProseField(max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name_plural = "dependencies"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=is_complete_or_overarching(), name="dependency_is_whole"
            ),
            models.CheckConstraint(
                condition=~Q(giver_milestone=F("taker_milestone"), giver_milestone__isnull=False)
                & ~Q(giver_programme=F("taker_programme"), giver_programme__isnull=False),
                name="dependency_not_on_itself",
            ),
            models.CheckConstraint(
                condition=Q(state=DependencyState.OPEN.value, closed_on__isnull=True, outcome="")
                | Q(
                    state__in=[DependencyState.GIVEN.value, DependencyState.DROPPED.value],
                    closed_on__isnull=False,
                )
                & ~Q(outcome=""),
                name="dependency_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def ref(self) -> str:
        """Return the reference that people know it by."""
        return ref_of(self.number)

    @property
    def is_overarching(self) -> bool:
        """Tell whether it names no giver and no taker."""
        return self.days_set_at is None

    @property
    def requirement_refs(self) -> str:
        """Return the requirements that need it in the end as a person types them."""
        return in_words(self.requirements)

    def end(self, side: Side) -> Milestone | Programme | None:
        """Return the milestone or the programme at one end."""
        row: Milestone | None = getattr(self, f"{side}_milestone")
        programme: Programme | None = getattr(self, f"{side}_programme")
        return row or programme

    def programme_at(self, side: Side) -> Programme | None:
        """Return the programme at one end: its milestone's own where one is named."""
        end = self.end(side)
        return end.programme if isinstance(end, Milestone) else end


def ref_of(number: int) -> str:
    """Return the reference of a dependency's number: D-07, D-101."""
    return f"D-{number:02}"


def dependency_end(row: Milestone | Programme) -> EndFacts:
    """Return a milestone or a programme as one end of a dependency."""
    if isinstance(row, Milestone):
        return EndFacts(milestone=row.ref, programme=row.programme.ref)
    return EndFacts(milestone=None, programme=row.ref)


class DependencyConfirmation(Act):
    """A side's agreement to the days of a dependency; a later change of them withdraws it."""

    dependency = models.ForeignKey(Dependency, models.PROTECT, related_name="confirmations")
    side = LineField(max_length=5, choices=Side.choices())

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(side__in=[side.value for side in Side]), name="confirmation_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dependency}: {self.side}"
