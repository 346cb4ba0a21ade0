"""When a period may be frozen (Rule 16)."""

from datetime import date


def freeze_faults(*, missing: set[str], seen: set[str], reason: str) -> list[str]:
    """Return why a period may not be frozen yet (Rule 16).

    `missing` are the references of programmes without a signed return, `seen` those that the
    person was shown: what becomes "not reported" for ever was read first.
    """
    unseen = sorted(missing - seen)
    if unseen:
        return [f"The returns of {', '.join(unseen)} are now missing too. Check the list again."]
    if missing and not reason.strip():
        return ["Enter the reason for freezing without the missing returns."]
    return []


def is_early(published_on: date, *, on: date) -> bool:
    """Tell whether a freeze comes before a day that people were told of (Rule 14)."""
    return on < published_on
