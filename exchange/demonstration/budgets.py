"""The demonstration's budgets and people of 2026/27: made up, month by month.

Oracle costs more than was approved, Housing cannot fill its posts, and most of the plan's fund is
called. The plan gives no programme a budget.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from exchange.demonstration.council import Council
from irp.rules.financial_years import financial_year
from programmes.actions.budgets import BudgetSaid, enter_budgets
from programmes.models import BudgetEntry, Programme
from programmes.readings.budgets import newest_budgets

THOUSAND = Decimal(1000)
MONTHS = 12


@dataclass(frozen=True)
class MadeUp:
    """A programme's year in thousands of pounds: approved, expected, called from the fund; posts.

    `first` posts are filled in the first month of the year, one more every second month.
    """

    approved: int
    expected: int
    fund: int
    needed: int
    first: int
    why: str = ""


MADE_UP = {
    "SAV": MadeUp(1_800, 1_750, 900, 16, 14),
    "JOB": MadeUp(4_200, 4_200, 0, 38, 30),
    "AST": MadeUp(2_600, 2_450, 1_100, 18, 15),
    "COM": MadeUp(650, 600, 350, 6, 5),
    "ODC": MadeUp(900, 880, 450, 9, 6),
    "ORA": MadeUp(11_500, 12_900, 3_200, 64, 52,
                  "The second rehearsal of the cut-over was added, with its supplier days."),
    "CSR": MadeUp(1_200, 1_150, 700, 11, 9),
    "CON": MadeUp(2_100, 2_000, 1_250, 20, 16),
    "ERP": MadeUp(750, 700, 300, 7, 6),
    "PPR": MadeUp(1_400, 1_300, 900, 15, 12),
    "GOV": MadeUp(550, 520, 250, 5, 5),
    "COL": MadeUp(1_950, 1_900, 800, 17, 13),
    "CHI": MadeUp(5_400, 5_650, 1_900, 46, 37,
                  "Agency social workers cover posts until the new contract begins."),
    "STR": MadeUp(3_100, 3_000, 850, 24, 20),
    "HOU": MadeUp(6_800, 6_300, 2_400, 58, 34),
    "CUS": MadeUp(1_300, 1_280, 600, 14, 11),
}  # fmt: skip


def live_budgets(council: Council, month: date, *, at: datetime) -> None:
    """Enter what has come of each open programme's budget and posts by the end of a month."""
    rows = {row.ref: row for row in Programme.objects.filter(closed_on=None)}
    newest = newest_budgets(at=at)
    entries = {
        ref: _entry(budget, newest.get(rows[ref].pk), month)
        for ref, budget in MADE_UP.items()
        if ref in rows
    }
    enter_budgets(entries, by=council.cast.head, at=at)


def _entry(budget: MadeUp, before: BudgetEntry | None, month: date) -> BudgetSaid:
    done = (month.year - financial_year(month)) * MONTHS + month.month - 3  # April is the first
    return BudgetSaid(
        version=before.pk if before else 0,
        approved=budget.approved * THOUSAND,
        spent=_part(budget.expected, done, MONTHS),
        forecast=budget.expected * THOUSAND,
        fund=_part(budget.fund, 8 + done, 8 + MONTHS),
        needed=budget.needed,
        filled=min(budget.needed, budget.first + done // 2),
        note=budget.why,
    )


def _part(thousands: int, done: int, of: int) -> Decimal:
    return Decimal(thousands * done // of) * THOUSAND
