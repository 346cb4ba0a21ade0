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
        ChartRow(kind=kind, on=day.on, amount=day.amount, total=day.total, refs=day.refs)
        for kind, days in (("Received", position.came), ("Expected", position.expected))
        for day in days
    ]
    rows += [
        ChartRow(
            kind="Target",
            on=target.due_on,
            total=target.total,
            received=target.received,
            standing=target.standing,
        )
        for target in position.targets
    ]
    return sorted(rows, key=lambda row: row.on)
