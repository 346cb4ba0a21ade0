"""The words of a programme's budget and people, and the plan's fund: their part of the glossary."""

from decimal import Decimal

from irp.words import Term, Terms

# What the plan itself says of money for programmes, and where.
FUND = Decimal(20_000_000)
FUND_WORDS = "fund of up to £20m"
FUND_SOURCE = "IRP, section 7, Resourcing the IRP"

BUDGETS = (
    Terms(
        "budget",
        "Budget and people",
        (
            Term(
                "approved",
                "Approved budget",
                "What was approved for the programme to spend in the financial year.",
            ),
            Term("spent", "Spent", "What was spent in the financial year by the end of the month."),
            Term(
                "forecast",
                "Forecast spend",
                "What the programme expects to have spent by the end of the financial year.",
            ),
            Term(
                "fund",
                "Called from the fund",
                f"What the programme has called, in all years together, from the {FUND_WORDS} "
                f"that the plan has for additional capacity from 2024/25 ({FUND_SOURCE}).",
            ),
            Term("needed", "Posts needed", "Posts that the programme needs to deliver."),
            Term("filled", "Posts filled", "Posts of these that somebody is in."),
        ),
        about="Facts beside a rating. They set no rating.",
    ),
)
