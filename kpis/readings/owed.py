"""Which readings are due or late, of indicators whose frequency and lag are set (Rule 27)."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast

from irp.readings import Among
from irp.rules.measuring import Measured
from kpis.models import Indicator, Reading
from kpis.rules import Cadence, Owing, later, owing
from kpis.words import Frequency


class OwedReadings(NamedTuple):
    """What is owed of an indicator, and the titles by which its owner is known."""

    ref: str
    owners: frozenset[str]  # the post's title, and those of the parts of a joint post
    owed: Owing
    span: int  # months of data that one reading covers

    def ends(self, begins: date) -> date:
        """Return the last month of the data period that begins in a month."""
        return later(begins, self.span - 1)


OWED = "indicator"
REGULAR = {frequency.months: frequency for frequency in Frequency if frequency.is_regular}
_newest = Reading.objects.filter(indicator=OuterRef("pk")).order_by("-month", "-pk")
# An indicator in eight columns of the types that a page's other lists have, so that a page that
# reads those reads this with them: its kind and reference, its owner, its lag, the parts of a
# joint owner, the newest month that was read, how often it is read.
_AS_OWED = (
    Value(OWED),
    "ref",
    "owner__title",
    "lag_months",
    Cast("owner__part_titles", TextField()),
    Subquery(_newest.values("month")[:1]),
    Case(
        *(When(frequency=frequency.value, then=months) for months, frequency in REGULAR.items()),
        default=None,
        output_field=IntegerField(),
    ),
    Value(None, output_field=IntegerField()),
)
OWED_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = ((Indicator, _AS_OWED),)
# Those alone that a holder of the posts `titles` may answer for: every joint post's, whose parts
# `own` looks into.
OWN_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        Among(Indicator, "owner__title__in", "titles", Q(owner__part_titles__0__isnull=False)),
        _AS_OWED,
    ),
)


def owed_readings(
    rows: Iterable[tuple[Any, ...]], *, measured: Measured
) -> tuple[OwedReadings, ...]:
    """Return what is owed of the indicators that were read by `OWED_PARTS` or `OWN_PARTS`.

    By reference.

    Indicators that are alike hold one and the same owners, and what is owed of them.
    """
    whose: dict[tuple[str | None, str], frozenset[str]] = {}
    of: dict[tuple[int | None, int | None, date | None], tuple[Owing, int]] = {}
    found = []
    for _, ref, title, lag, parts, newest, months, _ in sorted(rows, key=itemgetter(1)):
        owner, alike = (title, parts), (lag, months, newest)
        if owner not in whose:
            whose[owner] = frozenset({title, *json.loads(parts)}) if title else frozenset()
        if alike not in of:
            cadence = Cadence(frequency=REGULAR.get(months), lag_months=lag)
            owed = owing({newest} if newest else (), cadence=cadence, measured=measured)
            of[alike] = owed, cadence.span
        found.append(OwedReadings(ref, whose[owner], *of[alike]))
    return tuple(found)


def own(owed: Collection[OwedReadings], titles: Collection[str]) -> tuple[OwedReadings, ...]:
    """Return those of the indicators that a holder of posts of these titles answers for."""
    return tuple(indicator for indicator in owed if not indicator.owners.isdisjoint(titles))
