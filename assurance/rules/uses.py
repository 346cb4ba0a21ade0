"""What a piece of evidence is for, as people type it: "PO1-T1-2, PO1-T1-3 (2)" (Rule 22). Pure."""

import re
from collections.abc import Iterable

ONE = re.compile(r"([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)\s*(?:\(\s*([1-9][0-9]?)\s*\))?")
WHAT_TO_TYPE = (
    "Enter references with commas between them, such as PO1-T1-2, PO1-T1-3 (2) for the second "
    "consideration of PO1-T1-3"
)
MOST = 40


class UnreadableUses(ValueError):
    """What was typed names no requirements; the words say what to type."""


def uses_read(text: str) -> list[tuple[str, int]]:
    """Return each reference in capitals with the number of a consideration, 0 for none; once each.

    Raises `UnreadableUses`.
    """
    found: dict[tuple[str, int], None] = {}
    for part in re.split(r"[,;\n]", text):
        if not part.strip():
            continue
        read = ONE.fullmatch(part.strip())
        if read is None or not part.isascii():
            raise UnreadableUses(f"“{part.strip()[:40]}” is no reference. {WHAT_TO_TYPE}")
        found[read[1].upper(), int(read[2] or 0)] = None
    if len(found) > MOST:
        raise UnreadableUses(f"Enter at most {MOST} references")
    return list(found)


def uses_written(uses: Iterable[tuple[str, int]]) -> str:
    """Return what a piece is for as people type it."""
    return ", ".join(f"{ref} ({number})" if number else ref for ref, number in uses)
