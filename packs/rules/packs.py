"""How a pack is drawn from the queue (ADR 0002)."""

import errno
from datetime import date, timedelta

from packs.words import FOR_A_COMMITTEE, Audience

MOST_TRIES = 5
TOLD_FOR = timedelta(days=3)
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


def told_since(on: date) -> date:
    """Return the day from which packs that became ready are told to who asked for them."""
    return on - TOLD_FOR


def edition_label(*, is_final: bool, issued: int, drafts: int) -> str:
    """Return what boards call an edition: v0.1, v0.2 before issue, v1.0, then v1.1, v1.2.

    `issued` counts the editions of its month that were issued before it, `drafts` the drafts since
    the last of them. The draft of a correction says of what: "draft 1 of v1.1".
    """
    if is_final:
        return f"v1.{issued}"
    return f"draft {drafts + 1} of v1.{issued}" if issued else f"v0.{drafts + 1}"


def version_said(
    *, label: str, number: int, audience: Audience = Audience.WHOLE, part: int = 1
) -> str:
    """Return what an edition is called wherever it is named: "v1.0", "v1.0, public edition 2".

    Packs from before editions had a label are called by their number, as they print it.
    """
    version = label or f"version {number}"
    if audience is Audience.PUBLIC:
        return f"{version}, public edition {part}" if part > 1 else f"{version}, public edition"
    if audience is Audience.EXTRACT:
        return f"{version}, extract {part}"
    if audience is Audience.EXEMPT:
        return f"{version}, exempt part {part}"
    return version


def edition_name(*, forum: str, audience: Audience, part: int = 1, committee: str = "") -> str:
    """Return what an edition is: "Extract 2 of the IRB pack for Homes OSC, exempt part".

    Its month and version tell it from others of its kind.
    """
    pack = f"{forum.upper()} pack"
    if audience is Audience.PUBLIC:
        return f"Public edition{f' {part}' if part > 1 else ''} of the {pack}"
    if audience in FOR_A_COMMITTEE:
        which = "exempt part" if audience is Audience.EXEMPT else "public agenda"
        return f"Extract {part} of the {pack} for {committee}, {which}"
    return pack


def file_name(*, forum: str, month: date, version: str, standing: str) -> str:
    """Return the name a pack is saved under, without its ending: "tib-pack-2026-10-v1.0-final".

    `version` is as `version_said` gives it; who says draft already does not say it twice.
    """
    which = version.replace("version ", "v").replace(",", "").replace(" ", "-")
    status = "" if which.startswith(standing.lower()) else f"-{standing}"
    return f"{forum}-pack-{month:%Y-%m}-{which}{status}".lower()
