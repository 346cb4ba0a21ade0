"""Which dates of a reporting period cannot be meant, and which are unusual (Rule 14)."""

from collections.abc import Collection
from datetime import date

from irp.rules.calendar import DEADLINES, PeriodDeadlines, is_working_day, month_start
from irp.rules.date_spans import printed_day, printed_month

# Agreed assumption, found in neither document: a month that a board meets on later than this is
# a slip of the pen. It leaves room for a quarterly board.
MOST_MONTHS_AFTER = 3


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def order_faults(*, tib_on: date, irb_on: date) -> list[str]:
    """Return what is wrong with the order of two boards, whatever month they read."""
    wrong = irb_on < tib_on
    return ["The IRB meets after the TIB: enter a day on or after it."] if wrong else []


def opening_faults(month: date, *, days: PeriodDeadlines, irb_on: date) -> list[str]:
    """Return why a month cannot be reported to these boards (Rule 14): nothing else is meant."""
    faults = order_faults(tib_on=days.board_on, irb_on=irb_on)
    if days.opens_on < month_start(month):
        faults.append(
            f"The TIB is too early to report on {printed_month(month)}: enter a later day."
        )
    for board, on in (("TIB", days.board_on), ("IRB", irb_on)):
        if _month_number(on) - _month_number(month) > MOST_MONTHS_AFTER:
            faults.append(
                f"The {board} of {printed_day(on)} is more than {MOST_MONTHS_AFTER} months after "
                f"{printed_month(month)}: check the month and the year."
            )
    return faults


def opening_oddities(
    month: date,
    *,
    days: PeriodDeadlines,
    irb_on: date,
    last: date | None,
    holidays: Collection[date],
    on: date,
) -> list[str]:
    """Return what is unusual about a period that may be opened, for a person to confirm (Rule 14).

    `last` is the month of the newest period, None where there is none; `on` is today.
    """
    odd = board_oddities(tib_on=days.board_on, irb_on=irb_on, holidays=holidays)
    skipped = _month_number(month) - _month_number(last) - 1 if last else 0
    if last and skipped > 0:
        months = "the month" if skipped == 1 else f"the {skipped} months"
        odd.append(
            f"{printed_month(month)} skips {months} after {printed_month(last)}: what is skipped "
            "can never be reported on."
        )
    if month_start(month) > on:
        odd.append(f"{printed_month(month)} has not begun: there is nothing to report on yet.")
    elif days.opens_on > on:
        odd.append(f"Its published opening is to be {printed_day(days.opens_on)}, not today.")
    if days.return_due_on < on:
        odd.append(f"Its returns are due on {printed_day(days.return_due_on)}, which has passed.")
    return odd


def board_oddities(*, tib_on: date, irb_on: date, holidays: Collection[date]) -> list[str]:
    """Return which board would meet on a day on which nobody works (Rule 14)."""
    odd = []
    for board, meets_on in (("TIB", tib_on), ("IRB", irb_on)):
        if not is_working_day(meets_on, holidays=holidays):
            what = "a bank holiday" if meets_on in holidays else f"a {meets_on:%A}"
            odd.append(f"The {board} meets on {printed_day(meets_on)}, which is {what}.")
    return odd


def moving_oddities(
    *,
    before: PeriodDeadlines,
    after: PeriodDeadlines,
    irb_on: date,
    holidays: Collection[date],
    on: date,
) -> list[str]:
    """Return what is unusual about deadlines that a moved board gives, to be confirmed (Rule 14).

    `on` is today: a deadline that moves to a day gone by leaves nobody any time.
    """
    odd = board_oddities(tib_on=after.board_on, irb_on=irb_on, holidays=holidays)
    for name, label in DEADLINES:
        was, will = getattr(before, name), getattr(after, name)
        if was != will < on and name != "board_on":
            odd.append(f"{label} would move to {printed_day(will)}, which has passed.")
    return odd
