"""Late milestones by how long they are late: bands from under three months to over two years."""

from collections.abc import Sequence
from dataclasses import dataclass

from irp.rules.numbers import counted
from programmes.figures.counts import LateRow

# The words of a band, and the days from which it begins.
BANDS = (
    ("Over 2 years", 731),
    ("1 to 2 years", 366),
    ("6 to 12 months", 183),
    ("3 to 6 months", 92),
    ("Under 3 months", 1),
)


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """A band of ages and the late milestones in it, the longest late first."""

    words: str
    rows: tuple[LateRow, ...]


def late_by_age(late: Sequence[LateRow]) -> tuple[AgeBand, ...]:
    """Return late milestones by age, the oldest band first; a band of none stands too."""
    bands, rest = [], list(late)
    for words, begins in BANDS:
        bands.append(AgeBand(words=words, rows=tuple(row for row in rest if row.days >= begins)))
        rest = [row for row in rest if row.days < begins]
    return tuple(bands)


def ages_finding(bands: Sequence[AgeBand]) -> str:
    """Return what the ages come to: "14 late milestones: 9 for more than a year"."""
    every = sum(len(band.rows) for band in bands)
    over_a_year = sum(len(band.rows) for band in bands[:2])
    return f"{counted(every, 'late milestone')}: {over_a_year} for more than a year"
