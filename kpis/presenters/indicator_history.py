"""What changed of an indicator: how it is defined, and figures that became others (Rule 27)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from operator import attrgetter

from irp.presenters import Entry, act_entry, changed, history_entries
from irp.readings.versions import row_versions
from irp.rules.date_spans import printed_month
from kpis.actions.definitions import DEFINED
from kpis.models import Indicator, Reading
from kpis.rules import printed_value
from kpis.words import Figure


def indicator_entries(row: Indicator, *, until: datetime) -> list[Entry]:
    """Return what changed of an indicator up to a moment, the newest first."""
    rows = list(row_versions(Indicator, until=until, id=row.pk).select_related("owner"))
    entries = [*history_entries(rows, Indicator, DEFINED), *_revisions(row, until=until)]
    return sorted(entries, key=attrgetter("at"), reverse=True)


def _revisions(row: Indicator, *, until: datetime) -> Iterator[Entry]:
    """Yield the readings of months that had one, the newest first, each beside the one before."""
    readings = list(row.readings.filter(at__lte=until).order_by("month", "pk"))
    found = [
        (reading, before) for before, reading in pairwise(readings) if reading.month == before.month
    ]
    for reading, before in sorted(found, key=lambda pair: pair[0].pk, reverse=True):
        yield act_entry(
            reading,
            what=_what(reading, before),
            changes=changed(
                "Value",
                printed_value(before.value, unit=row.unit),
                printed_value(reading.value, unit=row.unit),
            ),
            why=reading.reason,
        )


def _what(reading: Reading, before: Reading) -> str:
    """Return "Reading of Sep 2026 revised", or that the same figure was recorded again."""
    of = f"Reading of {printed_month(reading.month)}"
    if reading.value != before.value:
        provisional = reading.figure == Figure.PROVISIONAL
        return f"{of} changed, still provisional" if provisional else f"{of} revised"
    is_final = before.figure == Figure.PROVISIONAL and reading.figure == Figure.REVISED
    return f"{of} final: the same figure" if is_final else f"{of} recorded again: the same figure"
