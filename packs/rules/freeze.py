"""When a period may be frozen (Rule 16)."""


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
