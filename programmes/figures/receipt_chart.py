"""The data of the chart of capital receipts, a row for each thing that it shows (Rule 25)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programmes.figures.receipts import ReceiptsPosition


@dataclass(frozen=True, kw_only=True)
class ChartRow:
    """A row of the chart's data: cash that came in, a target by its day, or what is expected."""

    kind: str
    on: date
    total: Decimal
    amount: Decimal | None = None
    received: Decimal | None = None
    standing: str = ""
    refs: tuple[str, ...] = ()


def chart_rows(position: ReceiptsPosition) -> list[ChartRow]:
    """Return everything that the chart of receipts shows, by day."""
    rows = [
        ChartRow(kind=kind, on=one.on, amount=one.amount, total=one.total, refs=one.refs)
        for kind, days in (("Received", position.came), ("Expected", position.expected))
        for one in days
    ]
    rows += [
        ChartRow(
            kind="Target",
            on=one.due_on,
            total=one.total,
            received=one.received,
            standing=one.standing,
        )
        for one in position.targets
    ]
    return sorted(rows, key=lambda row: row.on)
