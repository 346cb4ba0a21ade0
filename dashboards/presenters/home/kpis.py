"""The work of whoever answers for KPIs: readings that are due and those that are late (Rule 27)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.rules.date_spans import printed_month
from irp.rules.numbers import counted
from kpis.figures.owed import count_due, count_late
from kpis.readings import OwedReadings, own

TITLE = "Your KPIs"
NAMED = 6  # references in a task; the rest are counted


def with_kpis(
    parts: Sequence[Part], every: Sequence[OwedReadings], titles: Collection[str]
) -> list[Part]:
    """Return parts with the readings of KPIs that a person owes.

    `titles` are the posts that the person holds. CPMO's part counts those of everybody.
    """
    found = [_counted(part, every) if part.key == "cpmo" else part for part in parts]
    mine = own(every, titles)
    if mine:
        late = [indicator for indicator in mine if indicator.owed.late]
        due = [indicator for indicator in mine if indicator.owed.due]
        count = counted(len(mine), "KPI")
        empty = f"You answer for {count}, and no reading is due."
        found.append(Part("kpis", TITLE, tuple(_tasks(late, due)), empty))
    return found


def _tasks(late: Sequence[OwedReadings], due: Sequence[OwedReadings]) -> Iterator[Task]:
    enter = address("kpis:readings_enter")
    if late:
        oldest = min(indicator.owed.late[0] for indicator in late)
        number = count_late(indicator.owed for indicator in late)
        newest = max(indicator.ends(indicator.owed.late[-1]) for indicator in late)
        yield Task(
            f"Enter {counted(number, 'late reading')} of your KPIs",
            f"{enter}?month={newest:%Y-%m}",
            f"{_named(late)}; the oldest is of {printed_month(oldest)}",
            warning=True,
        )
    if due:
        number = count_due(indicator.owed for indicator in due)
        newest = max(indicator.ends(indicator.owed.due[-1]) for indicator in due)
        yield Task(
            f"Enter {counted(number, 'reading')} of your KPIs",
            f"{enter}?month={newest:%Y-%m}",
            _named(due),
        )


def _named(owed: Sequence[OwedReadings]) -> str:
    named = ", ".join(indicator.ref for indicator in owed[:NAMED])
    return f"{named} and {len(owed) - NAMED} more" if len(owed) > NAMED else named


def _counted(part: Part, every: Sequence[OwedReadings]) -> Part:
    late = count_late(indicator.owed for indicator in every)
    if not part.figures:
        return part
    there = address("kpis:readings_enter")
    figure = CountShown("KPI readings late", late, "", there, late > 0)
    return replace(part, figures=(*part.figures, figure))
