"""Which contradictions of the documents concern which outcome."""

import re


def concerns_outcome(erratum: str, *, outcome: int) -> bool:
    """Tell whether a test's erratum names this outcome; one that names none concerns all."""
    named = re.findall(r"\boutcome (\d+)", erratum, re.IGNORECASE)
    return not named or str(outcome) in named


def names_outcome(where: str, *, outcome: int) -> bool:
    """Tell whether a place in a document names this priority outcome."""
    return bool(re.search(rf"priority outcome {outcome}\b", where, re.IGNORECASE))
