"""Tables of which a section prints the first rows: an annex has them whole (PAGES 6). Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from kpis.figures import IndicatorLine
from packs.context.due import DueGroup, ReadinessPage
from packs.context.money import MoneyPage
from programmes.figures.benefits import BenefitLine
from programmes.figures.budgets import BudgetLine
from programmes.figures.lots import LotLine
from programmes.figures.savings import SavingLine


@dataclass(frozen=True, kw_only=True)
class TablesPage:
    """Each table with every row; one that its section prints whole is empty here."""

    indicators: tuple[IndicatorLine, ...] = ()
    unread: tuple[IndicatorLine, ...] = ()
    short: tuple[SavingLine, ...] = ()
    lots: tuple[LotLine, ...] = ()
    budgets: tuple[BudgetLine, ...] = ()
    benefits: tuple[BenefitLine, ...] = ()
    passed: tuple[DueGroup, ...] = ()
    due: tuple[DueGroup, ...] = ()


def tables_page(
    indicators: tuple[Sequence[IndicatorLine], Sequence[IndicatorLine]],
    money: MoneyPage | None,
    readiness: ReadinessPage,
    groups: tuple[Sequence[DueGroup], Sequence[DueGroup]],
    *,
    printed: Collection[str],
) -> TablesPage | None:
    """Return what the annex has of the sections that are printed; None where it has nothing.

    `indicators` are those with and without a reading that the body does not name; `groups` the
    requirements whose date has passed, and those whose date is to come.
    """
    (read, unread), (passed, due) = indicators, groups
    lists = readiness if "readiness" in printed else None
    page = TablesPage(
        indicators=tuple(read) if "kpis" in printed else (),
        unread=tuple(unread) if "kpis" in printed else (),
        **(_money(money) if money and "money" in printed else {}),
        passed=tuple(passed) if lists and lists.more_passed else (),
        due=tuple(due) if lists and lists.more_due else (),
    )
    return page if any(getattr(page, field.name) for field in fields(page)) else None


def _money(page: MoneyPage) -> dict[str, tuple]:
    """Return the tables of money of which the section names some rows alone."""
    every = {
        "short": (page.position.short, page.short_named),
        "lots": (page.position.open_lots, page.lots_named),
        "budgets": (page.budgets.entered if page.budgets else (), page.budgets_named),
        "benefits": (page.benefits.lines if page.benefits else (), page.benefits_named),
    }
    return {name: tuple(rows) for name, (rows, named) in every.items() if len(rows) > len(named)}
