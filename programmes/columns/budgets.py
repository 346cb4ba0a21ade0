"""The columns of budgets: one table for the list's file and the file that is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from irp.columns import Column, Kind
from programmes.figures.budgets import BudgetLine


@dataclass(frozen=True)
class BudgetColumn(Column[BudgetLine]):
    """A column, what stands in it, and whether a file that is loaded is read for it."""

    meaning: str = ""
    is_read: bool = False


def _of(name: str) -> Callable[[BudgetLine], Any]:
    return lambda line: getattr(line.entry, name) if line.entry else None


def _number(name: str, label: str, meaning: str) -> BudgetColumn:
    return BudgetColumn(name, label, _of(name), Kind.NUMBER, meaning, is_read=True)


POUNDS = "Pounds and pence, such as 1234567.89"
BUDGET: tuple[BudgetColumn, ...] = (
    BudgetColumn(
        "ref",
        "Ref",
        attrgetter("of.ref"),
        meaning="The programme’s reference, such as HOU",
        is_read=True,
    ),
    BudgetColumn("name", "Programme", attrgetter("of.name"), meaning="Its name"),
    BudgetColumn("month", "Entered for", _of("month"), Kind.MONTH, "The newest entry’s month"),
    _number("approved", "Approved budget", f"{POUNDS}, for the financial year"),
    _number("spent", "Spent", f"{POUNDS}, in the year so far"),
    _number("forecast", "Forecast spend", f"{POUNDS}, by the end of the year"),
    _number("fund", "Called from the fund", f"{POUNDS}, in all years together"),
    _number("needed", "Posts needed", "A whole number"),
    _number("filled", "Posts filled", "A whole number"),
    BudgetColumn("note", "Note", _of("note"), meaning="Why, where it is asked for", is_read=True),
    BudgetColumn("by_name", "Entered by", _of("by_name"), meaning="Who entered it"),
)
