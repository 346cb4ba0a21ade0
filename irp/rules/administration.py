"""Who may hold a post, and who must stay able to let people in (ADR 0005, Rule 17)."""

from collections.abc import Iterable
from datetime import date

from irp.rules.date_spans import printed_day

LAST_ADMINISTRATOR = (
    "Nobody else would be an administrator from then on, so nobody could add people. "
    "Appoint another administrator first, without a last day."
)


def administrator_remains(*, others: Iterable[tuple[date, date | None]], on: date) -> bool:
    """Tell whether an administrator is left from a day on.

    `others` are the first and last days of the administrator holdings that would remain, those of
    active people only. One that has an end day leaves nobody after it, so it does not count.
    """
    return any(starts_on <= on and ends_on is None for starts_on, ends_on in others)


def overlap(*, first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Tell whether two spans of days, both ends included, share a day; None has no end."""
    (first_starts, first_ends), (second_starts, second_ends) = first, second
    first_reaches = first_ends is None or second_starts <= first_ends
    return first_reaches and (second_ends is None or first_starts <= second_ends)


def appointment_faults(
    *, starts_on: date | None, ends_on: date | None, by_own_delegation: bool
) -> dict[str, str]:
    """Return the faults of an appointment by field, each with what to type (Rule 17).

    What is None the form has refused already, or the post has no last day.
    """
    faults: dict[str, str] = {}
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        faults["ends_on"] = f"Enter {printed_day(starts_on)} or a later day"
    if by_own_delegation:
        faults["delegated_by"] = "Choose another person than the one who holds the post"
    return faults
