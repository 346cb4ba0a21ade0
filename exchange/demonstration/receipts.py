"""The demonstration's capital receipts: what is sold, when its cash came in, what is still open.

Every asset or lot is made up and says so. Those whose cash has come in come to each of the plan's
amounts in the month in which its milestone is completed, so that rows, figure and list agree (25).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from exchange.demonstration.months import EVENTFUL, dice, first_of_month, index, last_day
from irp.models import User
from programmes.actions.lots import ProgressEntry, add_lot, enter_progress
from programmes.actions.receipt_targets import set_receipt_target
from programmes.models import Lot, Programme, ReceiptThreshold
from programmes.readings.lot_rows import newest_progress

MADE_UP = "Made up for the demonstration."
PROGRAMME = "AST"
KINDS = (
    *("Office building", "Parade of shops", "Industrial land", "Car park", "Former depot"),
    *("Land for homes", "Warehouses", "Cleared school site"),
)
EACH = Decimal(32_000_000)  # of a lot, about
ROUND = Decimal(50_000)
TARGET, BY = Decimal(810_000_000), date(2027, 3, 31)
DECIDED_IN = date(2026, 9, 1)
STAGES = ("agreed", "exchanged", "completed", "received")


@dataclass(frozen=True)
class MadeUpLot:
    """An asset or lot that is made up: the day of each stage, and what it is sold for."""

    title: str
    amount: Decimal
    agreed_on: date | None = None
    exchanged_on: date | None = None
    completed_on: date | None = None
    received_on: date | None = None
    expected_on: date | None = None
    withdrawn_in: date | None = None

    def at(self, day: date, *, version: int, month: date) -> ProgressEntry:
        """Return what is known of its sale on a day."""
        days = {f"{name}_on": getattr(self, f"{name}_on") for name in STAGES}
        reached: dict[str, Any] = {
            name: on for name, on in days.items() if on is not None and on <= day
        }
        amounts: dict[str, Any] = {name.removesuffix("_on"): self.amount for name in reached}
        withdrawn = self.withdrawn_in is not None and month >= self.withdrawn_in
        if self.expected_on and "completed" not in amounts:
            reached["expected_on"], amounts["expected"] = self.expected_on, self.amount
        return ProgressEntry(
            version=version,
            withdrawn=withdrawn,
            note="The service stays in it." if withdrawn else "",
            **reached,
            **amounts,
        )


def made_up_lots(steps: Sequence[tuple[int, Decimal]]) -> tuple[MadeUpLot, ...]:
    """Return every asset and lot; `steps` are when the plan's amounts are reached, by month."""
    return (*_paid(steps), *_open(date(2026, 10, 1)))


def _paid(steps: Sequence[tuple[int, Decimal]]) -> Iterator[MadeUpLot]:
    reached, before, number = Decimal(0), None, 0
    for ends, total in steps:
        if total <= reached:
            continue
        begins = ends - 1 if before is None else before
        for amount, month in _split(total - reached, begins, ends):
            number += 1
            yield _sold(number, amount, month)
        reached, before = total, ends


def _split(amount: Decimal, begins: int, ends: int) -> Iterator[tuple[Decimal, int]]:
    """Yield amounts that come to one, each with its month; the last in the month that it ends."""
    count = max(2, round(amount / EACH))
    left = amount
    for place in range(1, count + 1):
        share = Decimal(dice("lot", ends, place).choice((7, 9, 10, 11, 13))) / 10
        part = left if place == count else _rounded(amount / count * share)
        left -= part
        yield part, begins + max(1, round((ends - begins) * place / count))


def _rounded(amount: Decimal) -> Decimal:
    return (amount / ROUND).to_integral_value() * ROUND


def _sold(number: int, amount: Decimal, month: int) -> MadeUpLot:
    chance = dice("sale", number)
    paid = first_of_month(month) + timedelta(days=chance.randint(3, 24))
    exchanged = paid - timedelta(days=chance.randint(20, 60))
    return MadeUpLot(
        title=_title(number),
        amount=amount,
        agreed_on=exchanged - timedelta(days=chance.randint(40, 120)),
        exchanged_on=exchanged,
        completed_on=paid,
        received_on=paid,
    )


def _title(number: int) -> str:
    return f"{KINDS[number % len(KINDS)]}, demonstration lot {number}"


def _open(newest: date) -> Iterator[MadeUpLot]:
    """Yield the sales that are under way in the last months."""
    paid_on = date(newest.year, newest.month, 14)
    yield MadeUpLot(
        _title(91), Decimal(14_000_000), date(2026, 5, 12), date(2026, 9, 8), paid_on, paid_on,
        expected_on=last_day(index(newest)),
    )  # fmt: skip
    yield MadeUpLot(
        _title(92), Decimal(9_500_000), date(2026, 6, 3), expected_on=date(2026, 11, 13),
    )  # fmt: skip
    yield MadeUpLot(
        _title(93), Decimal(3_200_000), date(2026, 4, 20), date(2026, 7, 21), date(2026, 10, 19),
        expected_on=date(2026, 10, 30),
    )  # fmt: skip
    yield MadeUpLot(_title(94), Decimal(22_000_000), expected_on=date(2027, 2, 26))
    yield MadeUpLot(
        _title(95), Decimal(6_000_000), date(2026, 7, 2), expected_on=date(2026, 12, 18),
        withdrawn_in=DECIDED_IN,
    )  # fmt: skip


def _is_overtaken(entry: ProgressEntry, day: date) -> bool:
    """Tell whether an open sale is past the day it was expected on: nobody says yet what now."""
    is_open = entry.completed_on is None and not entry.withdrawn
    return is_open and entry.expected_on is not None and entry.expected_on < day


def received_by_month(lots: Sequence[MadeUpLot]) -> tuple[tuple[int, Decimal], ...]:
    """Return what has been received in all by the end of each month in which cash came in."""
    total, found = Decimal(0), {}
    paid = [(lot.received_on, lot.amount) for lot in lots if lot.received_on]
    for on, amount in sorted(paid):
        total += amount
        found[index(on)] = total
    return tuple(found.items())


def live_receipts(lots: Sequence[MadeUpLot], month: date, *, head: User, at: datetime) -> None:
    """Add every lot in the first eventful month; in each enter how far its sale has come."""
    programme = Programme.objects.filter(ref=PROGRAMME).select_related("sao", "rdl").first()
    if programme is None or month < EVENTFUL:
        return
    if not Lot.objects.exists():
        for lot in lots:
            values = {"title": lot.title, "owner": programme.rdl, "about": MADE_UP}
            add_lot(programme, values, by=head, at=at)
    rows = {row.title: row for row in Lot.objects.all()}
    later = at + timedelta(minutes=10)
    standing = newest_progress(at=later, among=[row.pk for row in rows.values()])
    entries = {}
    for lot in lots:
        now = standing.get(rows[lot.title].pk)
        entry = lot.at(at.date(), version=now.pk if now else 0, month=month)
        if not (now and (now.received or now.withdrawn)) and not _is_overtaken(entry, at.date()):
            entries[rows[lot.title].ref] = entry
    enter_progress(entries, by=head, at=later)
    if month >= DECIDED_IN and not ReceiptThreshold.objects.exists():
        set_receipt_target(
            due_on=BY, total=TARGET, decided_by="Cabinet (made up for the demonstration)",
            reason="What was agreed in September 2026 is to be borrowed no more.", seen=0, by=head,
            at=later,
        )  # fmt: skip
