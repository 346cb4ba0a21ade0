"""The portfolio as a CSV file: the same rows, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from dashboards.presenters.portfolio import PortfolioRow
from irp.jinja import moment, month
from irp.marks import mark_of
from irp.rules.cells import safe_cell
from irp.rules.date_spans import month_of
from programmes.figures.latest import LatestRating
from programmes.figures.ratings import RatingLine
from programmes.words import MilestoneStatus, Silence

HEADS = (
    "Aim", "Ref", "Programme", "SAO", "SAO rating", "SAO rating of", "CPMO rating",
    "CPMO rating of", "Ratings differ", "Trend of SAO ratings (oldest first)", "Return",
    "Held by", "Held since", "Milestones", "Done", MilestoneStatus.DUE.label,
    "Missed against current baseline", "Missed against B0", "Re-baselined",
    MilestoneStatus.TO_BE_CONFIRMED.label,
    "Reported this month", "Reports owed this month", "Last signed",
)  # fmt: skip


def portfolio_csv(rows: Sequence[PortfolioRow]) -> str:
    """Return the rows with their heads; the byte order mark lets spreadsheets read the accents."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in _cells(row)])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def _cells(row: PortfolioRow) -> Iterable[object]:
    line, counts = row.line, row.line.counts
    yield from (row.aim, line.ref, line.name, line.sao)
    yield from (*_rating(row.sao), *_rating(row.cpmo), "yes" if row.diverges else "no")
    yield "; ".join(f"{month_of(mark.month)} {_mark(mark)}" for mark in line.strip[0].marks)
    yield from (row.state_words, row.holding.holder, moment(row.holding.since))
    yield from (counts.every, counts.done, counts.due, counts.late, counts.late_b0)
    yield from (counts.rebaselined, counts.unbaselined, counts.reported, counts.owed)
    yield month(line.last_signed)


def _rating(latest: LatestRating) -> tuple[str, str]:
    return latest.word, month_of(latest.month) if latest.month else ""


def _mark(mark: RatingLine) -> str:
    if mark.silence is Silence.AWAITED:
        return mark.silence.label.lower()
    return mark.silence.label if mark.silence else mark_of(mark.rating).word
