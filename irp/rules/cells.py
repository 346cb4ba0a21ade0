"""Cells of files that a spreadsheet opens: text that is never a formula (DESIGN 4a.10)."""

import unicodedata

from irp.rules.texts import BLANKS

BEGINS_A_FORMULA = frozenset("=+-@")
BEGINS_A_CELL = frozenset("\t\r\n")


def safe_cell(value: object) -> object:
    """Return the value of a cell so that no spreadsheet executes it.

    Text that would begin a formula gets an apostrophe before it; numbers stay numbers.
    """
    return f"'{value}" if isinstance(value, str) and _begins_a_formula(value) else value


def _begins_a_formula(text: str) -> bool:
    """Tell whether the first sign that shows is one of a formula, in any width or height.

    A spreadsheet reads a full-width "=" as "=" and passes over any space and what nobody sees.
    """
    for char in text:
        if char in BEGINS_A_CELL:
            return True
        if char not in BLANKS and unicodedata.category(char)[0] not in "ZCM":
            return unicodedata.normalize("NFKC", char)[0] in BEGINS_A_FORMULA
    return False
