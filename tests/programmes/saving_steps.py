"""Savings of the small council, entered through the product's own acts."""

from decimal import Decimal

from django.db import transaction

from programmes.actions.saving_month import (
    AmountsEntry,
    ValidationEntry,
    enter_amounts,
    validate_amounts,
)
from programmes.actions.saving_targets import NewTarget, set_saving_target
from programmes.actions.savings import add_saving
from programmes.models import Saving, SavingAmounts, SavingValidation
from programmes.words import ForecastConfidence
from tests.world import NOW, World


def save(
    world: World,
    title: str = "Fewer agency staff",
    *,
    programme: str = "HOU",
    target: int | None = None,
    **entered,
):
    """Add a saving to a programme, with a target for 2026/27 where one is given."""
    row = add_saving(
        world.programmes[programme],
        {"title": title, "recurrence": "recurrent", **entered},
        by=world.user("cpmo"),
        at=NOW,
    )
    if target is not None:
        promise(world, row, target)
    return row


def promise(world: World, row: Saving, amount: int, *, year: int = 2026, at=NOW, seen=None):
    """Set what a saving promised for a year, in pounds; `seen` is the newest unless it is said."""
    if seen is None:
        seen = max(row.targets.values_list("pk", flat=True), default=0)
    target = NewTarget(
        year=year, in_year=Decimal(amount), full_year=None, decided_by="Council, 3 March 2026",
        reason="Budget", seen=seen,
    )  # fmt: skip
    return set_saving_target(row, target, by=world.user("cpmo"), at=at)


def entry(delivered: int, *, version: int = 0, **changes) -> AmountsEntry:
    """Return amounts of which all that is identified is delivered."""
    amount = Decimal(delivered)
    amounts = dict.fromkeys(
        ("identified", "approved", "in_delivery", "delivered", "forecast"), amount
    )
    amounts |= {"full_year": None, "confidence": ForecastConfidence.HIGH, **changes}
    return AmountsEntry(version=version, **amounts)


def enter(world: World, row: Saving, delivered: int, *, by: str = "rdl", at=NOW, **changes):
    """Enter a saving's amounts for 2026/27."""
    newest = row.amounts.filter(year=2026).order_by("-pk").first()
    version = newest.pk if newest else 0
    entries = {row.ref: entry(delivered, version=version, **changes)}
    with transaction.atomic():  # what is refused leaves a test's own transaction whole
        done = enter_amounts(entries, year=2026, by=world.user(by), at=at)
    return done.saved[0]


def validate(world: World, row: Saving, amount: int, *, by: str = "finance_validator", at=NOW):
    """Validate a saving's amounts for 2026/27."""
    newest = SavingAmounts.objects.filter(saving=row, year=2026).order_by("-pk").first()
    last = SavingValidation.objects.filter(saving=row, year=2026).order_by("-pk").first()
    validation = ValidationEntry(
        version=newest.pk, checked=last.pk if last else 0, in_year=Decimal(amount), full_year=None,
        evidence="Ledger code 7100, period 7",
    )  # fmt: skip
    with transaction.atomic():
        done = validate_amounts({row.ref: validation}, year=2026, by=world.user(by), at=at)
    return done.saved[0]
