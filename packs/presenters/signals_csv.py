"""A month's warning signs as a file: a row each, with its SAO, programme and rating (Rule 7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from irp.columns import Column
from packs.figures.signals import MonthSignals, SignalRow


@dataclass(frozen=True, kw_only=True)
class SignalTold:
    """A warning sign with the SAO beside whose rating it stands."""

    sao: str
    row: SignalRow


COLUMNS: tuple[Column[SignalTold], ...] = (
    Column("sao", "SAO", attrgetter("sao")),
    Column("ref", "Ref", attrgetter("row.ref")),
    Column("name", "Programme", attrgetter("row.name")),
    Column("said", "SAO’s rating", attrgetter("row.rating_words")),
    Column("sign", "Warning sign", attrgetter("row.signal.name.label")),
    Column("found", "What it found", attrgetter("row.signal.words")),
    Column("refs", "Rows", lambda told: ", ".join(told.row.signal.refs)),
)


def signals_told(sheet: MonthSignals) -> Iterator[SignalTold]:
    """Yield every warning sign of a month, in the order of its page."""
    for group in sheet.saos or ():
        for row in group.rows:
            yield SignalTold(sao=group.sao, row=row)
