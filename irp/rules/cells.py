"""Cells of files that a spreadsheet opens: text that is never a formula (DESIGN 4a.10)."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """Return the value of a cell so that no spreadsheet executes it.

    Text that would begin a formula gets an apostrophe before it; numbers stay numbers.
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value
