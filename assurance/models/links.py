"""Links from delivery to requirements: proposed by one person, confirmed by another, ended."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from assurance.facts.links import link_ref
from assurance.models.plan import Requirement
from assurance.words.links import LinkKind, LinkState
from irp.fields import LineField, ProseField, WholeField, one_of
from irp.models import Sourced, Tracked

COLUMNS = tuple(kind.column for kind in LinkKind)


def _names_one() -> Q:
    """Return what holds where a link names one row, of the kind that it says."""
    return reduce(
        or_,
        (
            Q(kind=kind.value) & Q(**{f"{name}__isnull": name != kind.column for name in COLUMNS})
            for kind in LinkKind
        ),
    )


class DeliveryLink(Tracked, Sourced):
    """What of the delivery serves a requirement, and who said so.

    One that the plan's own files propose has its place in the documents and no proposer.
    """

    number = WholeField(unique=True, least=1, most=99999)
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="links")
    kind = LineField("what serves it", max_length=10, choices=LinkKind.choices())
    programme = models.ForeignKey(
        "programmes.Programme", models.PROTECT, null=True, related_name="+"
    )
    milestone = models.ForeignKey(
        "programmes.Milestone", models.PROTECT, null=True, related_name="+"
    )
    indicator = models.ForeignKey("kpis.Indicator", models.PROTECT, null=True, related_name="+")
    saving = models.ForeignKey("programmes.Saving", models.PROTECT, null=True, related_name="+")
    risk = models.ForeignKey("programmes.Risk", models.PROTECT, null=True, related_name="+")
    reason = ProseField("how it serves the requirement", max_length=500)
    state = LineField(max_length=10, choices=LinkState.choices(), default=LinkState.PROPOSED.value)
    proposed_by = models.ForeignKey("irp.User", models.PROTECT, null=True, related_name="+")
    proposed_name = LineField("proposed by", max_length=200)
    proposed_post = LineField(max_length=400, blank=True, default="")
    proposed_at = models.DateTimeField("proposed")
    confirmed_by = models.ForeignKey("irp.User", models.PROTECT, null=True, related_name="+")
    confirmed_name = LineField("confirmed by", max_length=200, blank=True, default="")
    confirmed_post = LineField(max_length=400, blank=True, default="")
    confirmed_at = models.DateTimeField("confirmed", null=True)
    ended_name = LineField("ended by", max_length=200, blank=True, default="")
    ended_post = LineField(max_length=400, blank=True, default="")
    ended_at = models.DateTimeField("ended", null=True)
    ended_reason = ProseField("why it ended", max_length=500, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["requirement", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("kind", LinkKind) & one_of("state", LinkState),
                name="link_choices",
            ),
            models.CheckConstraint(condition=_names_one(), name="link_names_one"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(proposed_name=""), name="link_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(confirmed_by=F("proposed_by")),
                name="link_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=LinkState.PROPOSED.value, confirmed_at=None, ended_at=None)
                | Q(state=LinkState.CONFIRMED.value, confirmed_at__isnull=False, ended_at=None)
                & ~Q(confirmed_name="")
                | Q(state=LinkState.ENDED.value, ended_at__isnull=False)
                & ~Q(ended_reason="")
                & ~Q(ended_name=""),
                name="link_state",
            ),
            *(
                models.UniqueConstraint(
                    fields=["requirement", name],
                    condition=~Q(state=LinkState.ENDED.value),
                    name=f"one_link_of_{name}",
                )
                for name in COLUMNS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.requirement.ref}: {getattr(self.serving, 'ref', '')}"

    @property
    def ref(self) -> str:
        """Return the reference that people know it by."""
        return link_ref(self.number)

    @property
    def serving(self) -> Any:
        """Return the row that serves the requirement."""
        return getattr(self, LinkKind(self.kind).column)
