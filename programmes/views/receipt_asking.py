"""Which assets and lots a page or a file is asked for, and what receipts come to."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.lots import LotLine, lot_lines
from programmes.figures.receipts import ReceiptsPosition, receipts_position
from programmes.forms.lot_filter import LotFilter
from programmes.models import Programme
from programmes.readings.receipts import receipts_facts
from programmes.readings.savings import month_of_entry


@dataclass(frozen=True)
class AskedReceipts:
    """Assets and lots now or as at the past, and which of them the address asks for."""

    past: Past
    form: LotFilter
    every: list[LotLine]
    shown: list[LotLine]
    position: ReceiptsPosition  # of all


def asked_receipts(request: SignedIn, *, at: datetime) -> AskedReceipts:
    """Return the lots as filtered, with what all receipts come to, in eleven statements."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    facts, measured = receipts_facts(past.source), past.measured
    names = {row.ref: row.name for row in past.source.rows(Programme)}
    selling = {lot.programme for lot in facts.lots}
    form = LotFilter.of(
        request, programmes={ref: name for ref, name in names.items() if ref in selling}
    )
    month = None if past.is_past else month_of_entry(past.source)
    every = sorted(
        lot_lines(facts.lots, measured=measured, month=month), key=lambda line: line.urgency
    )
    shown = [line for line in every if form.matches(line)]
    return AskedReceipts(past, form, every, shown, receipts_position(facts, measured=measured))
