"""What of a programme stands on its side: rows and words, as much as it holds. Pure.

Twelve open rows at most, the worst first, drawn and with what was reported of them while there is
room; then fewer are drawn, then named. Words that are too long end in "…" and stand whole in an
annex. The order of giving way: what was reported of rows, the drawing, the words, the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from irp.charts import width_of
from irp.rules.plan_dates import Precision
from packs.context.report_fixed import NAMED, Whole
from packs.context.room import ACROSS, POINT, SIDE, height_of
from programmes.charts.gantt_rows import PRINT
from programmes.figures.milestones import MilestoneLine

OPEN_ROWS = NAMED  # of a programme's side: the annex has the others
LEAST_ROWS = 3  # while their names leave room for a few words
SPARE = 6.0
HEADING = 17.0  # of all reports, above the first
BESIDE = 0.86 * ACROSS - 3  # of what is said of the programme
TITLE = 0.46 * ACROSS - 3  # of a milestone
LONG = {Precision.QUARTER, Precision.FINANCIAL_YEAR}  # in words of two lines
REPORTED = (600, 300, 150)  # characters of what was reported of a row, as there is room
CUT = 12.0  # left free where words are cut, whose height is less sure
LEAST_WORDS = 72.0  # millimetres of words that give way to no row
FEWEST_WORDS = 24.0  # where the fewest rows leave no more
HEADS = 12.0  # the head of the table of open milestones, and the room about tables
FIGURE = 34.0  # the plan on a page without its open rows
READ = 26.0  # how the reports are read, under the last of them


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much of a programme stands on its side."""

    rows: int  # open milestones named
    drawn: int  # of them, in the plan on a page
    has_plan: bool  # whether there is room for the plan on a page at all
    reported: int  # characters of what was reported of them under their names
    words: float  # millimetres for the programme's own words


def room_for(
    whole: Whole,
    words: Sequence[str],
    rows: Sequence[MilestoneLine],
    *,
    is_first: bool = False,
    is_last: bool = False,
) -> Room:
    """Return how much fits.

    `whole` is what stands whole; `words` may be shortened; `rows` are the open milestones, the
    worst first. The first programme has the heading of all above it, the last how to read them
    under it.
    """
    left = SIDE - SPARE - HEADS - whole.above - sum(map(_height, whole.rows))
    left -= (HEADING if is_first else 0.0) + (READ if is_last else 0.0)
    every = sum(map(_height, words))
    wanted = min(every, LEAST_WORDS)
    most = min(len(rows), OPEN_ROWS)
    fewer = range(most - 1, min(most, LEAST_ROWS) - 1, -1)
    tries = [
        *((most, most, letters) for letters in REPORTED),
        *((most, drawn, 0) for drawn in (most, 8, 6, 4, 2, 0)),
        *((count, 0, 0) for count in fewer),
    ]
    for count, drawn, reported in tries:
        taken = sum(_named(line, reported=reported) for line in rows[:count])
        if drawn or not rows:
            taken += FIGURE + sum(map(_drawn, rows[: min(drawn, count)]))
        if (every if reported > REPORTED[-1] else wanted) <= left - taken:
            break
    else:
        while count > 1 and left - taken < FEWEST_WORDS + CUT:
            count -= 1
            taken -= _named(rows[count], reported=0)
    words_left = left - taken
    if every > words_left:
        words_left = max(words_left - CUT, FEWEST_WORDS)
    return Room(
        rows=count,
        drawn=min(drawn, count),
        has_plan=drawn > 0 or not rows,
        reported=reported,
        words=words_left,
    )


def shortened(words: Sequence[str], room: float) -> tuple[str, ...]:
    """Return texts cut to the room that all of them have, the longest the most."""
    high = [_height(text) for text in words]
    most = max(high, default=0.0)
    while sum(min(height, most) for height in high) > room and most > 1:
        most *= 0.95
    return tuple(
        text if height <= most else _cut(text, most / height)
        for text, height in zip(words, high, strict=True)
    )


def _cut(text: str, part: float) -> str:
    """Return the beginning of a text, up to a word's end where it has one near by."""
    cut = text[: int(len(text) * part * 0.96)]
    whole = cut.rpartition(" ")[0] or cut
    return f"{whole if len(whole) > len(cut) * 0.8 else cut}…"


def _height(text: str) -> float:
    """Return how high a row of words stands; each paragraph begins a line."""
    parts = text.split("\n")
    return 1.0 + sum(
        max(height_of(part, across=BESIDE, points=9, leading=1.2), 1.9) for part in parts
    )


def _named(line: MilestoneLine, *, reported: int) -> float:
    notes = (
        f"Occurrences: {line.recurring.words}" if line.recurring else "",
        f"Run by {line.handed_to} now" if line.handed_to else "",
        f"SAO: {line.own_sao}" if line.own_sao else "",
        "0" * 30 if line.opening else "",
    )
    words = f"{line.narrative} {line.reason}"[:reported]
    high = height_of(line.title, across=TITLE, points=9, leading=1.2)
    is_long = any(day and day.precision in LONG for day in (line.baseline, line.forecast))
    dates = (7.6 if is_long or line.completed_after else 3.8) + (
        3.6 if line.baseline_number else 0.0
    )
    under = sum(height_of(text, across=TITLE, points=8.2) for text in (*notes, words))
    return max(high + under, dates) + 1.0


def _drawn(line: MilestoneLine) -> float:
    lines = 2 if width_of(f"{line.ref} {line.title}") > PRINT.ems else 1
    return (PRINT.line * lines + 8) * POINT
