"""How a pack is drawn from the queue (ADR 0002)."""

import errno
from datetime import date

MOST_TRIES = 5
FULL = {errno.ENOSPC, errno.EDQUOT}
ANNEXES = "annexes"  # at the end of the name of a file of annexes
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def storage_fault(number: int | None, *, words: str = "") -> str:
    """Return what keeps a pack from being stored, by the system's error number, and what to do.

    `words` are the system's own, for an error that is neither want of room nor of the right.
    """
    if number in FULL:
        return (
            "Storage is full: there is no room for the pack. Make room in the pack store and in "
            "the temporary folder, then create the pack again."
        )
    if number in CLOSED:
        return (
            "Storage is read-only: the pack store or the temporary folder takes no files. Mend its "
            "rights, then create the pack again."
        )
    return f"The pack could not be stored ({words}). Tell the administrator."


def file_name(*, forum: str, month: date, number: int, standing: str) -> str:
    """Return the name a pack is saved under: "tib-pack-2026-10-v2-final", without its ending."""
    return f"{forum}-pack-{month:%Y-%m}-v{number}-{standing}".lower()
