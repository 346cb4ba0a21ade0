"""Rows in which every word of a search is found."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Model, Q, QuerySet

# "Children & Families" and "Children and Families" are the same (DOMAIN 2).
ALIKE = {"&": "and", "and": "&"}


def rows_holding(
    words: Sequence[str], model: type[Model], *, columns: Sequence[str], beside: Sequence[str]
) -> QuerySet:
    """Return the rows that hold every word, in any of the columns and in any letters.

    `beside` is what is read with each. All that is searched everybody who holds a post may read.
    """
    each = []
    for word in words:
        spellings = {word, ALIKE.get(word.casefold(), word)}
        each.append(
            reduce(
                or_,
                (
                    Q(**{f"{column}__icontains": spelling})
                    for column in columns
                    for spelling in spellings
                ),
            )
        )
    rows = model._default_manager.select_related(*beside)
    return rows.filter(reduce(and_, each))
