"""The work of whoever enters assets and lots: sales whose day has passed (Rule 25)."""

from datetime import date, datetime

from dashboards.presenters.home.parts import Part, Task
from irp.addresses import address
from irp.models import User
from irp.rules.date_spans import printed_day
from irp.rules.numbers import counted
from programmes.readings.lot_rows import overdue_sales

TITLE = "Your assets and lots"
NAMED = 6  # of those whose day passed first; the rest are counted


def lots_part(user: User, *, at: datetime, on: date) -> Part | None:
    """Return the sales that a person enters and whose expected day has passed, None for none.

    In one statement.
    """
    own = [
        (row, line)
        for row, line in overdue_sales(at=at, on=on)
        if user.has_perm("programmes.keep_lot", row.lot)
    ]
    if not own:
        return None
    enter = address("programmes:receipts_month")
    tasks = [
        Task(
            f"Enter what became of {line.ref} {line.facts.title}",
            f"{enter}?lot={line.ref}",
            f"{line.stage.label.lower()}; its sale was expected by {printed_day(row.expected_on)}",
            warning=True,
        )
        for row, line in own[:NAMED]
        if row.expected_on
    ]
    if more := len(own) - len(tasks):
        listed = f"{address('programmes:receipts')}?show=late"
        tasks.append(Task(f"{counted(more, 'more sale')} past the expected day", listed))
    return Part("lots", TITLE, tuple(tasks), "")
