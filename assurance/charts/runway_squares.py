"""The squares of the runway: a requirement each, in a long plan several that stand alike. Pure.

Shapes tell how a requirement stands: a bar across the head for a date that has passed, hollow for
one to come, full for met, a ring for settled dates, faint where it does not apply. A corner marks a
requirement that a late milestone reaches, a line below that sustained evidence is asked for; a
triangle is a latest safe start.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import escape

from assurance.figures.runway import Runway
from assurance.figures.runway_lines import RunwayLine
from assurance.rules.runway import quarter_of
from assurance.words.runway import RunwayStanding, SafeStart
from irp.charts import FAINT, HAIRLINE, INK, LATE, NAVY, QUIET, line
from irp.rules.numbers import counted
from irp.rules.plan_dates import QuarterConvention

MOST_SQUARES = 200  # more requirements than that share squares: a plan of ninety has one each
MOST_NAMED = 5  # of those whose safe start a triangle tells of
Href = Callable[[str], str]  # the address of a requirement by its reference, "" for none
Listed = Callable[[int | None, RunwayStanding], str]  # of an outcome or all, that stand so

SHAPES = {
    RunwayStanding.MET: f'fill="{NAVY}"/>',
    RunwayStanding.SETTLED: f'rx="10" fill="#ffffff" stroke="{NAVY}" stroke-width="2"/>',
    RunwayStanding.NOT_APPLICABLE: f'fill="{FAINT}" stroke="{HAIRLINE}"/>',
    RunwayStanding.PASSED: f'fill="#ffffff" stroke="{LATE}" stroke-width="1.5"/>',
    RunwayStanding.AWAITED: f'fill="#ffffff" stroke="{QUIET}" stroke-width="1.5"/>',
    RunwayStanding.HIDDEN: f'fill="{FAINT}" stroke="{QUIET}" stroke-dasharray="2 2"/>',
    RunwayStanding.UNDATED: f'fill="#ffffff" stroke="{QUIET}" stroke-width="1.5"/>',
}


@dataclass(frozen=True, slots=True)
class Square:
    """One square: how its requirements stand, its mark, and its words and address as written."""

    standing: RunwayStanding
    mark: str
    words: str
    address: str
    is_reached: bool
    asks_evidence: bool

    def drawn(self, x: float, y: float, side: float, text: float, *, titled: bool = False) -> str:
        """Return it with its corner at a place, a link where it has an address.

        A `titled` one has its words for who points at it.
        """
        x, y = round(x, 1), round(y, 1)
        colour = "#ffffff" if self.standing is RunwayStanding.MET else INK
        foot = round(y + side / 2 + text * 0.35, 1)
        found = (
            f'{_shape(self.standing, x, y, side)}<text x="{round(x + side / 2, 1)}" y="{foot}" '
            f'text-anchor="middle" fill="{colour}">{self.mark}</text>'
        )
        if self.is_reached:
            found += f'<path d="M{x + side} {y}h-8l8 8z" fill="{LATE}"/>'
        if self.asks_evidence:
            found += line(x, y + side + 2, x + side, y + side + 2, NAVY, 2)
        if titled:
            found = f"<title>{self.words}</title>{found}"
        if not self.address:
            return f"<g>{found}</g>"
        return f'<a href="{self.address}" aria-label="{self.words}">{found}</a>'


@dataclass(frozen=True)
class Shown:
    """What is drawn: the runway, what late milestones reach, how quarters are read, and links."""

    runway: Runway
    reached: Collection[str]
    quarters: QuarterConvention
    href: Href
    listed: Listed = lambda outcome, standing: ""

    @property
    def is_shared(self) -> bool:
        """Tell whether requirements that stand alike share a square."""
        return shares_squares(self.runway)

    def squares(
        self,
        rows: Iterable[RunwayLine],
        mark: Callable[[RunwayLine], int],
        *,
        outcome: int | None = None,
    ) -> list[Square]:
        """Return the squares of one place of the picture, of an outcome or of all."""
        if not self.is_shared:
            return [self._own(row, mark(row)) for row in rows]
        alike: dict[tuple[RunwayStanding, bool, bool], list[RunwayLine]] = defaultdict(list)
        for row in rows:
            alike[row.standing, row.ref in self.reached, row.start is not None].append(row)
        return [self._shared(rows_alike, outcome) for rows_alike in alike.values()]

    def _own(self, row: RunwayLine, mark: int) -> Square:
        is_reached = row.ref in self.reached
        return Square(
            standing=row.standing,
            mark=str(mark),
            words=str(escape(_spoken(row, is_reached))),
            address=str(escape(self.href(row.ref))),
            is_reached=is_reached,
            asks_evidence=row.start is not None,
        )

    def _shared(self, rows: Sequence[RunwayLine], outcome: int | None) -> Square:
        first = rows[0]
        parts = [f"{counted(len(rows), 'requirement')}: {first.standing.label.lower()}"]
        if outcome is not None:
            parts[0] = f"Outcome {outcome}, {parts[0]}"
        is_reached = first.ref in self.reached
        if first.start is not None:
            parts.append("sustained evidence is asked for")
        if is_reached:
            parts.append("a late milestone reaches each")
        return Square(
            standing=first.standing,
            mark=str(len(rows)),
            words=str(escape("; ".join(parts))),
            address=str(escape(self.listed(outcome, first.standing))),
            is_reached=is_reached,
            asks_evidence=first.start is not None,
        )


def shares_squares(found: Runway) -> bool:
    """Tell whether requirements that stand alike share a square: there are too many."""
    return len(found.lines) > MOST_SQUARES


def starts_of(lines: Iterable[RunwayLine]) -> dict[tuple[int, int | None], list[RunwayLine]]:
    """Return whose latest safe start lies in a quarter, by outcome and quarter."""
    found: dict[tuple[int, int | None], list[RunwayLine]] = defaultdict(list)
    for row in lines:
        if row.start_on is not None and row.start is not SafeStart.IMPOSSIBLE:
            found[row.outcome, quarter_of(row.start_on)].append(row)
    return found


def start_mark(x: float, y: float, rows: Sequence[RunwayLine]) -> str:
    """Return the triangle of latest safe starts, with what has to start by then."""
    named = [f"{row.ref}: {row.start_words}" for row in rows[:MOST_NAMED]]
    if (more := len(rows) - MOST_NAMED) > 0:
        named.append(f"and {more} more")
    at = f"{round(x, 1)} {round(y, 1)}"
    words = escape("; ".join(named))
    return f'<g><title>{words}</title><path d="M{at}h10l-5 -9z" fill="{NAVY}"/></g>'


def _shape(standing: RunwayStanding, x: float, y: float, side: float) -> str:
    box = f'<rect x="{x}" y="{y}" width="{side}" height="{side}" '
    if standing is RunwayStanding.PASSED:  # a bar across the head besides the colour
        bar = f'<rect x="{x}" y="{y}" width="{side}" height="{round(side / 6, 1)}" fill="{LATE}"/>'
        return f"{box}{SHAPES[standing]}{bar}"
    return f"{box}{SHAPES[standing]}"


def _spoken(row: RunwayLine, is_reached: bool) -> str:
    """Return a requirement's square in words."""
    parts = [f"{row.ref} {row.title}: {row.standing.label.lower()}"]
    if row.start_words:
        parts.append(row.start_words)
    if is_reached:
        parts.append("a late milestone reaches it")
    return "; ".join(parts)
