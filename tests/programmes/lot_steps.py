"""Assets and lots of the small council, entered through the product's own acts."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from programmes.actions.lots import ProgressEntry, add_lot, enter_progress
from programmes.actions.receipt_targets import set_receipt_target
from programmes.models import Lot, ReceiptThreshold
from tests.world import NOW, World

SOLD_ON = date(2026, 11, 2)


def lot(world: World, title: str = "Depot in the north", **entered) -> Lot:
    """Add an asset to HOU."""
    values = {"title": title, **entered}
    return add_lot(world.programmes["HOU"], values, by=world.user("cpmo"), at=NOW)


def sold(amount: int, *, version: int = 0, on: date = SOLD_ON, **changes) -> ProgressEntry:
    """Return a sale that is completed, its cash received on a day."""
    stages = ("agreed", "exchanged", "completed", "received")
    amounts = dict.fromkeys(stages, Decimal(amount)) | {f"{name}_on": on for name in stages}
    return ProgressEntry(version=version, **{**amounts, **changes})


def sell(world: World, row: Lot, amount: int, *, by: str = "rdl", at=NOW, **changes):
    """Enter the sale of an asset."""
    newest = row.progress.order_by("-pk").first()
    entry = sold(amount, version=newest.pk if newest else 0, **changes)
    with transaction.atomic():  # what is refused leaves a test's own transaction whole
        done = enter_progress({row.ref: entry}, by=world.user(by), at=at)
    return done.saved[0]


def promise(world: World, total: int, *, due_on=date(2027, 3, 31), at=NOW, seen=None, **entered):
    """Set what receipts are to come to in all by a day, in pounds; seen is the newest."""
    if seen is None:
        seen = max(ReceiptThreshold.objects.values_list("pk", flat=True), default=0)
    return set_receipt_target(
        due_on=due_on, total=Decimal(total), decided_by="Cabinet, 3 March 2026", reason="Review",
        seen=seen, by=world.user("cpmo"), at=at, **entered,
    )  # fmt: skip
