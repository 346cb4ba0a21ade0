"""The form of a programme's budget and people in a month."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import MoneyEntry, Prose, Versioned, WholeEntry
from programmes.actions.budgets import BudgetSaid
from programmes.models import BudgetEntry
from programmes.readings.budgets import SAID
from programmes.rules.budgets import budget_faults

MONEY = "In pounds and pence, such as £1,234,567.89."


MOST_POSTS = 9999


def _money(name: str, hint: str, **more: Any) -> MoneyEntry:
    return MoneyEntry(label=label_of(BudgetEntry, name), help_text=f"{hint} {MONEY}", **more)


def _posts(name: str, hint: str) -> WholeEntry:
    label = label_of(BudgetEntry, name)
    missing = f"Enter the {label.lower()}, a whole number between 0 and {MOST_POSTS}"
    return WholeEntry(
        label=label,
        min_value=0,
        max_value=MOST_POSTS,
        help_text=hint,
        error_messages={"required": missing},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}),
    )


class BudgetForm(Versioned):
    """What is entered of a month; the newest amounts stand in the boxes, the note does not.

    Its version is the key of the newest entry when it was opened, 0 for none.
    """

    approved = _money(
        "approved",
        "For the financial year.",
        error_messages={"required": "Enter the budget that was approved"},
    )
    spent = _money(
        "spent",
        "In the financial year, by the end of the month.",
        error_messages={"required": "Enter what has been spent, 0 for nothing"},
    )
    forecast = _money(
        "forecast",
        "By the end of the financial year.",
        error_messages={"required": "Enter what is forecast to be spent, 0 for nothing"},
    )
    fund = _money(
        "fund",
        "From the plan’s fund for additional capacity, in all years together. 0 for none.",
        error_messages={"required": "Enter how much is called from the fund, 0 for nothing"},
    )
    needed = _posts("needed", "To deliver the programme.")
    filled = _posts("filled", "How many of these are filled.")
    note = Prose(
        label="Note",
        required=False,
        max_length=1000,
        label_suffix="(needed where more is forecast than approved, or filled than needed)",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def initial_of(row: BudgetEntry | None) -> dict[str, Any]:
        """Return the newest amounts; the note of a month is its own."""
        if row is None:
            return {"version": 0}
        values = {name: getattr(row, name) for name in SAID if name != "note"}
        return values | {"version": row.pk}

    def clean(self) -> dict[str, Any]:
        """Say what the rule says with every other fault."""
        entered = super().clean() or self.cleaned_data
        for name, fault in budget_faults(entered).items():
            if name not in self.errors:
                self.add_error(name, fault)
        return entered

    def entered(self) -> BudgetSaid:
        """Return what was entered, for the act."""
        return BudgetSaid(**self.cleaned_data)
