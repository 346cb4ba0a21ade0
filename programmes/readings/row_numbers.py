"""The next number of a programme's milestones: no reference is given twice (Rule 24)."""

import re
from collections.abc import Iterable

from programmes.models import Milestone, Programme


def next_row_number(programme: Programme) -> int:
    """Return the number after those of its rows, and of references that rows took along (18d).

    In two statements; the programme's row is held locked.
    """
    numbers = list(Milestone.objects.filter(programme=programme).values_list("number", flat=True))
    given = Milestone.objects.filter(ref__startswith=f"{programme.ref}-")
    numbers += _in_references(programme.ref, given.values_list("ref", flat=True))
    return max(numbers, default=0) + 1


def _in_references(prefix: str, refs: Iterable[str]) -> list[int]:
    found = (re.fullmatch(rf"{re.escape(prefix)}-(\d+)", ref) for ref in refs)
    return [int(match[1]) for match in found if match]
