"""One asset or lot: how far its sale has come, everything done to it (Rule 25)."""

from collections.abc import Iterable
from dataclasses import dataclass

from irp.past import Past
from irp.presenters import Entry, act_entry, history_entries
from irp.readings.versions import row_versions
from irp.rules.date_spans import printed_day
from irp.rules.money import printed_pounds
from programmes.figures.lots import LotLine, lot_lines
from programmes.models import Lot, LotProgress
from programmes.readings.lot_rows import progress_of
from programmes.readings.receipts import lots
from programmes.readings.savings import month_of_entry
from programmes.rules.receipts import MONEY
from programmes.words import Stage

COLUMNS = ("title", "owner", "about")


@dataclass(frozen=True, kw_only=True)
class LotPage:
    """Everything that the page of an asset or lot shows."""

    line: LotLine
    timeline: tuple[Entry, ...]


def lot_page(past: Past, row: Lot) -> LotPage | None:
    """Return the page of a lot; None where there was none then."""
    facts = next((lot for lot in lots(past.source) if lot.ref == row.ref), None)
    if facts is None:
        return None
    month = None if past.is_past else month_of_entry(past.source)
    (line,) = lot_lines([facts], measured=past.measured, month=month)
    return LotPage(line=line, timeline=tuple(_timeline(row, past)))


def _timeline(row: Lot, past: Past) -> list[Entry]:
    """Return what was done to a lot, the newest first: changes of its row, and months' entries."""
    until = past.source.at
    rows = list(row_versions(Lot, until=until, id=row.pk).select_related("owner"))
    told = [*history_entries(rows, Lot, COLUMNS)]
    told += _entries(progress_of(row, until=until))
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _entries(acts: Iterable[LotProgress]) -> Iterable[Entry]:
    """Yield a month's entries, each with what it says that the one before it did not."""
    before: LotProgress | None = None
    for act in sorted(acts, key=lambda act: act.pk):
        told = [words for name in MONEY if (words := _changed(act, before, name))]
        if act.withdrawn and not (before and before.withdrawn):
            told.append(Stage.WITHDRAWN.label)
        what = "; ".join(told) or "No change"
        yield act_entry(
            act,
            what=f"Entered for {act.period}: {what[0].lower()}{what[1:]}",
            why=act.note,
        )
        before = act


def _changed(act: LotProgress, before: LotProgress | None, name: str) -> str:
    """Return a step in words where the entry before said something else of it; "" for the same."""
    day, amount = getattr(act, f"{name}_on"), getattr(act, name)
    if before and (getattr(before, f"{name}_on"), getattr(before, name)) == (day, amount):
        return ""
    if day is None or amount is None:
        return f"{name} cleared" if before and getattr(before, name) is not None else ""
    words = "expected to complete" if name == "expected" else name
    return f"{words} on {printed_day(day)} at {printed_pounds(amount)}"
