"""The portfolio as a CSV file: the same rows, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from dashboards.presenters.portfolio import Row, Shown
from irp.jinja import day, moment
from irp.marks import mark_of
from irp.rules.cells import safe_cell

HEADS = (
    "Aim", "Ref", "Programme", "SAO", "SAO rating", "SAO rating of", "CPMO rating",
    "CPMO rating of", "Ratings differ", "Trend of SAO ratings (oldest first)", "Return",
    "Held by", "Held since", "Milestones", "Done", "Due in 90 days",
    "Missed against current baseline", "Missed against B0", "Re-baselined", "To be confirmed",
    "Reported this month", "Reports owed this month", "Last signed",
)  # fmt: skip


def portfolio_csv(rows: Sequence[Row]) -> str:
    """Return the rows with their heads; the byte order mark lets spreadsheets read the accents."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in _cells(row)])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def _cells(row: Row) -> Iterable[object]:
    counts = row.counts
    yield from (row.aim, row.ref, row.name, row.sao_post)
    yield from (*_rating(row.sao), *_rating(row.cpmo), "yes" if row.diverges else "no")
    yield "; ".join(
        f"{point.month:%b %Y} {'awaited' if point.awaited else mark_of(point.rating).word}"
        for point in row.trend
    )
    yield from (row.state_words, row.holder, moment(row.since))
    yield from (counts.every, counts.done, counts.due, counts.missed, counts.missed_b0)
    yield from (counts.rebaselined, counts.unbaselined, counts.reported, counts.owed)
    yield day(row.last_signed)


def _rating(shown: Shown) -> tuple[str, str]:
    return shown.word, shown.month_words
