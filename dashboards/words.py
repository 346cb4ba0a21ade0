"""The words of the pages over everything: what filters are asked by, and what counts leave out."""

RECEIVED, DIFFER = "received", "differ"  # filters of returns and of ratings, by their addresses
LABELS = {RECEIVED: "Signed or assured", DIFFER: "SAO and CPMO differ"}
NOT_SIGNED = "not signed yet"  # of what the month reports, to whoever may not read it before


def left_out(unsigned: int) -> str:
    """Return what a count of reports leaves out, "" where it counts all (Rule 15)."""
    if not unsigned:
        return ""
    return f"without {unsigned} unsigned return{'s' if unsigned != 1 else ''}"
