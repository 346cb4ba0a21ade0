"""Benefits of the small council, through the product's own acts."""

from datetime import date
from decimal import Decimal
from typing import Any

from programmes.actions.benefits import add_benefit, read_benefit
from programmes.models import Benefit
from programmes.readings.benefits import newest_reading
from tests.world import NOW, World


def values(**changes: Any) -> dict[str, Any]:
    """Return a benefit: 58 days at first, 35 by 31 March 2027."""
    benefit: dict[str, Any] = {
        "title": "Empty homes are let sooner", "kind": "benefit", "measure": "Days to let",
        "unit": "days", "better": "lower", "baseline": Decimal(58), "target": Decimal(35),
        "target_on": date(2027, 3, 31), "review_on": None, "saving": None, "owner": None,
        "note": "",
    }  # fmt: skip
    return benefit | changes


def add(world: World, ref: str = "HOU", *, by: str = "cpmo", **changes: Any) -> Benefit:
    """Add a benefit to a programme."""
    return add_benefit(world.programmes[ref], values(**changes), by=world.user(by), at=NOW)


def read(world: World, row: Benefit, value: int, *, by: str = "rdl", at=NOW, **changes: Any):
    """Record a reading, seen as it stands."""
    newest = newest_reading(row, at=at)
    reading = {"value": Decimal(value), "note": "", "version": newest.pk if newest else 0} | changes
    return read_benefit(row, **reading, by=world.user(by), at=at)
