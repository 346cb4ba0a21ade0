"""Capital receipts: assets and lots, how far their sales have come, targets by day (Rule 25).

A month's progress and a target are acts: each is a row of its own, and the newest of a lot or a day
is in force. The plan's own targets stand in `ReceiptTarget`.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import DayField, FlagField, LineField, Link, PoundsField, ProseField, WholeField
from irp.models import Act, Tracked
from irp.rules.money import MOST
from programmes.models.programme import Programme
from programmes.querysets import LotProgressQuerySet


def _pair(day: str, amount: str) -> Q:
    """Return what holds of a day and its amount: both or neither, and pounds above nought."""
    neither = Q(**{f"{day}__isnull": True, f"{amount}__isnull": True})
    # An amount that is null is neither above nought nor not: the database would let it pass.
    both = Q(**{f"{day}__isnull": False, f"{amount}__isnull": False})
    return neither | both & Q(**{f"{amount}__gt": 0, f"{amount}__lt": MOST})


class Lot(Tracked):
    """An asset, or a part of one that is sold by itself."""

    ref = LineField(max_length=20, unique=True)
    programme = Link(Programme, models.PROTECT, related_name="lots")
    title = LineField("asset or lot", max_length=300)
    owner = Link("irp.Post", models.PROTECT, null=True, blank=True, related_name="+")
    about = ProseField("about it", max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["ref"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="lot_has_its_title")
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class LotProgress(Act):
    """A month's entry of a lot: what is expected, and each stage that it has reached."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="progress")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    expected = PoundsField("expected amount", null=True, blank=True)
    expected_on = DayField("expected to complete on", null=True, blank=True)
    agreed = PoundsField("agreed amount", null=True, blank=True)
    agreed_on = DayField("agreed on", null=True, blank=True)
    exchanged = PoundsField("exchanged amount", null=True, blank=True)
    exchanged_on = DayField("exchanged on", null=True, blank=True, not_before="agreed_on")
    completed = PoundsField("completed amount", null=True, blank=True)
    completed_on = DayField("completed on", null=True, blank=True, not_before="exchanged_on")
    received = PoundsField("cash received", null=True, blank=True)
    received_on = DayField("received on", null=True, blank=True, not_before="completed_on")
    withdrawn = FlagField("withdrawn from sale", default=False)
    note = ProseField(max_length=1000, blank=True, default="")

    objects = LotProgressQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["lot", "pk"]
        indexes: ClassVar = [models.Index(fields=["lot", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_pair("expected_on", "expected"), name="lot_expected_is_whole"
            ),
            *(
                models.CheckConstraint(
                    condition=_pair(f"{stage}_on", stage), name=f"lot_{stage}_is_whole"
                )
                for stage in ("agreed", "exchanged", "completed", "received")
            ),
            models.CheckConstraint(
                condition=(Q(exchanged__isnull=True) | Q(agreed__isnull=False))
                & (Q(completed__isnull=True) | Q(exchanged__isnull=False))
                & (Q(received__isnull=True) | Q(completed__isnull=False)),
                name="lot_stages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(received__isnull=True) | Q(received__lte=F("completed")),
                name="lot_receives_its_price_at_most",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | Q(completed__isnull=True) & ~Q(note=""),
                name="lot_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot.ref}, {self.period}"

    @property
    def version(self) -> int:
        """Return what tells it from the entries before it: its key."""
        return self.pk or 0


class ReceiptThreshold(Act):
    """A version of what receipts are to come to in all by a day; or that no more is (`ends`)."""

    due_on = DayField("day by which")
    number = WholeField("version", least=1, most=999)
    total = PoundsField("receipts in all by then")
    ends = FlagField("is a target no longer", default=False)
    decided_by = LineField("who decided it", max_length=200)
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["due_on", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["due_on", "number"], name="threshold_version"),
            models.CheckConstraint(
                condition=Q(total__gt=0, total__lt=MOST), name="threshold_in_pounds"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by="") & ~Q(reason=""), name="threshold_says_whose"
            ),
        ]

    def __str__(self) -> str:
        return f"Target of receipts by {self.due_on:%d/%m/%Y}"
