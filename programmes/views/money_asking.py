"""What all money comes to, as a page or a file is asked for it: now or as at the past."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from irp.rules.financial_years import financial_year
from programmes.figures.budgets import BudgetPosition, budget_position
from programmes.figures.money import MoneyPosition, money_position
from programmes.models import Programme
from programmes.readings.budgets import budgets
from programmes.readings.whole_money import whole_money


@dataclass(frozen=True)
class AskedMoney:
    """What money comes to, with the names of programmes by reference, and their budgets."""

    past: Past
    year: int
    position: MoneyPosition
    names: dict[str, str]
    budgets: BudgetPosition


def asked_money(request: SignedIn, *, at: datetime) -> AskedMoney:
    """Return what money comes to now or as at the past, in fifteen statements."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    source, on = past.source, past.measured.on
    money, steps = whole_money(source)
    return AskedMoney(
        past,
        year=financial_year(on),
        position=money_position(money, steps, year=financial_year(on), measured=past.measured),
        names={row.ref: row.name for row in source.rows(Programme)},
        budgets=budget_position(budgets(source), fund=money.fund, on=on),
    )
