"""The portfolio as a file: the same rows as the page, column by column."""

from collections.abc import Callable
from operator import attrgetter

from dashboards.presenters.portfolio import PortfolioRow
from irp.columns import Column, Kind
from irp.glossary import glossary
from irp.marks import mark_of
from irp.rules.date_spans import month_of
from programmes.figures.latest import LatestRating
from programmes.figures.ratings import RatingLine
from programmes.words import UNCONFIRMED, Dimension, MilestoneStatus, Silence

Portfolio = Column[PortfolioRow]


def _month(latest: LatestRating) -> str:
    return month_of(latest.month) if latest.month else ""


def _mark(mark: RatingLine) -> str:
    if mark.silence in {Silence.AWAITED, Silence.WITHHELD}:
        return mark.silence.label.lower()
    return mark.silence.label if mark.silence else mark_of(mark.rating).word


def _strip(place: int) -> Callable[[PortfolioRow], str]:
    """Return how a row tells one voice's months: the SAO's at place 0, CPMO's at 1."""
    return lambda row: "; ".join(
        f"{month_of(mark.month)} {_mark(mark)}" for mark in row.line.strip[place].marks
    )


def _count(name: str, label: str) -> Portfolio:
    return Column(name, label, attrgetter(f"line.counts.{name}"), Kind.NUMBER)


def _reporting(name: str, label: str) -> Portfolio:
    """Return a count of the month's reports, empty while they are withheld (Rule 15)."""
    of = attrgetter(f"line.counts.{name}")
    return Column(name, label, lambda row: None if row.is_withheld else of(row), Kind.NUMBER)


def _judged(dimension: Dimension) -> Portfolio:
    """Return a column of one dimension: what the SAO judged beside the rating shown, or nothing."""

    def read(row: PortfolioRow) -> str:
        rating = row.judged.given.get(dimension) if row.judged else None
        return rating.label if rating else ""

    return Column(f"sao_{dimension.value}", f"SAO: {dimension.label.lower()}", read)


_counts, _dates = glossary()["counts"], glossary()["dates"]
COLUMNS: tuple[Portfolio, ...] = (
    Column("aim", "Aim", attrgetter("aim")),
    Column("ref", "Ref", attrgetter("line.ref")),
    Column("name", "Programme", attrgetter("line.name")),
    Column("sao", "SAO", attrgetter("line.sao")),
    Column("sao_rating", "SAO rating", attrgetter("sao.word")),
    Column("sao_rating_month", "SAO rating of", lambda row: _month(row.sao)),
    *map(_judged, Dimension),
    Column("cpmo_rating", "CPMO rating", attrgetter("cpmo.word")),
    Column("cpmo_rating_month", "CPMO rating of", lambda row: _month(row.cpmo)),
    Column("diverges", "Ratings differ", attrgetter("diverges"), Kind.YES_NO),
    Column("strip", "Trend of SAO ratings (oldest first)", _strip(0)),
    Column("cpmo_strip", "Trend of CPMO ratings (oldest first)", _strip(1)),
    Column("state", "Return", attrgetter("state_words")),
    Column("holder", "With", attrgetter("holding.holder")),
    Column("since", "With since", attrgetter("holding.since"), Kind.MOMENT),
    _count("every", _counts["every"].word),
    _count("done", MilestoneStatus.DONE.label),
    _count("unconfirmed", UNCONFIRMED),
    _count("due", MilestoneStatus.DUE.label),
    _count("late", MilestoneStatus.LATE.label),
    Column("worst", "Worst late", lambda row: row.worst.ref if row.worst else ""),
    Column(
        "worst_days",
        "Days late of the worst",
        lambda row: row.worst.days if row.worst else None,
        Kind.NUMBER,
    ),
    _count("late_b0", _counts["late_b0"].word),
    _count("rebaselined", _dates["rebaselined"].word),
    _count("unbaselined", MilestoneStatus.TO_BE_CONFIRMED.label),
    _reporting("reported", _counts["reported"].word),
    _reporting("owed", _counts["owed"].word),
    Column("last_signed", "Last signed", attrgetter("line.last_signed"), Kind.MONTH),
    Column("closed_on", "Closed", attrgetter("line.closed_on"), Kind.DAY),
)
