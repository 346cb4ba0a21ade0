"""Who may hold a post, and who must stay able to let people in (ADR 0005, Rule 17)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from irp.rules.date_spans import for_example, printed_day
from irp.words import MEMBERS, BoardKind, PostKind

TOLD_FOR = timedelta(days=30)  # of a commissioner who was confirmed

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
        faults["delegated_by"] = "Choose somebody other than the person who holds the post"
    return faults


def committee_fault(*, kind: str, forum: str) -> str:
    """Return why a post of a kind does not sit on a forum of a kind, "" where it may (ADR 0006).

    `forum` is "" for none: every post may sit on no committee.
    """
    if not forum:
        return ""
    if kind not in MEMBERS:
        return "Remove the committee: only a lead member’s or committee’s post sits on one"
    return "" if forum == BoardKind.COMMITTEE else "Choose a committee"


NEVER_BOTH = (
    "One account never holds a commissioner’s post and a council post. Add an account of its own "
    "for this post, with another email address."
)


def is_never_both(*, kind: str, held: Collection[str]) -> bool:
    """Tell whether a kind of post would put a commissioner's and a council post on one account.

    `held` are the kinds that the account has held at any time: what was done in them bears its
    name (Rule 24b).
    """
    kinds = {kind, *held}
    return PostKind.COMMISSIONER in kinds and len(kinds) > 1


def takes_effect(
    *,
    starts_on: date,
    ends_on: date | None,
    awaits: bool,
    confirmed_on: date | None,
    on: date,
) -> bool:
    """Tell whether a post is held on a day, both ends included, and is in effect (Rule 24b)."""
    if awaits or (confirmed_on is not None and on < confirmed_on):
        return False
    return starts_on <= on and (ends_on is None or on <= ends_on)


NOT_AWAITED = "This post does not need to be confirmed."
BY_ANOTHER = "Another person confirms your own post."
BY_COMMISSIONER = "A serving commissioner confirms this post."
BY_LETTER = "No commissioner serves yet. An administrator confirms the first by the letter."


def confirmation_refusal(
    *, awaits: bool, whose: int, by: int | None, serving: Collection[int], administers: bool
) -> str:
    """Return why a person may not confirm a commissioner's post, "" where they may (Rule 24b).

    `serving` are the accounts that hold a commissioner's post in effect: one of them confirms.
    While there is none, an administrator confirms the first, who cites the letter.
    """
    if not awaits:
        return NOT_AWAITED
    if by == whose:
        return BY_ANOTHER
    if serving:
        return "" if by in serving else BY_COMMISSIONER
    return "" if administers else BY_LETTER


def letter_faults(*, letter: str, letter_on: date | None, on: date) -> dict[str, str]:
    """Return the faults of the letter that the first commissioner's post is confirmed by."""
    faults = {}
    if not letter.strip():
        faults["letter"] = "Enter the reference of the appointment letter"
    if letter_on is None:
        faults["letter_on"] = f"Enter the date of the letter. {for_example(5, 10, 2023)}"
    elif letter_on > on:
        faults["letter_on"] = f"Enter {printed_day(on)} or an earlier day"
    return faults


def handover_faults(
    *,
    leaver: str,
    held: tuple[date, date | None],
    starts_on: date | None,
    ends_on: date | None,
    to_oneself: bool,
) -> dict[str, str]:
    """Return the faults of handing a post over, by field, each with what to type (Rule 31).

    `held` are the first and last day of who leaves, None without a last day. What else is None the
    form has refused already.
    """
    faults: dict[str, str] = {}
    if to_oneself:
        faults["successor"] = f"Choose somebody other than {leaver}, who leaves the post"
    since, until = held
    first, last = since + timedelta(days=1), until + timedelta(days=1) if until else None
    if starts_on is not None and starts_on < first:
        faults["first_day"] = (
            f"Enter {printed_day(first)} or a later day. {leaver} holds the post from "
            f"{printed_day(since)}"
        )
    elif starts_on is not None and last is not None and starts_on > last:
        faults["first_day"] = (
            f"Enter {printed_day(last)} or an earlier day. {leaver} holds the post until "
            f"{printed_day(last - timedelta(days=1))}, and nobody would hold it in between"
        )
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        faults["last_day"] = f"Enter {printed_day(starts_on)} or a later day"
    return faults


def is_told(confirmed_on: date, *, on: date) -> bool:
    """Tell whether everybody is told on a day of a commissioner who was confirmed (Rule 24b)."""
    return confirmed_on <= on < confirmed_on + TOLD_FOR


def is_over(ends_on: date | None, *, on: date) -> bool:
    """Tell whether the last day of a holding is before a day."""
    return ends_on is not None and ends_on < on


def is_to_come(starts_on: date, *, on: date) -> bool:
    """Tell whether the first day of a holding is after a day."""
    return starts_on > on
