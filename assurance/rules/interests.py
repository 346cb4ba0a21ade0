"""What an interest in an outcome forbids a commissioner (Rule 24b). Pure: no clock."""

from collections.abc import Iterable
from datetime import date

from assurance.facts.interests import InterestFacts
from irp.rules.date_spans import printed_day


def is_in_force(*, starts_on: date, ends_on: date | None, on: date) -> bool:
    """Tell whether an interest holds on a day, from its first to its last, both among them."""
    return starts_on <= on and (ends_on is None or on <= ends_on)


def barred_words(declared: Iterable[InterestFacts], *, by: int, outcome: int, on: date) -> str:
    """Return why a person cannot draft, agree or issue in an outcome, "" where they can.

    An interest in another outcome, of another commissioner, or over, forbids nothing.
    """
    for interest in declared:
        own = interest.by == by and interest.outcome == outcome
        if own and is_in_force(starts_on=interest.starts_on, ends_on=interest.ends_on, on=on):
            return (
                f"You have declared an interest in outcome {outcome} from "
                f"{printed_day(interest.starts_on)}. Another commissioner has to judge it."
            )
    return ""


def interest_faults(*, words: str) -> dict[str, str]:
    """Return what is wrong with a declaration, by field."""
    return {} if words.strip() else {"words": "Enter what the interest is."}


def end_faults(*, starts_on: date, ends_on: date) -> dict[str, str]:
    """Return what is wrong with a last day, by field."""
    if ends_on >= starts_on:
        return {}
    return {"ends_on": f"Enter a last day that is not before {printed_day(starts_on)}"}
