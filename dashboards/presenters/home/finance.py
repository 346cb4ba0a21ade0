"""The work of a finance validator: what was delivered of savings and is not confirmed (Rule 26)."""

from datetime import datetime

from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.facts import PeriodFacts
from irp.rules.calendar import london_day
from irp.rules.financial_years import financial_year, year_words
from irp.rules.money import printed_pounds
from irp.rules.numbers import counted
from programmes.readings.saving_rows import to_validate

NAMED = 6  # savings, those with the most delivered


def finance_part(period: PeriodFacts | None, *, at: datetime) -> Part:
    """Return the savings that wait for a validator, in one statement."""
    year = financial_year(period.month if period else london_day(at))
    rows = to_validate(year=year, at=at)
    tasks = []
    if rows and period is not None and period.is_open:
        tasks.append(
            Task(
                f"Validate {counted(len(rows), 'saving')}",
                address("programmes:savings_validate"),
                f"delivered in {year_words(year)} and not confirmed as entered",
            )
        )
    tasks += [
        Task(
            str(row.saving),
            address("programmes:saving", row.saving.ref),
            f"{printed_pounds(row.delivered)} delivered",
        )
        for row in sorted(rows, key=lambda row: (-row.delivered, row.saving.ref))[:NAMED]
    ]
    waiting = f"{address('programmes:savings')}?show=to_validate"
    return Part(
        "finance",
        "Savings to validate",
        tuple(tasks),
        "No delivered amount is left to validate.",
        (CountShown("To be validated", len(rows), "", waiting),),
    )
