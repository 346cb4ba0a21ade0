"""Drafts shared for accuracy: with whom, until when, and what may be said (Rule 23). Pure."""

from datetime import date

from irp.rules.date_spans import for_example

OFFICERS = ("cpmo", "sao", "rdl", "officer")  # kinds of post with whom a draft may be shared


def is_open(
    *, until: date, on: date, taken_back: bool, draft_ended: bool, author_serves: bool
) -> bool:
    """Tell whether an officer sees the draft on a day, its last day included.

    It closes at once where the author takes it back, issues or ends the draft, or is a commissioner
    no more: a leaver's private drafts are sealed.
    """
    return on <= until and author_serves and not (taken_back or draft_ended)


def share_faults(*, until: date, on: date, is_officer: bool, is_shared: bool) -> dict[str, str]:
    """Return what is wrong with a share by field, each with what to type."""
    faults = {}
    if until < on:
        faults["until"] = f"Enter today or a later day. {for_example(14, 12, 2026)}"
    if not is_officer:
        faults["officer"] = "Choose a person who holds a post of the council today"
    elif is_shared:
        faults["officer"] = "This draft is shared with that person already. Take it back first."
    return faults


def comment_faults(words: str) -> dict[str, str]:
    """Return what is wrong with a comment by field."""
    if words.strip():
        return {}
    return {"words": "Enter what is not accurate, or “No comments”"}
