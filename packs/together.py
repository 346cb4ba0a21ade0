"""What is read as one and stands on one line: dates, references, money, counts with their unit.

Pure: text in, places out. Print keeps them together where a line is broken (`packs.mends`), pages
where a pack is shown on screen (`packs.twin`).
"""

import re

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
UNITS = "days?|months?|years?|points?|weeks?|quarters?"
ONE = re.compile(
    rf"(?:\b\d\d? )?\b(?:{MONTHS})(?: \d{{4}})?\b(?: \(p\))?"  # 10 Nov 2026, and a provisional one
    r"|\d × \d"  # a score
    rf"|[-+\u2212]?£?\d[\d,.]*(?:%|m|bn)?(?: (?:{UNITS})\b)?"  # an amount, +0.2 points
    r"|\[[+\u2212] \S+|\S+ [+\u2212]\]"  # the signs of words added and removed
    r"|\b[A-Z]{1,5}\d{0,2}(?:-[A-Z]{0,4}\d{0,4}){0,3}-[A-Z]{0,4}\d{1,4}\b"  # PO2-T1-1
    r"|\bAnnex [A-Z]\b|\b[Ss]ection \d+\b"
)
LONGEST = 18  # characters, which the narrowest column of words has room for


def together(text: str) -> list[tuple[int, int]]:
    """Return where each of them begins and ends in a text, of those that could be parted."""
    found = (match.span() for match in ONE.finditer(text))
    return [(start, end) for start, end in found if 2 < end - start <= LONGEST]
