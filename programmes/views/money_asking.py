"""What all money comes to, as a page or a file is asked for it: now or as at the past."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from irp.rules.financial_years import financial_year
from programmes.figures.money import MoneyPosition, money_position
from programmes.models import Programme
from programmes.readings.money import receipts
from programmes.readings.whole_money import whole_money


@dataclass(frozen=True)
class AskedMoney:
    """What money comes to, with the names of programmes by reference."""

    past: Past
    year: int
    position: MoneyPosition
    names: dict[str, str]


def asked_money(request: SignedIn, *, at: datetime) -> AskedMoney:
    """Return what money comes to now or as at the past, in fifteen statements."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    source, on = past.source, past.measured.on
    found = money_position(whole_money(source), receipts(source), year=financial_year(on), on=on)
    names = {row.ref: row.name for row in source.rows(Programme)}
    return AskedMoney(past, financial_year(on), found, names)
