"""The next number of a programme's milestones: no reference is given twice (Rule 24)."""

from collections.abc import Collection

from django.db.models import Q

from programmes.models import Milestone, Programme


def next_row_number(programme: Programme) -> int:
    """Return the number after those of its rows, and of references that rows took along (18d).

    In one statement; the programme's row is held locked.
    """
    return next_row_numbers([programme])[programme.pk]


def next_row_numbers(programmes: Collection[Programme]) -> dict[int, int]:
    """Return the same of each of some programmes by its key, in one statement."""
    refs = {row.ref: row.pk for row in programmes}
    own = Q(programme__in=programmes)
    given = Q(*(Q(ref__startswith=f"{ref}-") for ref in refs), _connector=Q.OR)
    last = dict.fromkeys(refs.values(), 0)
    rows = Milestone.objects.filter(own | given).order_by()
    for programme, number, ref in rows.values_list("programme_id", "number", "ref"):
        prefix, _, of_ref = ref.rpartition("-")
        given_by = refs.get(prefix) if of_ref.isdecimal() else None
        for key, taken in ((programme, number), (given_by, of_ref)):
            if key in last:
                last[key] = max(last[key], int(taken))
    return {key: number + 1 for key, number in last.items()}
