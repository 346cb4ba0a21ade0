"""Budgets of the small council, entered through the product's own act."""

from decimal import Decimal
from typing import Any

from programmes.actions.budgets import BudgetSaid, enter_budget
from programmes.models import BudgetEntry
from tests.world import NOW, World


def said(**changes: Any) -> BudgetSaid:
    """Return a budget of £3m, half of it spent, with 18 of 20 posts filled."""
    entry: dict[str, Any] = {
        "version": 0, "approved": Decimal(3_000_000), "spent": Decimal(1_500_000),
        "forecast": Decimal(3_000_000), "fund": Decimal(400_000), "needed": 20, "filled": 18,
    }  # fmt: skip
    return BudgetSaid(**entry | changes)


def enter(world: World, ref: str = "HOU", *, by: str = "rdl", at=NOW, **changes: Any):
    """Enter a programme's budget, seen as it stands."""
    row = world.programmes[ref]
    newest = BudgetEntry.objects.filter(programme=row).order_by("-pk").first()
    changes = {"version": newest.pk if newest else 0} | changes
    return enter_budget(row, said(**changes), by=world.user(by), at=at)
