"""Which readings are due or late, of indicators whose frequency and lag are set (Rule 27)."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet

from irp.readings import rows_of
from kpis.models import Indicator
from kpis.rules import Cadence, Owing, later, owing
from kpis.words import Frequency


class OwedReadings(NamedTuple):
    """What is owed of an indicator, and the titles by which its owner is known."""

    ref: str
    name: str
    owner: str  # "" where no owner is named
    owners: frozenset[str]  # the post's title, and those of the parts of a joint post
    owed: Owing
    ends: date | None  # the last month of the newest data period that is owed, None for none


def owed_readings(*, on: date) -> tuple[OwedReadings, ...]:
    """Return every indicator that has an owner or a cadence, by reference, in one statement."""
    found = []
    for ref, name, frequency, lag, title, parts, newest in rows_of(_cadences):
        cadence = Cadence(frequency=Frequency(frequency) if frequency else None, lag_months=lag)
        owed = owing({newest} if newest else (), cadence=cadence, on=on)
        owners = frozenset({title, *parts}) if title else frozenset()
        newest_owed = max((*owed.due, *owed.late), default=None)
        ends = later(newest_owed, cadence.span - 1) if newest_owed else None
        found.append(OwedReadings(ref, name, title or "", owners, owed, ends))
    return tuple(found)


def _cadences() -> QuerySet[Indicator, Any]:
    rows = Indicator.objects.filter(Q(owner__isnull=False) | Q(lag_months__isnull=False))
    rows = rows.annotate(newest=Max("readings__month")).order_by("ref")
    names = ("ref", "name", "frequency", "lag_months", "owner__title", "owner__part_titles")
    return rows.values_list(*names, "newest")


def own(owed: Collection[OwedReadings], titles: Collection[str]) -> tuple[OwedReadings, ...]:
    """Return those of the indicators that a holder of posts of these titles answers for."""
    return tuple(one for one in owed if not one.owners.isdisjoint(titles))
