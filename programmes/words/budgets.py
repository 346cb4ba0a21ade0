"""The words of a programme's budget and people: their part of the glossary."""

from irp.words import Term, Terms

NOTHING_ENTERED = "Nothing entered yet"

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
                "What the programme has called, in all years together, from the fund that the plan "
                "has for additional capacity.",
            ),
            Term("needed", "Posts needed", "Posts that the programme needs to deliver."),
            Term("filled", "Posts filled", "How many of these posts are filled."),
        ),
        about="Facts beside a rating. They set no rating.",
    ),
)
